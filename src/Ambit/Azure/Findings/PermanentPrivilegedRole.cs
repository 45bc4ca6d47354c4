using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>A privileged role that a person holds for ever instead of activating it when needed.</summary>
internal sealed class PermanentPrivilegedRole(AzureDirectory directory, AzureManager manager) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "permanent-privileged-role";

    /// <inheritdoc/>
    public string Title => "Privileged role held permanently";

    /// <inheritdoc/>
    public string Rule => "A user holds a privileged Entra role, or Owner or User Access Administrator of a subscription or more, without an end; break-glass accounts of ambit.yaml are spared.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var user in directory.Objects.Values.Where(o => o.Kind == AzureKinds.User && o.Enabled))
        {
            if (facts.Settings.Windows.IsBreakGlass(user.CanonicalId, user.Name))
                continue;
            foreach (var holding in directory.EffectiveHoldings(user.ObjectId).Where(h => !h.Eligible && h.EndsAt is null))
            {
                if (directory.Roles.GetValueOrDefault(holding.Role) is { Privileged: true } role)
                    yield return Found(user, holding.Id, role.Name, holding.Scope == "/" ? "the tenant" : holding.Scope, holding.Role == AzureDirectory.GlobalAdministrator ? Severity.High : Severity.Medium);
            }

            foreach (var assignment in manager.AssignmentsOf(user.ObjectId).Where(a => !a.Eligible && a.EndsAt is null && PowerTable.AssigningRoles.Contains(a.Role) && IsHigh(a.Scope)))
                yield return Found(user, assignment.Id, manager.Roles[assignment.Role].Name, manager.Spelled(assignment.Scope), assignment.Scope == "/" ? Severity.High : Severity.Medium);
        }
    }

    private static bool IsHigh(string scope) => scope == "/" || ResourceId.ManagementGroupOf(scope) is not null || scope.Count('/') == 2;

    private Finding Found(DirectoryObject user, string assignment, string role, string where, Severity severity) =>
        AzureFinding.Of(
            this, severity, 0.5, user, assignment, $"{AzureFinding.Words(user)} is {role} of {where} for ever",
            "A role that is always on is there for whoever takes the account, at any hour; one that is activated for an hour with approval mostly is not.",
            [new FindingEvidence($"the assignment of {role} has no end", assignment, 0)],
            new Remediation("make-eligible", $"Make {user.UserPrincipalName ?? user.Name} eligible for {role} by Privileged Identity Management, with approval, and remove the permanent assignment{(severity == Severity.High ? "; an account kept for emergencies is named under `breakGlassIdentities` of ambit.yaml instead" : "")}."));
}
