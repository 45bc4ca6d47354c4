using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>Somebody is eligible for a role and never activated it.</summary>
internal sealed class UnusedEligibleRole(AzureDirectory directory, AzureManager manager) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "unused-eligible-role";

    /// <inheritdoc/>
    public string Title => "Eligible role never activated";

    /// <inheritdoc/>
    public string Rule => "The directory's audit log of the window is at hand, and shows no activation by an identity that is eligible for a role.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        var active = facts.Identities.Where(i => i.Uses.Any(u => u.Used > 0 && u.Action == AuditLog.Activation)).Select(i => i.Identity.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var holding in directory.Holdings.Where(h => h.Eligible))
        {
            if (Idle(facts, active, holding.Principal) is { } o)
                yield return Found(facts, o, holding.Id, directory.Roles.GetValueOrDefault(holding.Role)?.Name ?? holding.Role, "the tenant");
        }

        foreach (var assignment in manager.Assignments.Where(a => a.Eligible))
        {
            if (Idle(facts, active, assignment.Principal) is { } o)
                yield return Found(facts, o, assignment.Id, manager.Roles.GetValueOrDefault(assignment.Role)?.Name ?? assignment.Role, manager.Spelled(assignment.Scope));
        }
    }

    private DirectoryObject? Idle(EstateFacts facts, HashSet<string> active, string principal) =>
        directory.Objects.TryGetValue(principal, out var o) && o.Kind == AzureKinds.User && !active.Contains(o.CanonicalId) && facts.Logs.Shows(AzureKinds.Cloud, o.Tenant, "audit") ? o : null;

    private Finding Found(EstateFacts facts, DirectoryObject o, string eligibility, string role, string where) =>
        AzureFinding.Of(
            this, Severity.Low, 0.5, o, eligibility, $"{AzureFinding.Words(o)} is eligible for {role} of {where} and did not activate it in {facts.Window.Days} days",
            "Eligibility that nobody uses is a role one click away from whoever takes the account.",
            [new FindingEvidence($"eligible for {role}", eligibility, 0)], new Remediation("remove-grant", $"Remove the eligibility of {o.UserPrincipalName ?? o.Name} for {role} of {where}."));
}
