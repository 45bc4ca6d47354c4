namespace Ambit.Escalation;

/// <summary>Plans a cut over an estate, and proves it: the search is run again on the estate without what the cut removes.</summary>
public sealed class CutPlanner(IReadOnlyList<IEscalationFacts> facts, RuleSet rules, IReadOnlyCollection<string>? resources = null)
{
    /// <summary>What a used permission costs more than any number of unused ones.</summary>
    private const long UsedWeight = 1_000_000;

    private const int MostRounds = 24;

    /// <summary>Plans.</summary>
    /// <param name="from">The identities that must not get there.</param>
    /// <param name="to">Which nodes of a graph are the target.</param>
    /// <param name="used">Whether a permission was used in the window.</param>
    /// <param name="mostSteps">After how many steps the search settles for what it has.</param>
    /// <param name="cancellation">Stops it.</param>
    public Cut Plan(IReadOnlyList<string> from, Func<EscalationGraph, IReadOnlyCollection<string>> to, Func<PermissionGrant, bool> used, int mostSteps, CancellationToken cancellation)
    {
        var edges = new List<EscalationEdge>();
        var left = Graph(facts, from, cancellation);
        for (var round = 0; round < MostRounds; round++)
        {
            // What comes to light only once something is removed (a second grant behind the first) joins the next round.
            edges.AddRange(left.Edges);
            var graph = new EscalationGraph(edges, from);
            var derivations = new Derivations(graph, from, to(graph), g => used(g) ? UsedWeight : 1);
            var cut = new CutSearch(derivations, mostSteps).Find();
            if (!cut.Possible || cut.Removals.Count == 0)
                return cut;
            left = Graph([.. facts.Select(f => f.Without(cut.Removals))], from, cancellation);
            if (!Open(left, from, to))
                return cut;
        }

        return new Cut([], Optimal: false, Possible: false);
    }

    /// <summary>How many of the identities still get there.</summary>
    public static bool Open(EscalationGraph graph, IReadOnlyList<string> from, Func<EscalationGraph, IReadOnlyCollection<string>> to)
    {
        var search = new PathSearch(graph);
        var goals = to(graph);
        return from.Any(f => search.Shortest(f, goals) is not null);
    }

    private EscalationGraph Graph(IReadOnlyList<IEscalationFacts> of, IReadOnlyList<string> from, CancellationToken cancellation) =>
        new EscalationAnalysis(of, rules, resources).Graph(from, cancellation);
}
