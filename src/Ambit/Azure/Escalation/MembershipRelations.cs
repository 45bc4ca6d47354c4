using Ambit.Azure.Access;
using Ambit.Azure.Conditions;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>Relations of memberships that follow rules: who can edit himself, or somebody else, into a dynamic unit or group.</summary>
internal sealed class MembershipRelations(AzureDirectory directory, AzureAccess access)
{
    private readonly Lazy<List<(AdministrativeUnit Unit, DirectoryObject User, string Action)>> _entrances = new(() => Entrances(directory));

    private const int MostTried = 200;
    private static readonly string[] EveryAttribute = [.. MembershipRule.Attributes.Values.SelectMany(a => a).Distinct(StringComparer.Ordinal)];

    private readonly Lazy<List<(DirectoryObject Group, HashSet<string> Attributes)>> _dynamic = new(() =>
        [.. directory.Objects.Values.Where(o => o.Kind == AzureKinds.Group && o.MembershipRule is not null && !directory.IsRoleAssignable(o.ObjectId)).Select(o => (o, MembershipRule.Read(o.MembershipRule!)))]);

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
            foreach (var user in directory.Objects.Values)
            {
                if (user is not { Kind: AzureKinds.User, Synchronised: false } || unit.Members.Contains(user.ObjectId) || !directory.EffectiveHoldings(user.ObjectId).Any())
                    continue;
                found.AddRange(MembershipRule.Attributes.Where(a => MembershipRule.LetsIn(unit.Rule!, user, a.Value) == Truth.True).Select(a => (unit, user, a.Key)));
            }
        }

        return found;
    }

    /// <summary>Identities and groups that may edit the attribute.</summary>
    private IEnumerable<Fact> Editors(string unit, string user)
    {
        var entrances = _entrances.Value.Where(e => e.Unit.Id == unit && e.User.CanonicalId == user).ToList();
        if (entrances.Count == 0)
            yield break;
        bool Edits(Actor actor) => entrances.Exists(e => access.Entra.Decide(actor, e.Action, e.User.ObjectId).Holds);
        var holders = directory.Holdings.Select(h => h.Principal).Concat(directory.AppRoles.Where(a => a.OnGraph && a.Permission == "User.ReadWrite.All").Select(a => a.Principal)).Distinct(StringComparer.Ordinal);
        foreach (var holder in holders)
        {
            if (!directory.Objects.TryGetValue(holder, out var o))
                continue;
            foreach (var id in new[] { o.CanonicalId, o.CanonicalId + ActorTable.Activated })
            {
                if (access.Actors.Of(id) is { } actor && (actor.AppRoles.Any(a => a.OnGraph && a.Permission == "User.ReadWrite.All") || Edits(actor)))
                    yield return new Fact(id, unit, user);
            }

            // members of a group edit as the group does
            foreach (var member in o.Kind == AzureKinds.Group ? directory.Members.GetValueOrDefault(holder) ?? [] : [])
            {
                if (directory.Objects.TryGetValue(member, out var m) && access.Actors.Of(m.CanonicalId) is { } actor && Edits(actor))
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

    /// <summary>Dynamic groups that a user edits himself into, or an application a user whom it takes: "a synchronised user's attributes are edited on premises".</summary>
    private IEnumerable<Fact> EnteredGroups(string who)
    {
        if (_dynamic.Value.Count == 0 || access.Actors.Of(who) is not { Object: { } self } actor)
            yield break;
        List<DirectoryObject> others = self.Kind == AzureKinds.User ? [] : [.. Taken(actor)];
        // once for all groups: most rules read nothing that anybody here edits
        HashSet<string> editable = self is { Kind: AzureKinds.User, Synchronised: false } ? [.. MembershipRule.Own, .. Editable(actor, self)] : [.. others.Count > 0 ? EveryAttribute : []];
        foreach (var (group, attributes) in _dynamic.Value)
        {
            if (!attributes.Overlaps(editable))
                continue;
            var best = self is { Kind: AzureKinds.User, Synchronised: false } && !directory.GroupsOf(self.ObjectId).Contains(group.ObjectId)
                ? MembershipRule.LetsIn(group.MembershipRule!, self, editable) : Truth.False;
            foreach (var user in others.TakeWhile(_ => best != Truth.True))
            {
                var truth = MembershipRule.LetsIn(group.MembershipRule!, user, EveryAttribute);
                best = truth > best ? truth : best;
            }

            if (best != Truth.False)
                yield return best == Truth.True ? new Fact(who, group.CanonicalId) : new Fact([who, group.CanonicalId], [Fact.Unknown("membershipRule", group.Name)], []);
        }
    }

    private IEnumerable<string> Editable(Actor actor, DirectoryObject user) =>
        MembershipRule.Attributes.Where(a => access.Entra.Decide(actor, a.Key, user.ObjectId).Holds).SelectMany(a => a.Value);

    /// <summary>Users whom an application with User.ReadWrite.All both edits and resets: those without roles.</summary>
    private IEnumerable<DirectoryObject> Taken(Actor actor) =>
        !actor.AppRoles.Any(a => a.OnGraph && a.Permission == "User.ReadWrite.All") ? []
        : directory.Objects.Values.Where(o => o is { Kind: AzureKinds.User, Synchronised: false, Guest: false } && !directory.InRestrictedUnit(o.ObjectId)
            && !directory.EffectiveHoldings(o.ObjectId).Any(h => !h.Eligible) && !access.Entra.Resets.IsProtected(o.ObjectId)).Take(MostTried);
}
