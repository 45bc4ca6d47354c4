using Ambit.Escalation;
using Ambit.Settings;

namespace Ambit.Findings.Kinds;

/// <summary>Something that ambit.yaml says must hold, and does not; with the witness.</summary>
public sealed class BrokenAssertion : IFindingKind
{
    /// <summary>The kind's id; a scan that finds one exits 4.</summary>
    public const string KindId = "broken-assertion";

    /// <inheritdoc/>
    public string Id => KindId;

    /// <inheritdoc/>
    public string Title => "Broken assertion";

    /// <inheritdoc/>
    public string Rule => "An assertion of ambit.yaml does not hold: somebody reaches what only others may, there is a path where none may be, or an identity holds more than it may at most.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation) =>
        facts.Settings.Assertions.SelectMany(a => Broken(a, facts, cancellation));

    private IEnumerable<Finding> Broken(Assertion assertion, EstateFacts facts, CancellationToken cancellation)
    {
        if (assertion.Reach is { } reach)
            return Reached(assertion, reach, facts, cancellation);
        if (assertion.NoPath is { } none)
            return Path(assertion, none, facts, cancellation);
        return assertion.AtMost is { } most ? Exceeded(assertion, most, facts) : [];
    }

    private IEnumerable<Finding> Reached(Assertion assertion, ReachAssertion reach, EstateFacts facts, CancellationToken cancellation)
    {
        var resources = facts.Resources.Where(r => NamePattern.Matches(reach.Resource, r.Id)).Select(r => r.Id).ToList();
        if (resources.Count == 0)
            return [];
        var starts = facts.Escalation.SelectMany(f => f.Starts).Where(s => !reach.Only.Any(p => NamePattern.Matches(p, s))).ToList();
        return Witnesses(assertion, Search(facts, starts, resources, cancellation), starts, [.. resources]);
    }

    private IEnumerable<Finding> Path(Assertion assertion, NoPathAssertion none, EstateFacts facts, CancellationToken cancellation)
    {
        var starts = facts.Escalation.SelectMany(f => f.Starts).Where(s => NamePattern.Matches(none.From, s)).ToList();
        var resources = facts.Resources.Where(r => NamePattern.Matches(none.To, r.Id)).Select(r => r.Id).ToList();
        var search = Search(facts, starts, resources, cancellation);
        var goals = search.Graph.Nodes.Where(n => none.To == "admin" ? EscalationEdge.IsAdmin(n, out _) : NamePattern.Matches(none.To, n)).ToHashSet(StringComparer.Ordinal);
        return Witnesses(assertion, search, [.. starts.Where(s => !goals.Contains(s))], goals);
    }

    private IEnumerable<Finding> Exceeded(Assertion assertion, AtMostAssertion most, EstateFacts facts)
    {
        foreach (var known in facts.Identities.Where(i => (most.Kind is null || i.Identity.Kind == most.Kind) && (most.Identity is null || NamePattern.Matches(most.Identity, i.Identity.Id))))
        {
            var beyond = facts.HeldActions(known.Identity).Where(a => !most.Permissions.Any(p => NamePattern.Matches(p, a))).Take(5).ToList();
            if (beyond.Count > 0)
                yield return Of(assertion, known.Identity.Id, $"{Words.Of(known.Identity)} may {string.Join(", ", beyond)}", [new FindingEvidence($"`{known.Identity.Id}` may {string.Join(", ", beyond.Select(b => $"`{b}`"))}")], null);
        }
    }

    private static PathSearch Search(EstateFacts facts, IReadOnlyList<string> starts, IReadOnlyCollection<string> resources, CancellationToken cancellation) =>
        new(new EscalationAnalysis(facts.Escalation, facts.Paths.Rules, resources).Graph(starts, cancellation));

    private IEnumerable<Finding> Witnesses(Assertion assertion, PathSearch search, IReadOnlyList<string> starts, IReadOnlyCollection<string> goals) =>
        search.Best(starts, goals).Select(path => Of(
            assertion, path.From, $"{path.From} reaches {path.To}",
            [.. path.Hops.Select(h => new FindingEvidence($"`{h.From}` → `{h.To}` by {h.Title} ({h.Method})", h.Needs.SelectMany(n => n.Sides).SelectMany(s => s).FirstOrDefault()?.Policy))], path.To));

    private Finding Of(Assertion assertion, string identity, string what, IReadOnlyList<FindingEvidence> evidence, string? target) => new()
    {
        Id = FindingId.Of(Id, assertion.Name, identity, target ?? ""),
        Kind = Id,
        Severity = Severity.Critical,
        Score = FindingScore.Of(Severity.Critical, 1),
        Cloud = "",
        Scope = "",
        Identity = identity,
        Title = $"{assertion.Name}: {what}",
        Why = "ambit.yaml says that this must not be.",
        Evidence = evidence,
        Remediation = new Remediation("remove-grant", $"ambit cut --from {identity}{(target is null || EscalationEdge.IsAdmin(target, out _) ? "" : $" --to {target}")}"),
    };
}
