using Ambit.Access;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>Adds up a replay.</summary>
internal sealed class ReplayTally
{
    private readonly List<ReplayLoss> _undecided = [];
    private readonly List<ReplayLoss> _denied = [];
    private readonly List<ReplayLoss> _before = [];
    private long _events;
    private long _allowed;

    /// <summary>The sums.</summary>
    public ReplayReport Report => new(_events, _allowed, Sum(_undecided), Sum(_denied), Sum(_before));

    /// <summary>Adds a roll-up.</summary>
    /// <param name="row">What was done.</param>
    /// <param name="outcome">What would be decided then.</param>
    /// <param name="open">What that waits for.</param>
    /// <param name="today">Whether today's roles allow it.</param>
    public void Add(UsageRow row, Outcome outcome, IReadOnlyList<OpenCondition> open, Func<bool> today)
    {
        _events += row.Count;
        var loss = new ReplayLoss(row.Principal, row.Action, row.Resource, row.Count, row.LastSeen, []);
        if (outcome == Outcome.Allowed)
        {
            _allowed += row.Count;
        }
        else if (outcome == Outcome.Conditional)
        {
            _undecided.Add(loss with { Keys = [.. open.Select(c => c.Key).Distinct()] });
        }
        else
        {
            _denied.Add(loss);
            if (!today())
                _before.Add(loss);
        }
    }

    private static IReadOnlyList<ReplayLoss> Sum(List<ReplayLoss> losses) =>
        [.. losses.GroupBy(l => (l.Principal, l.Action, l.Resource)).Select(g => g.First() with { Count = g.Sum(l => l.Count), LastSeen = g.Max(l => l.LastSeen) })
            .OrderByDescending(l => l.Count).ThenBy(l => l.Action, StringComparer.Ordinal).ThenBy(l => l.Resource, StringComparer.Ordinal)];
}
