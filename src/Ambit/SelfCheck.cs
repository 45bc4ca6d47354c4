using Ambit.Access;
using Ambit.Usage;

namespace Ambit;

/// <summary>
/// How far the evaluator agrees with what the cloud did: every distinct use of the window is decided again by the policies in
/// force. A call that succeeded and is denied here, was refused and is allowed here, or was refused by another layer than here, is a
/// disagreement; an answer that hangs on what no log keeps is none.
/// </summary>
public sealed class SelfCheck
{
    private readonly Callers _callers;
    private readonly Dictionary<string, ICloudEstate> _clouds;
    private readonly HashSet<string> _cloudOwned;
    private readonly ChangedPolicies _changed;
    private readonly SortedSet<string> _setApart = new(StringComparer.Ordinal);
    private readonly Dictionary<Disagreement, long> _disagree = [];
    private long _replayed;
    private long _agree;
    private long _setApartCalls;

    private SelfCheck(OpenedEstate estate, IUsageStore usage, UsageWindow window, CancellationToken cancellation)
    {
        _callers = new Callers(estate);
        _clouds = estate.Clouds.ToDictionary(c => c.Cloud, StringComparer.Ordinal);
        _cloudOwned = estate.Clouds.SelectMany(c => c.Identities).Where(i => i.CloudOwned).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        _changed = new ChangedPolicies(estate, _callers, usage, window.From, cancellation);
    }

    /// <summary>Replays the window.</summary>
    public static SelfCheckResult Run(OpenedEstate estate, IUsageStore usage, UsageWindow window, CancellationToken cancellation)
    {
        var check = new SelfCheck(estate, usage, window, cancellation);
        var uses = usage.Rows(UsageQuestion.Of(window), cancellation).Where(r => r.Outcome != UseOutcome.Untold && r.Basis == MappingBasis.Table)
            .GroupBy(r => (r.Cloud, r.Principal, r.Action, r.Resource, r.Context, r.Outcome));
        foreach (var use in uses)
        {
            cancellation.ThrowIfCancellationRequested();
            check.Decide(use.First(), [.. use]);
        }

        return check.Result();
    }

    /// <summary>Decides uses that differ in their days only.</summary>
    private void Decide(UsageRow use, IReadOnlyList<UsageRow> days)
    {
        // Of a stranger, or of a role that the cloud runs for itself, the estate holds no policies to decide by.
        if (_callers.IdentityOf(use.Cloud, use.Principal) is not { } id || _cloudOwned.Contains(id) || !_clouds.TryGetValue(use.Cloud, out var cloud) || !cloud.Decides(use.Action))
            return;

        // No log and no export holds the policy that a session was started with.
        var by = use.Context.Value(UsageContext.RefusedBy);
        if (by is not null && by.EndsWith(" session", StringComparison.Ordinal))
            return;
        var resource = _callers.ResourceOf(use.Cloud, use.Action, use.Resource);
        var apart = days.Where(r => _changed.SetApart(id, resource, r)).Sum(r => r.Count);
        if (apart > 0)
            _setApart.Add(id);
        _setApartCalls += apart;
        if (days.Sum(r => r.Count) - apart is var count && count == 0)
            return;
        var decision = cloud.Access.Decide(new AccessRequest(id, use.Action, resource, use.Context.ToDictionary()));
        _replayed += count;
        if (Agrees(use.Outcome, by, decision))
        {
            _agree += count;
            return;
        }

        var found = new Disagreement(
            id, use.Action, use.Resource, use.Outcome == UseOutcome.Used ? "succeeded" : "refused", by, decision.Outcome,
            decision.BlockedBy.Count == 0 ? null : string.Join(", ", decision.BlockedBy), 0);
        _disagree[found] = _disagree.GetValueOrDefault(found) + count;
    }

    private SelfCheckResult Result() => new(
        _replayed, _agree, [.. _setApart], _setApartCalls,
        [.. _disagree.Select(d => d.Key with { Count = d.Value }).OrderByDescending(d => d.Count).ThenBy(d => d.Principal, StringComparer.Ordinal).ThenBy(d => d.Action, StringComparer.Ordinal)]);

    private static bool Agrees(UseOutcome logged, string? by, Decision decided)
    {
        if (logged == UseOutcome.Used)
            return decided.Outcome is Outcome.Allowed or Outcome.Conditional;
        return decided.Outcome is not Outcome.Allowed && (by is null || decided.Outcome is Outcome.Conditional || Gives(by, decided));
    }

    /// <summary>"One layer is named although several may refuse": ours has to refuse too, in the same way; where it takes no part here, it is not known.</summary>
    private static bool Gives(string by, Decision decided)
    {
        var blank = by.IndexOf(' ');
        var (how, layer) = (by[..blank], by[(blank + 1)..]);
        var same = decided.Layers.Where(l => l.Layer == layer).ToList();
        return same.Count == 0
            ? how == "implicit" ? decided.Outcome is not Outcome.ExplicitlyDenied : decided.Outcome is Outcome.ExplicitlyDenied
            : same.Exists(l => l.Result is Outcome.Conditional || l.Result == (how == "explicit" ? Outcome.ExplicitlyDenied : Outcome.ImplicitlyDenied));
    }
}
