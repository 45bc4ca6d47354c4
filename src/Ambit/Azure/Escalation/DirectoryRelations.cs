using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>Relations of the directory: owners, applications, groups, users, roles.</summary>
internal sealed class DirectoryRelations
{
    private readonly AzureDirectory _directory;
    private readonly AzureAccess _access;
    private readonly List<Fact> _applications;
    private readonly List<Fact> _principals;
    private readonly List<Fact> _groups;
    private readonly List<Fact> _users;
    private readonly Lazy<List<Fact>> _plainUsers;
    private readonly List<Fact> _globalAdministrators;

    public DirectoryRelations(AzureDirectory directory, AzureAccess access)
    {
        (_directory, _access) = (directory, access);
        var objects = directory.Objects.Values.OrderBy(o => o.CanonicalId, StringComparer.Ordinal).ToList();
        _applications = [.. objects.Where(o => o.Kind == AzureKinds.Application).Select(o => (o, p: directory.PrincipalOf(o.AppId))).Where(x => x.p is not null).Select(x => new Fact(x.o.CanonicalId, x.p!.CanonicalId))];
        _principals = [.. objects.Where(o => o.TakesCredentials && !IdentityList.IsMicrosofts(o)).Select(o => new Fact(o.CanonicalId))];
        _groups = [.. objects.Where(o => o.Kind == AzureKinds.Group).Select(o => new Fact(o.CanonicalId, o.Synchronised ? "synchronised" : o.Dynamic ? "dynamic" : "assigned", directory.IsRoleAssignable(o.ObjectId) ? "yes" : "no"))];
        _users = [.. objects.Where(o => o.Kind == AzureKinds.User).Select(o => new Fact(o.CanonicalId))];
        _plainUsers = new Lazy<List<Fact>>(() => [.. objects.Where(o => o.Kind == AzureKinds.User && IsPlain(o)).Select(o => new Fact(o.CanonicalId))]);
        _globalAdministrators = [.. objects.Where(o => o.Kind == AzureKinds.User && directory.IsGlobalAdministrator(o.ObjectId)).Select(o => new Fact(o.CanonicalId))];
    }

    /// <summary>Adds the relations.</summary>
    public void AddTo(Dictionary<string, Func<IReadOnlyList<string?>, IEnumerable<Fact>>> rows)
    {
        rows["owns"] = b => Owned(b[0]!);
        rows["application"] = b => b[0] is null && b[1] is null ? _applications : _applications.Where(f => (b[0] is null || f.Values[0] == b[0]) && (b[1] is null || f.Values[1] == b[1]));
        rows["service-principal"] = b => b[0] is null ? _principals : Of(b[0]!) is { TakesCredentials: true } p && !IdentityList.IsMicrosofts(p) ? [new Fact(b[0]!)] : [];
        rows["unlocked"] = b => Of(b[0]!) is { } o && !_directory.IsLocked(o) ? [new Fact(b[0]!)] : [];
        rows["owner-acts"] = b => Of(b[0]!) is { Kind: AzureKinds.User } ? [new Fact(b[0]!)] : [];
        rows["group"] = b => b[0] is null ? _groups : _groups.Where(f => f.Values[0] == b[0]);
        rows["restricted"] = b => Of(b[0]!) is { } o && _directory.InRestrictedUnit(o.ObjectId) ? [new Fact(b[0]!)] : [];
        rows["user"] = b => b[0] is null ? _users : Of(b[0]!) is { Kind: AzureKinds.User } ? [new Fact(b[0]!)] : [];
        rows["plain-user"] = b => b[0] is null ? _plainUsers.Value : Of(b[0]!) is { Kind: AzureKinds.User } u && IsPlain(u) ? [new Fact(b[0]!)] : [];
        rows["global-administrator"] = _ => _globalAdministrators;
        rows["signs-in"] = b => SignsIn(b[0]!, b[1]!) ? [new Fact(b[0]!, b[1]!)] : [];
        rows["directory-role"] = b => Roles(b[0]!);
        rows["method"] = b => [new Fact(b[0]!, _directory.AuthenticationMethods.GetValueOrDefault(b[0]!) ?? "disabled")];
        rows["same"] = b => Of(b[0]!) is { Kind: AzureKinds.Application } a && _directory.PrincipalOf(a.AppId) is { } p ? [new Fact(b[0]!, p.CanonicalId)] : [];
    }

    private DirectoryObject? Of(string id) => _directory.Objects.GetValueOrDefault(ActorTable.IdentityOf(id)[(ActorTable.IdentityOf(id).LastIndexOf(':') + 1)..]);

    private IEnumerable<Fact> Owned(string who)
    {
        if (Of(who) is not { } owner)
            yield break;
        foreach (var what in _directory.OwnedBy(owner.ObjectId))
        {
            if (_directory.Objects.TryGetValue(what, out var o))
                yield return new Fact(who, o.CanonicalId, o.Kind);
        }
    }

    private bool IsPlain(DirectoryObject user) =>
        !_directory.EffectiveHoldings(user.ObjectId).Any(h => !h.Eligible) && !_access.Entra.Resets.IsProtected(user.ObjectId)
        && !(user.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>"Disabled accounts do not sign in, unless the attacker may enable it; not Helpdesk or Password Administrator."</summary>
    private bool SignsIn(string who, string by)
    {
        if (Of(who) is not { } user)
            return false;
        return user.Enabled || (_access.Actors.Of(by) is { } actor
            && (_access.Entra.Decide(actor, "microsoft.directory/users/enable", user.ObjectId).Holds
                || actor.AppRoles.Any(a => a.OnGraph && a.Permission is "User.ReadWrite.All" or "User.EnableDisableAccount.All" or "Directory.ReadWrite.All") && IsPlain(user)));
    }

    private IEnumerable<Fact> Roles(string who)
    {
        if (_access.Actors.Of(who) is not { } actor)
            yield break;
        foreach (var role in actor.Holdings.Select(h => _directory.Roles.GetValueOrDefault(h.Role)).OfType<DirectoryRole>().Distinct())
            yield return new Fact(who, role.BuiltIn ? role.Name : "custom");
    }
}
