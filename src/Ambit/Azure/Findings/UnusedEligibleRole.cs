using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.Findings;
using Ambit.Usage;

namespace Ambit.Azure.Findings;

/// <summary>Somebody is eligible for a role and never activated it.</summary>
internal sealed class UnusedEligibleRole(AzureDirectory directory, AzureManager manager) : IFindingKind
{
    private readonly Activations _activations = new(directory, manager);

    /// <inheritdoc/>
    public string Id => "unused-eligible-role";

    /// <inheritdoc/>
    public string Title => "Eligible role never activated";

    /// <inheritdoc/>
    public string Rule => "The directory's audit log of the window is at hand, and shows no activation of a role, or of a membership in a group, by a user who is eligible for it.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        var uses = facts.Identities.ToDictionary(i => i.Identity.Id, i => i.Uses, StringComparer.Ordinal);
        foreach (var holding in directory.Holdings.Where(h => h.Eligible && !_activations.IsOn(h)))
        {
            if (Idle(facts, uses, holding.Principal, u => _activations.MayBe(holding, u.Action, u.Resource)) is { } o)
                yield return Found(facts, o, holding.Id, directory.Roles.GetValueOrDefault(holding.Role)?.Name ?? holding.Role, "the tenant");
        }

        // of an Azure role the audit log tells that something was activated, the Activity Log that it was asked for
        foreach (var assignment in manager.Assignments.Where(a => a.Eligible && !_activations.IsOn(a)))
        {
            if (Idle(facts, uses, assignment.Principal, u => _activations.MayBe(assignment, u.Action, u.Resource)) is { } o)
                yield return Found(facts, o, assignment.Id, manager.Roles.GetValueOrDefault(assignment.Role)?.Name ?? assignment.Role, manager.Spelled(assignment.Scope));
        }

        foreach (var eligibility in directory.GroupEligibilities)
        {
            if (Idle(facts, uses, eligibility.Principal, u => _activations.MayBe(eligibility, u.Action, u.Resource)) is { } o)
                yield return Found(facts, o, eligibility.Id, eligibility.Owner ? "ownership" : "membership", "the group " + (directory.Objects.GetValueOrDefault(eligibility.Group)?.Name ?? eligibility.Group));
        }
    }

    private DirectoryObject? Idle(EstateFacts facts, Dictionary<string, IReadOnlyList<UsageTotal>> uses, string principal, Func<UsageTotal, bool> activates) =>
        directory.Objects.TryGetValue(principal, out var o) && o.Kind == AzureKinds.User && facts.Logs.Shows(AzureKinds.Cloud, o.Tenant, "audit")
        && !(uses.GetValueOrDefault(o.CanonicalId)?.Any(u => u.Used > 0 && activates(u)) ?? false) ? o : null;

    private Finding Found(EstateFacts facts, DirectoryObject o, string eligibility, string role, string where) =>
        AzureFinding.Of(
            this, Severity.Low, 0.5, o, eligibility, $"{AzureFinding.Words(o)} is eligible for {role} of {where} and did not activate it in {facts.Window.Days} days",
            "Eligibility that nobody uses is a role one click away from whoever takes the account.",
            [new FindingEvidence($"eligible for {role}", eligibility, 0)], new Remediation("remove-grant", $"Remove the eligibility of {o.UserPrincipalName ?? o.Name} for {role} of {where}."));
}
