using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>A role is assigned higher in the tree of scopes than its holder works.</summary>
internal sealed class RoleTooHigh(AzureDirectory directory, AzureManager manager) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "role-too-high";

    /// <inheritdoc/>
    public string Title => "Role assigned too high in the tree";

    /// <inheritdoc/>
    public string Rule => "A controlling role is assigned at the root or a management group, or at a subscription while all that its holder did in the window lies in one narrower scope.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        var used = facts.Identities.Where(i => i.Identity.Cloud == "azure").ToDictionary(i => i.Identity.Id, i => i.Uses, StringComparer.Ordinal);
        foreach (var assignment in manager.Assignments.Where(a => a is { Eligible: false, Activated: false } && PowerTable.AzureRoles.Contains(a.Role)))
        {
            if (!directory.Objects.TryGetValue(assignment.Principal, out var holder) || assignment.Scope.Count('/') > 4 || (assignment.Scope.Count('/') == 4 && ResourceId.ManagementGroupOf(assignment.Scope) is null))
                continue;
            var root = assignment.Scope == "/" || ResourceId.ManagementGroupOf(assignment.Scope) is not null;
            var within = used.GetValueOrDefault(holder.CanonicalId)?.Where(u => u.Used > 0 && u.Resource is { } r && r.StartsWith("/subscriptions/", StringComparison.Ordinal)).Select(u => u.Resource!).ToList() ?? [];
            var lowest = within.Count == 0 ? null : CommonScope.Of(within);
            if (lowest is null ? root : lowest.Length > assignment.Scope.Length || root)
                yield return Found(holder, assignment, lowest);
        }
    }

    private Finding Found(DirectoryObject holder, AzureRoleAssignment assignment, string? lowest)
    {
        var role = manager.Roles[assignment.Role].Name;
        var at = manager.Spelled(assignment.Scope);
        var within = lowest is null ? null : manager.Spelled(lowest);
        var root = assignment.Scope == "/" || ResourceId.ManagementGroupOf(assignment.Scope) is not null;
        return AzureFinding.Of(
            this, assignment.Scope == "/" ? Severity.High : Severity.Medium, 0.4, holder, assignment.Id, $"{AzureFinding.Words(holder)} is {role} of {at}{(within is null ? "" : $" and works in {within}")}",
            $"The role reaches every {(root ? "subscription" : "resource group")} beneath, the ones that do not exist yet among them.",
            [new FindingEvidence($"{role} at {at}", assignment.Id, 0), .. within is null ? [] : new[] { new FindingEvidence($"everything used in the window lies in {within}") }],
            new Remediation("narrow-scope", $"Assign {role} to {holder.UserPrincipalName ?? holder.Name} at {within ?? "the subscriptions that it works in"} and remove the assignment at {at}."));
    }
}
