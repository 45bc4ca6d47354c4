namespace Ambit.Escalation;

/// <summary>
/// Power that one identity can write onto another is worth something only to whoever is both: a step whose premise is another
/// identity counts for those that reach the writer and the other, by whatever ways.
/// </summary>
internal sealed class WrittenPower(RuleSet rules)
{
    private const int MostDerived = 200_000;

    /// <summary>The graph with every pending step that counts for somebody.</summary>
    public EscalationGraph Settle(List<EscalationEdge> edges, List<EscalationEdge> pending, IReadOnlyList<string> starts)
    {
        var settled = new HashSet<(string, string, string)>();
        bool grown;
        do
        {
            grown = false;
            var graph = new EscalationGraph(edges, starts);
            foreach (var edge in pending)
            {
                foreach (var start in Takers(graph, edge))
                {
                    if (edges.Count - settled.Count > MostDerived + edges.Count || !settled.Add((start, edge.Method, edge.From + " " + edge.Premises[0])))
                        continue;
                    edges.Add(start == edge.From ? edge : edge with { From = start, Premises = [edge.From, .. edge.Premises] });
                    grown = true;
                }
            }
        }
        while (grown);
        return new EscalationGraph(edges, starts);
    }

    /// <summary>The writer itself where it can take the other; else everybody who reaches both.</summary>
    private IEnumerable<string> Takers(EscalationGraph graph, EscalationEdge edge)
    {
        var writer = graph.Number(edge.From);
        var written = graph.Number(edge.Premises[0]);
        if (writer < 0 || written < 0)
            yield break;
        var by = rules[edge.Method]?.Yields.TakenBy ?? [];
        var toWritten = by.Count == 0 ? graph.Backward.Distances([written]) : ReachInto(graph, written, by);
        if (toWritten[writer] > 0)
        {
            yield return edge.From;
            yield break;
        }

        var toWriter = graph.Backward.Distances([writer]);
        var admin = graph.Number(edge.To);
        var toAdmin = admin < 0 ? null : graph.Backward.Distances([admin]);
        for (var node = 0; node < toWriter.Length; node++)
        {
            if (toWriter[node] >= 0 && toWritten[node] >= 0 && node != written && (toAdmin is null || toAdmin[node] < 0) && !EscalationEdge.IsAdmin(graph.Nodes[node], out _))
                yield return graph.Nodes[node];
        }
    }

    /// <summary>Distances to the node where the last step is one of the methods.</summary>
    private static int[] ReachInto(EscalationGraph graph, int node, IReadOnlyList<string> methods)
    {
        var doors = new List<int>();
        var edges = graph.Backward.Edges(node);
        var from = graph.Backward.Targets(node);
        for (var i = 0; i < edges.Length; i++)
        {
            if (methods.Contains(graph.Edges[edges[i]].Method))
                doors.Add(from[i]);
        }

        var distances = graph.Backward.Distances([.. doors]);
        for (var i = 0; i < distances.Length; i++)
            distances[i] += distances[i] >= 0 ? 1 : 0;
        return distances;
    }
}
