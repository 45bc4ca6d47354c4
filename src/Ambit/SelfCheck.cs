using Ambit.Access;
using Ambit.Usage;

namespace Ambit;

/// <summary>
/// How far the evaluator agrees with what the cloud did: every distinct use of the window is decided again by the policies in
/// force. A call that succeeded and is denied here, or was refused and is allowed here, is a disagreement; an answer that hangs on
/// what no log keeps is none.
/// </summary>
public static class SelfCheck
{
    /// <summary>Replays the window.</summary>
    public static SelfCheckResult Run(OpenedEstate estate, IUsageStore usage, UsageWindow window, CancellationToken cancellation)
    {
        var callers = new Callers(estate);
        var clouds = estate.Clouds.ToDictionary(c => c.Cloud, StringComparer.Ordinal);
        var cloudOwned = estate.Clouds.SelectMany(c => c.Identities).Where(i => i.CloudOwned).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        long replayed = 0, agree = 0;
        var disagree = new Dictionary<(string, string, string?, string, Outcome), long>();
        var changed = Changed(estate, callers, usage, window, cancellation);
        var uses = usage.Rows(UsageQuestion.Of(window), cancellation).Where(r => r.Outcome != UseOutcome.Untold && r.Basis == MappingBasis.Table)
            .GroupBy(r => (r.Cloud, r.Principal, r.Action, r.Resource, r.Context, r.Outcome));
        foreach (var use in uses)
        {
            cancellation.ThrowIfCancellationRequested();
            // Of a stranger, or of a role that the cloud runs for itself, the estate holds no policies to decide by.
            if (callers.IdentityOf(use.Key.Cloud, use.Key.Principal) is not { } id || cloudOwned.Contains(id) || changed.Contains(id) || !clouds.TryGetValue(use.Key.Cloud, out var cloud) || !cloud.Decides(use.Key.Action))
                continue;
            var count = use.Sum(r => r.Count);
            var outcome = cloud.Access.Decide(new AccessRequest(id, use.Key.Action, callers.ResourceOf(use.Key.Cloud, use.Key.Action, use.Key.Resource), use.Key.Context.ToDictionary())).Outcome;
            replayed += count;
            if (Agrees(use.Key.Outcome, outcome))
                agree += count;
            else
                disagree[(id, use.Key.Action, use.Key.Resource, use.Key.Outcome == UseOutcome.Used ? "succeeded" : "refused", outcome)] =
                    disagree.GetValueOrDefault((id, use.Key.Action, use.Key.Resource, use.Key.Outcome == UseOutcome.Used ? "succeeded" : "refused", outcome)) + count;
        }

        return new SelfCheckResult(
            replayed, agree, [.. changed.Order(StringComparer.Ordinal)],
            [.. disagree.Select(d => new Disagreement(d.Key.Item1, d.Key.Item2, d.Key.Item3, d.Key.Item4, d.Key.Item5, d.Value))
                .OrderByDescending(d => d.Count).ThenBy(d => d.Principal, StringComparer.Ordinal).ThenBy(d => d.Action, StringComparer.Ordinal)]);
    }

    /// <summary>Those whose policies somebody changed within the window: the policies at its end say nothing of its beginning.</summary>
    private static HashSet<string> Changed(OpenedEstate estate, Callers callers, IUsageStore usage, UsageWindow window, CancellationToken cancellation)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var total in usage.Totals(UsageQuestion.Of(window), cancellation).Where(t => t.Used > 0 && t.Resource is not null))
        {
            if (estate.Clouds.FirstOrDefault(c => c.Cloud == total.Cloud) is not { } cloud || !cloud.ChangesPolicies(total.Action))
                continue;
            var target = callers.ResourceOf(total.Cloud, total.Action, total.Resource)!;
            changed.Add(target);
            changed.UnionWith(cloud.RightSizing?.HoldersOf(target) ?? []);
        }

        changed.IntersectWith(estate.Clouds.SelectMany(c => c.Identities).Select(i => i.Id));
        return changed;
    }

    private static bool Agrees(UseOutcome logged, Outcome decided) => logged == UseOutcome.Used
        ? decided is Outcome.Allowed or Outcome.Conditional
        : decided is not Outcome.Allowed;
}
