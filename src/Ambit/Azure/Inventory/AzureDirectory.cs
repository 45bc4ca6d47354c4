using System.Collections.Concurrent;
using Ambit.Azure.Import;

namespace Ambit.Azure.Inventory;

/// <summary>The Entra side of an estate: objects, who is in and owns what, roles, permissions, units. Immutable once built.</summary>
public sealed class AzureDirectory
{
    /// <summary>Global Administrator, the same in all tenants.</summary>
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

    private static readonly HashSet<string> NoGroups = [];
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _closures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _groupsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _ownedBy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RoleHolding>> _holdings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AppRoleHolding>> _appRoles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<GroupEligibility>> _eligibilities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _unitsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectoryObject> _principalOfApp = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectoryObject> _applicationOfApp = new(StringComparer.Ordinal);

    /// <summary>Every object by its id.</summary>
    public required IReadOnlyDictionary<string, DirectoryObject> Objects { get; init; }

    /// <summary>Direct members by group.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Members { get; init; }

    /// <summary>Owners by group, application, service principal or device.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Owners { get; init; }

    /// <summary>Sponsors of agents.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Sponsors { get; init; }

    /// <summary>Units by id.</summary>
    public required IReadOnlyDictionary<string, AdministrativeUnit> Units { get; init; }

    /// <summary>Roles by template id or id.</summary>
    public required IReadOnlyDictionary<string, DirectoryRole> Roles { get; init; }

    /// <summary>Roles that are held or may be activated; ended ones are not among them.</summary>
    public required IReadOnlyList<RoleHolding> Holdings { get; init; }

    /// <summary>Application permissions.</summary>
    public required IReadOnlyList<AppRoleHolding> AppRoles { get; init; }

    /// <summary>Delegated consents.</summary>
    public required IReadOnlyList<DelegatedGrant> DelegatedGrants { get; init; }

    /// <summary>Eligible members and owners of groups.</summary>
    public required IReadOnlyList<GroupEligibility> GroupEligibilities { get; init; }

    /// <summary>What PIM asks before an activation.</summary>
    public required IReadOnlyList<PimPolicy> PimPolicies { get; init; }

    /// <summary>Access packages.</summary>
    public required IReadOnlyList<AccessPackage> AccessPackages { get; init; }

    /// <summary>What agents inherit of their blueprint's permissions: by the blueprint's app id, the app ids of resources and the roles on them; null for all.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlySet<string>?>> Inheritable { get; init; }

    /// <summary>Federated credentials.</summary>
    public required IReadOnlyList<FederatedCredential> FederatedCredentials { get; init; }

    /// <summary>Tenants by id with their names.</summary>
    public required IReadOnlyDictionary<string, string> Tenants { get; init; }

    /// <summary>State of each authentication method by its id (<c>X509Certificate</c>), lower case; empty where no export tells.</summary>
    public required IReadOnlyDictionary<string, string> AuthenticationMethods { get; init; }

    /// <summary>Whether users may register applications; true where no export tells, as by default.</summary>
    public required bool UsersRegisterApplications { get; init; }

    /// <summary>Whether users may create security groups; true where no export tells, as by default.</summary>
    public required bool UsersCreateGroups { get; init; }

    /// <summary>Verified domains other than the initial one.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>Fills the reverse look-ups.</summary>
    internal AzureDirectory Indexed()
    {
        Reverse(Members, _groupsOf);
        Reverse(Owners, _ownedBy);
        foreach (var h in Holdings)
            Put(_holdings, h.Principal, h);
        foreach (var e in GroupEligibilities)
            Put(_eligibilities, e.Principal, e);
        foreach (var a in AppRoles)
            Put(_appRoles, a.Principal, a);
        foreach (var u in Units.Values)
        {
            foreach (var m in u.Members)
                Put(_unitsOf, m, u.Id);
        }

        foreach (var o in Objects.Values.Where(o => o.AppId is not null))
        {
            if (o.Kind is AzureKinds.ServicePrincipal or DirectoryObject.ManagedIdentity)
                _principalOfApp.TryAdd(o.AppId!, o);
            else if (o.Kind == AzureKinds.Application)
                _applicationOfApp.TryAdd(o.AppId!, o);
        }

        return this;
    }

    /// <summary>The same with other roles, holders of them, permissions and memberships to be activated.</summary>
    internal AzureDirectory With(
        IReadOnlyDictionary<string, DirectoryRole> roles, IReadOnlyList<RoleHolding> holdings, IReadOnlyList<AppRoleHolding> appRoles, IReadOnlyList<GroupEligibility> eligibilities) => new AzureDirectory
        {
            Objects = Objects,
            Members = Members,
            Owners = Owners,
            Sponsors = Sponsors,
            Units = Units,
            Roles = roles,
            Holdings = holdings,
            AppRoles = appRoles,
            DelegatedGrants = DelegatedGrants,
            GroupEligibilities = eligibilities,
            PimPolicies = PimPolicies,
            AccessPackages = AccessPackages,
            Inheritable = Inheritable,
            FederatedCredentials = FederatedCredentials,
            Tenants = Tenants,
            AuthenticationMethods = AuthenticationMethods,
            UsersRegisterApplications = UsersRegisterApplications,
            UsersCreateGroups = UsersCreateGroups,
            Domains = Domains,
        }.Indexed();

    /// <summary>The groups an object is a direct member of.</summary>
    public IReadOnlyList<string> GroupsOf(string id) => _groupsOf.GetValueOrDefault(id) ?? [];

