using Ambit.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>Decides actions of Entra roles on objects of the directory: scopes, units, protected groups and administrators.</summary>
internal sealed class DirectoryEvaluator(AzureDirectory directory, IReadOnlyDictionary<string, DirectoryRole>? more = null)
{
    private static readonly string[] SensitiveUserActions =
        ["password/update", "authenticationMethods/", "users/enable", "users/disable", "userPrincipalName/update", "users/delete", "users/restore"];

    private readonly ResetRights _resets = new(directory);

    /// <summary>Which roles may reset whom.</summary>
    public ResetRights Resets => _resets;

    /// <summary>"Elevate access to manage all Azure subscriptions": an action of Azure that only Global Administrators do, whatever a wildcard matches.</summary>
    public static bool IsElevation(string action) => action.Equals("Microsoft.Authorization/elevateAccess/action", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether some role of the actor grants the action on anything.</summary>
    public bool MayHold(Actor actor, string action) => IsElevation(action) ? Elevates(actor) is not null : actor.Holdings.Any(h => Grants(h.Role, action, Any) is not null || Grants(h.Role, Protected(action), Any) is not null);

    /// <summary>Decides the action on an object; on at least one where none is given.</summary>
    public AzureAnswer Decide(Actor actor, string action, string? target)
    {
        if (IsElevation(action))
            return Elevates(actor) is { } by ? new AzureAnswer(Outcome.Allowed, [], [new AzureGrant(by.Principal, by.Id, 0, action, "Global Administrator", "directoryRole")], []) : AzureAnswer.No;
        var asked = target is not null && IsProtectedGroup(target) ? Protected(action) : action;
        var subsets = target is null ? Any : SubsetsOf(target);
        var grants = new List<AzureGrant>();
        var open = new List<OpenCondition>();
        foreach (var holding in actor.Holdings)
        {
            if (Grants(holding.Role, asked, subsets) is not { } spelled || (target is not null && !Reaches(holding, asked, target)) || !SeesUnits(actor, holding))
                continue;
            var role = RoleOf(holding.Role);
            grants.Add(new AzureGrant(holding.Principal, holding.Id, 0, spelled, role?.Name ?? holding.Role, "directoryRole"));
        }

        if (grants.Count == 0)
            return AzureAnswer.No;
        if (target is not null && NeedsWriteback(asked, target))
            open.Add(new OpenCondition("passwordWriteback", "BoolEquals", ["true"], Needed: true));
        return new AzureAnswer(open.Count > 0 ? Outcome.Conditional : Outcome.Allowed, open, grants, []);
    }

    /// <summary>The action as roles spell it for groups that hold roles.</summary>
    private static string Protected(string action) => action.Replace("microsoft.directory/groups/", "microsoft.directory/groupsAssignableToRoles/", StringComparison.OrdinalIgnoreCase);

    private static RoleHolding? Elevates(Actor actor) => actor.Holdings.FirstOrDefault(h => h is { Role: AzureDirectory.GlobalAdministrator, Scope: "/" });

    private DirectoryRole? RoleOf(string id) => more?.GetValueOrDefault(id) ?? directory.Roles.GetValueOrDefault(id);

    private static readonly string[] Any = ["security", "unified", "myOrganization", "security.assignedMembership", "unified.assignedMembership"];

    private bool IsProtectedGroup(string target) => directory.IsRoleAssignable(target);

    private string? Grants(string role, string action, IReadOnlyCollection<string> subsets)
    {
        if (RoleOf(role) is not { } known)
            return null;
        string? found = null;
        foreach (var allowed in known.Actions)
        {
            if (DirectoryAction.Covers(allowed, action, subsets))
                found = allowed;
        }

        return found is not null && known.Excluded.Any(e => DirectoryAction.Covers(e, action, subsets)) ? null : found;
    }

    private IReadOnlyCollection<string> SubsetsOf(string target) =>
        !directory.Objects.TryGetValue(target, out var o) ? [] : o.Kind switch
        {
            AzureKinds.Group => o.Unified ? ["unified", "unified.assignedMembership"] : ["security", "security.assignedMembership"],
            // `applications.myOrganization` = single-tenant apps only
            AzureKinds.Application => "AzureADMyOrg".Equals(o.Facts.Text("signInAudience"), StringComparison.OrdinalIgnoreCase) ? ["myOrganization"] : [],
            _ => [],
        };

    private bool Reaches(RoleHolding holding, string action, string target)
    {
        if (!InScope(holding, target) || !PastRestriction(holding, action, target))
            return false;
        if (!IsSensitive(action))
            return true;
        return directory.Objects.GetValueOrDefault(target) is { Kind: AzureKinds.User } && !IsForeign(target) && _resets.Reaches(holding, target);
    }

    /// <summary>
    /// "Service principals and guests with a unit-scoped role also need directory read (Directory Readers) to use it": every role over the
    /// whole tenant has that, and so do Graph's permissions to read the directory.
    /// </summary>
    private static bool SeesUnits(Actor actor, RoleHolding holding) =>
        holding.Unit is null || actor.Object is not { } o || !(o.Kind is AzureKinds.ServicePrincipal or DirectoryObject.ManagedIdentity || IsGuest(o))
        || actor.Holdings.Any(h => h.Scope == "/")
        || actor.AppRoles.Any(a => a.OnGraph && a.Permission is "Directory.Read.All" or "Directory.ReadWrite.All" or "AdministrativeUnit.Read.All" or "AdministrativeUnit.ReadWrite.All");

    private static bool IsGuest(DirectoryObject user) => "Guest".Equals(user.Facts.Text("userType"), StringComparison.OrdinalIgnoreCase);

    private static bool IsSensitive(string action) =>
        action.StartsWith("microsoft.directory/users/", StringComparison.OrdinalIgnoreCase)
        && SensitiveUserActions.Any(s => action.Contains(s, StringComparison.OrdinalIgnoreCase));

    private bool InScope(RoleHolding holding, string target)
    {
        if (holding.Scope == "/")
            return true;
        if (holding.Unit is { } unit)
            return directory.Units.TryGetValue(unit, out var known) && known.Members.Contains(target);
        var scoped = holding.Object;
        if (scoped == target)
            return true;
        // a role over an application covers its service principal's application object only, and the other way round
        return directory.Objects.TryGetValue(target, out var t) && scoped is not null && directory.Objects.TryGetValue(scoped, out var s)
            && s.Kind == AzureKinds.Application && t.AppId is not null && t.AppId == s.AppId;
    }

    /// <summary>
    /// "Nobody with tenant scope, GA included, modifies the members; only roles scoped to that unit or to another restricted unit the
    /// object is also in"; the membership of a role-assignable group there is changed at tenant scope only.
    /// </summary>
    private bool PastRestriction(RoleHolding holding, string action, string target)
    {
        var restricted = directory.UnitsOf(target).Where(u => directory.Units[u].Restricted).ToList();
        if (restricted.Count == 0)
            return true;
        if (action.Contains("groupsAssignableToRoles/members", StringComparison.OrdinalIgnoreCase))
            return holding.Scope == "/";
        return holding.Unit is { } unit && restricted.Contains(unit);
    }

    /// <summary>Password resets of an external guest happen in the home tenant.</summary>
    private bool IsForeign(string target) =>
        directory.Objects[target] is { } o && (o.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) ?? false);

    private bool NeedsWriteback(string action, string target) =>
        action.Contains("users/password/", StringComparison.OrdinalIgnoreCase) && directory.Objects.GetValueOrDefault(target) is { Synchronised: true };
}
