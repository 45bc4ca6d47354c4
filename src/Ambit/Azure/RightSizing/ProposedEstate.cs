using System.Text.Json;
using Ambit.Azure.Access;
using Ambit.Azure.Escalation;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;
using Ambit.RightSizing;

namespace Ambit.Azure.RightSizing;

/// <summary>The estate with right-sized roles, permissions and memberships in place of the holders' own: what its escalation rules would see then.</summary>
internal sealed class ProposedEstate(AzureDirectory directory, AzureManager manager)
{
    /// <summary>More starts than these are not searched twice.</summary>
    private const int MostHolders = 1000;

    private readonly HashSet<string> _sized = new(StringComparer.Ordinal);
    private readonly List<AzureRoleAssignment> _assignments = [];
    private readonly List<RoleHolding> _holdings = [];
    private readonly List<AppRoleHolding> _appRoles = [];
    private readonly List<GroupEligibility> _eligibilities = [];
    private readonly Dictionary<string, AzureRoleDefinition> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectoryRole> _directoryRoles = new(directory.Roles, StringComparer.Ordinal);

    /// <summary>What the estate tells with results applied; null for results that take a group's roles from one member alone, and for very many.</summary>
    public static IEscalationFacts? Of(AzureDirectory directory, AzureManager manager, IReadOnlyList<RightSized> results)
    {
        if (results.Sum(r => r.Subject.Holders.Count) > MostHolders || results.Any(IsSplit))
            return null;
        var proposed = new ProposedEstate(directory, manager);
        foreach (var result in results)
            proposed.Take(result);
        return proposed.Escalation();
    }

    /// <summary>What was sized is a group's, and the result is for one of its members.</summary>
    private static bool IsSplit(RightSized result) => result.Before.Select(b => PrincipalOf(b.Document)).FirstOrDefault(p => p is not null) is { } sized && sized != ObjectOf(result);

    private static string ObjectOf(RightSized result) => result.Subject.Id[(result.Subject.Id.LastIndexOf(':') + 1)..];

    private static string? PrincipalOf(JsonElement document) => (RoleOutput.Group(document) ?? RoleOutput.AssignmentOf(document)).Text("principalId")?.ToLowerInvariant();

    private void Take(RightSized result)
    {
        var id = ObjectOf(result);
        _sized.Add(id);
        foreach (var policy in result.After)
        {
            var proposal = Proposal.Read(policy.Document);
            foreach (var role in proposal.Roles)
                Azure(id, role);
            foreach (var role in proposal.DirectoryRoles ?? [])
                Entra(id, role);
            foreach (var permission in proposal.Permissions ?? [])
                Graph(id, permission);
            _eligibilities.AddRange(proposal.Memberships ?? []);
        }
    }

    private void Azure(string id, ProposedRole role)
    {
        var guid = role.Existing ?? $"proposed-{_roles.Count}";
        if (role.Existing is null)
            _roles.Add(guid, new AzureRoleDefinition(guid, role.Name, Custom: true, [AssignableScope.OfDefinition(role.Scope)], [role.Entry], Known: true));
        _assignments.Add(new AzureRoleAssignment($"{role.Scope}/proposed-{_assignments.Count}", id, "", guid, role.Scope, role.Condition, role.Eligible, role.EndsAt, null, Delegated: false));
    }

    private void Entra(string id, ProposedDirectoryRole role)
    {
        _directoryRoles.TryAdd(role.Role, role.Definition with { Privileged = role.Actions.Any(DirectoryRoleKinds.IsPrivileged) });
        _holdings.Add(role.Holding(id) with { Eligible = role.Eligible, EndsAt = role.EndsAt });
    }

    private void Graph(string id, string permission)
    {
        var held = directory.AppRolesOf(id).Where(a => a.OnGraph).ToList();
        if ((held.Find(a => a.Permission.Equals(permission, StringComparison.OrdinalIgnoreCase)) ?? held.FirstOrDefault()) is { } like)
            _appRoles.Add(like with { Permission = permission });
    }

    private AzureEscalation Escalation()
    {
        var then = manager.With(_roles, [.. manager.Assignments.Where(a => !_sized.Contains(a.Principal)), .. _assignments]);
        var thenDirectory = directory.With(
            _directoryRoles, [.. directory.Holdings.Where(h => !_sized.Contains(h.Principal)), .. _holdings],
            // a group's permissions are not sized, and neither are those on other applications
            [.. directory.AppRoles.Where(a => !_sized.Contains(a.Principal) || !a.OnGraph || directory.Objects.GetValueOrDefault(a.Principal)?.Kind == AzureKinds.Group), .. _appRoles],
            [.. directory.GroupEligibilities.Where(e => !_sized.Contains(e.Principal)), .. _eligibilities]);
        return new AzureEscalation(thenDirectory, then, new AzureAccess(thenDirectory, then));
    }
}