    /// <summary>"Azure RBAC counts nested membership": every group above, without the object itself.</summary>
    public IReadOnlySet<string> AllGroupsOf(string id)
    {
        var direct = GroupsOf(id);
        if (direct.Count == 0)
            return NoGroups;
        if (direct.Count == 1)
            return _closures.GetOrAdd(direct[0], Closure);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in direct)
            found.UnionWith(_closures.GetOrAdd(group, Closure));
        return found;
    }

    /// <summary>A group and every group above it; circles end by what was found.</summary>
    private IReadOnlySet<string> Closure(string group)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([group]);
        while (open.TryPop(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var above in GroupsOf(next))
                open.Push(above);
        }

        return found;
    }

    /// <summary>Everything below a group, groups included.</summary>
    public IReadOnlySet<string> AllMembersOf(string group)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Members.GetValueOrDefault(group) ?? []);
        while (open.TryPop(out var member))
        {
            if (!found.Add(member))
                continue;
            foreach (var below in Members.GetValueOrDefault(member) ?? [])
                open.Push(below);
        }

        return found;
    }

    /// <summary>What an object owns.</summary>
    public IReadOnlyList<string> OwnedBy(string id) => _ownedBy.GetValueOrDefault(id) ?? [];

    /// <summary>The units an object is in.</summary>
    public IReadOnlyList<string> UnitsOf(string id) => _unitsOf.GetValueOrDefault(id) ?? [];

    /// <summary>Whether it is in a unit that only its own administrators manage.</summary>
    public bool InRestrictedUnit(string id) => UnitsOf(id).Any(u => Units[u].Restricted);

    /// <summary>Roles assigned to the very object.</summary>
    public IReadOnlyList<RoleHolding> HoldingsOf(string id) => _holdings.GetValueOrDefault(id) ?? [];

    /// <summary>Groups that the very object may activate its membership or ownership of.</summary>
    public IReadOnlyList<GroupEligibility> EligibilitiesOf(string id) => _eligibilities.GetValueOrDefault(id) ?? [];

    /// <summary>
    /// Roles of an object, those of its groups among them: "Entra directory roles: only role-assignable groups, which take no groups
    /// as members". A group that holds a role is role-assignable whatever the export says.
    /// </summary>
    public IEnumerable<RoleHolding> EffectiveHoldings(string id) => HoldingsOf(id).Concat(GroupsOf(id).SelectMany(HoldingsOf));

    /// <summary>App roles of an object; groups pass theirs to direct members only.</summary>
    public IEnumerable<AppRoleHolding> EffectiveAppRoles(string id) =>
        (_appRoles.GetValueOrDefault(id) ?? []).Concat(GroupsOf(id).SelectMany(g => _appRoles.GetValueOrDefault(g) ?? [])).Concat(Inherited(id));

    /// <summary>"Granted to the blueprint principal, and the resource listed as inheritable": held by every agent identity, and shown on none.</summary>
    private IEnumerable<AppRoleHolding> Inherited(string id)
    {
        if (Inheritable.Count == 0 || Objects.GetValueOrDefault(id) is not { AgentType: "agentIdentity" } agent)
            return [];
        var blueprint = (agent.Facts.Text("agentIdentityBlueprintId") ?? agent.Facts.Text("agentAppId"))?.ToLowerInvariant();
        if (blueprint is null || !Inheritable.TryGetValue(blueprint, out var resources) || PrincipalOf(blueprint) is not { } principal)
            return [];
        return (_appRoles.GetValueOrDefault(principal.ObjectId) ?? []).Where(a => resources.TryGetValue(a.ResourceAppId, out var roles) && (roles is null || roles.Contains(a.Permission)));
    }

    /// <summary>App roles assigned to the very object.</summary>
    public IReadOnlyList<AppRoleHolding> AppRolesOf(string id) => _appRoles.GetValueOrDefault(id) ?? [];

    /// <summary>The service principal of an app id, null where the tenant has none.</summary>
    public DirectoryObject? PrincipalOf(string? appId) => appId is null ? null : _principalOfApp.GetValueOrDefault(appId);

    /// <summary>The application of an app id, null where it is another tenant's.</summary>
    public DirectoryObject? ApplicationOf(string? appId) => appId is null ? null : _applicationOfApp.GetValueOrDefault(appId);

    /// <summary>Whether members and owners of the group are protected and only privileged administrators change it.</summary>
    public bool IsRoleAssignable(string group) =>
        Objects.GetValueOrDefault(group) is { Kind: AzureKinds.Group } g && (g.RoleAssignable || HoldingsOf(group).Count > 0);

    /// <summary>"Unless the application sets servicePrincipalLockConfiguration": its principal takes no credentials. The application of another tenant does not show it.</summary>
    internal bool IsLocked(DirectoryObject principal)
    {
        var configuration = ApplicationOf(principal.AppId)?.Facts.Child("servicePrincipalLockConfiguration") ?? principal.Facts.Child("servicePrincipalLockConfiguration");
        return configuration is { } c && c.Flag("isEnabled") == true
            && (c.Flag("allProperties") == true || c.Flag("credentialsWithUsageSign") == true || c.Flag("credentialsWithUsageVerify") == true);
    }

    /// <summary>Whether the object holds Global Administrator now, for the whole tenant, itself or by a group.</summary>
    public bool IsGlobalAdministrator(string id) =>
        EffectiveHoldings(id).Any(h => h is { Role: GlobalAdministrator, Scope: "/", Eligible: false });

    private static void Reverse(IReadOnlyDictionary<string, IReadOnlyList<string>> forward, Dictionary<string, List<string>> backward)
    {
        foreach (var (of, items) in forward)
        {
            foreach (var item in items)
                Put(backward, item, of);
        }
    }

    private static void Put<T>(Dictionary<string, List<T>> map, string key, T value)
    {
        if (!map.TryGetValue(key, out var list))
            map.Add(key, list = []);
        list.Add(value);
    }
}
