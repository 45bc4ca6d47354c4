using Ambit.Escalation;

namespace Ambit.RightSizing;

/// <summary>Searches the ways up of some identities twice: by what they hold today, and by what a proposal leaves them.</summary>
/// <param name="today">Each cloud's facts as they are.</param>
/// <param name="proposed">The same clouds' facts under the proposal.</param>
/// <param name="rules">The methods of escalation.</param>
/// <param name="labels">What matters.</param>
/// <param name="resources">Resources that count as targets.</param>
public sealed class PowerComparison(
    IReadOnlyList<IEscalationFacts> today, IReadOnlyList<IEscalationFacts> proposed, RuleSet rules, PathLabels labels, IReadOnlyCollection<string> resources)
{
    /// <summary>The comparison for each of the holders.</summary>
    public IReadOnlyDictionary<string, RemovedPower> Of(IReadOnlyCollection<string> holders, bool together, CancellationToken cancellation)
    {
        var before = Paths(today, holders, cancellation);
        var after = Paths(proposed, holders, cancellation);
        return holders.Distinct(StringComparer.Ordinal).ToDictionary(h => h, h => One(h, before[h], after[h], together), StringComparer.Ordinal);
    }

    /// <summary>Several holders' comparisons as one.</summary>
    public static RemovedPower Sum(IEnumerable<RemovedPower> powers, bool together) => powers.Aggregate(
        new RemovedPower([], [], [], together),
        (a, b) => new RemovedPower([.. a.Administration.Union(b.Administration, StringComparer.Ordinal)], [.. a.Paths, .. b.Paths], [.. a.Left, .. b.Left], together));

    private RemovedPower One(string holder, IEnumerable<EscalationPath> before, IEnumerable<EscalationPath> after, bool together)
    {
        var left = after.ToList();
        var stays = left.Select(p => p.To).ToHashSet(StringComparer.Ordinal);
        var lost = Administers(today, holder).Except(Administers(proposed, holder), StringComparer.Ordinal);
        return new RemovedPower([.. lost.Order(StringComparer.Ordinal)], [.. before.Where(p => !stays.Contains(p.To))], left, together);
    }

    private ILookup<string, EscalationPath> Paths(IReadOnlyList<IEscalationFacts> facts, IReadOnlyCollection<string> starts, CancellationToken cancellation)
    {
        var graph = new EscalationAnalysis(facts, rules, resources).Graph(starts, cancellation);
        return PathListing.Of(graph, facts, starts, labels).ToLookup(p => p.From, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Administers(IReadOnlyList<IEscalationFacts> facts, string holder) => facts.Select(f => f.Administers(holder)).OfType<string>();
}
