using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>Relations of memberships that follow rules: who can edit himself, or somebody else, into a dynamic unit or group.</summary>
internal sealed class MembershipRelations(AzureDirectory directory, AzureAccess access)
{
    private readonly Lazy<List<(AdministrativeUnit Unit, DirectoryObject User, string Action)>> _entrances = new(() => Entrances(directory));

    /// <summary>Adds the relations.</summary>
    public void AddTo(Dictionary<string, Func<IReadOnlyList<string?>, IEnumerable<Fact>>> rows)
    {
        rows["would-enter"] = b => _entrances.Value.Select(e => new Fact(e.Unit.Id, e.User.CanonicalId));
        rows["attribute-editor"] = b => Editors(b[1]!, b[2]!);
        rows["unit-reset"] = b => Resets(b[0]!, b[1]!, b[2]!) ? [new Fact(b[0]!, b[1]!, b[2]!)] : [];
        rows["enters-group"] = b => EnteredGroups(b[0]!);
        rows["custom-domain"] = _ => directory.Domains.Select(d => new Fact(d));
        rows["immutable-id"] = b => directory.Objects.Values.Where(o => o.Facts.Text("onPremisesImmutableId") is not null).Select(o => new Fact(o.CanonicalId));
    }

    /// <summary>Users outside of dynamic units whose rule reads something that an action edits. Only holders of roles are worth it.</summary>
    private static List<(AdministrativeUnit, DirectoryObject, string)> Entrances(AzureDirectory directory)
    {
        var found = new List<(AdministrativeUnit, DirectoryObject, string)>();
        foreach (var unit in directory.Units.Values.Where(u => u.Rule is not null))
        {
            if (MembershipRule.EditedBy(unit.Rule!) is not { } action)
                continue;
            foreach (var user in directory.Objects.Values)
            {
                if (user.Kind == AzureKinds.User && !unit.Members.Contains(user.ObjectId) && directory.EffectiveHoldings(user.ObjectId).Any())
                    found.Add((unit, user, action));
            }
        }

        return found;
    }

    /// <summary>Identities and groups that may edit the attribute.</summary>
    private IEnumerable<Fact> Editors(string unit, string user)
    {
        var entrance = _entrances.Value.FirstOrDefault(e => e.Unit.Id == unit && e.User.CanonicalId == user);
        if (entrance.User is null)
            yield break;
        var holders = directory.Holdings.Select(h => h.Principal).Concat(directory.AppRoles.Where(a => a.OnGraph && a.Permission == "User.ReadWrite.All").Select(a => a.Principal)).Distinct(StringComparer.Ordinal);
        foreach (var holder in holders)
        {
            if (!directory.Objects.TryGetValue(holder, out var o))
                continue;
            foreach (var id in new[] { o.CanonicalId, o.CanonicalId + ActorTable.Activated })
            {
                if (access.Actors.Of(id) is { } actor && (actor.AppRoles.Any(a => a.OnGraph && a.Permission == "User.ReadWrite.All")
                    || access.Entra.Decide(actor, entrance.Action, entrance.User.ObjectId).Holds))
                    yield return new Fact(id, unit, user);
            }

            // members of a group edit as the group does
            foreach (var member in o.Kind == AzureKinds.Group ? directory.Members.GetValueOrDefault(holder) ?? [] : [])
            {
                if (directory.Objects.TryGetValue(member, out var m) && access.Actors.Of(m.CanonicalId) is { } actor && access.Entra.Decide(actor, entrance.Action, entrance.User.ObjectId).Holds)
                    yield return new Fact(m.CanonicalId, unit, user);
            }
        }
    }

    private bool Resets(string who, string unit, string user)
    {
        if (access.Actors.Of(who) is not { } actor || !directory.Objects.TryGetValue(user[(user.LastIndexOf(':') + 1)..], out var target))
            return false;
        return actor.Holdings.Any(h => h.Unit == unit && access.Entra.Resets.Reaches(h, target.ObjectId)
            && directory.Roles.TryGetValue(h.Role, out var role) && role.Actions.Any(a => DirectoryAction.Covers(a, "microsoft.directory/users/password/update", [])));
    }

    private IEnumerable<Fact> EnteredGroups(string who)
    {
        if (access.Actors.Of(who) is not { Object: { Kind: AzureKinds.User } user } actor)
            yield break;
        foreach (var group in directory.Objects.Values.Where(o => o.Kind == AzureKinds.Group && o.MembershipRule is not null))
        {
            if (directory.IsRoleAssignable(group.ObjectId) || directory.GroupsOf(user.ObjectId).Contains(group.ObjectId))
                continue;
            var own = MembershipRule.ReadsOwnAttribute(group.MembershipRule!);
            var edited = MembershipRule.EditedBy(group.MembershipRule!) is { } action && access.Entra.Decide(actor, action, user.ObjectId).Holds;
            if (own || edited)
                yield return new Fact(who, group.CanonicalId);
        }
    }
}
