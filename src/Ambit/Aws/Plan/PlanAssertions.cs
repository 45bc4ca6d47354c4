using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Findings.Kinds;
using Ambit.Settings;
using Ambit.Usage;

namespace Ambit.Aws.Plan;

/// <summary>Assertions of <c>ambit.yaml</c> that a plan breaks: those that hold of the snapshot and would not after the change, with the witness.</summary>
internal static class PlanAssertions
{
    /// <summary>One finding for each witness that the plan makes.</summary>
    public static IEnumerable<PlanFinding> Broken(AwsEstate before, AwsEstate after, AmbitSettings settings, IReadOnlyList<PlannedPolicy> policies, CancellationToken cancellation)
    {
        if (settings.Assertions.Count == 0)
            yield break;
        var had = Witnesses(before, settings, cancellation).Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var finding in Witnesses(after, settings, cancellation).Where(f => !had.Contains(f.Id)))
        {
            var told = string.Join("; ", finding.Evidence.Select(e => e.Text));
            var cause = policies.FirstOrDefault(p => told.Contains($"/{p.Subject}`", StringComparison.Ordinal)) ?? policies[0];
            yield return new PlanFinding(BrokenAssertion.KindId, "critical", cause.Symbols.Count == 0, cause.Address, finding.Identity ?? cause.Subject, $"{finding.Title}: {told}", null);
        }
    }

    private static IEnumerable<Finding> Witnesses(AwsEstate estate, AmbitSettings settings, CancellationToken cancellation)
    {
        var opened = new AwsCloudEstate(estate, new AwsAccess(estate));
        // Assertions are about what could be done; no use is looked at.
        var window = UsageWindow.Before(DateTimeOffset.UnixEpoch, 1);
        var facts = new EstateFacts
        {
            Window = window,
            Identities = [.. opened.Identities.Select(i => new IdentityFacts { Identity = i, Uses = [], Levels = [] })],
            HeldActions = i => opened.Access.HeldActions(i.Id),
            Resources = opened.Resources,
            Scopes = opened.Scopes,
            Logs = new LogReach([], window),
            Escalation = [opened.Escalation],
            Settings = settings,
            Production = new ProductionScopes(opened.Scopes, settings),
        };
        return new BrokenAssertion().Find(facts, cancellation);
    }
}
