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
            var searches = new Searches(new EscalationGraph(edges, starts));
            foreach (var edge in pending)
            {
                foreach (var start in Takers(searches, edge))
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
    private IReadOnlyList<string> Takers(Searches searches, EscalationEdge edge)
    {
        var graph = searches.Graph;
        var writer = graph.Number(edge.From);
        var written = graph.Number(edge.Premises[0]);
        if (writer < 0 || written < 0)
            return [];
        var by = rules[edge.Method]?.Yields.TakenBy ?? [];
        var toWritten = searches.ToWritten;
        if (by.Count == 0)
            toWritten.Search(graph.Backward, [written]);
        else
            toWritten.Search(graph.Backward, Doors(graph, written, by));
        if (by.Count == 0 ? toWritten.Distance(writer) > 0 : toWritten.Distance(writer) >= 0)
            return [edge.From];
        if (toWritten.Reached.Count == 0)
            return [];
        searches.ToWriter.Search(graph.Backward, [writer]);
        var toAdmin = searches.ToAdmin(graph.Number(edge.To));
        var takers = new List<int>();
        foreach (var node in searches.ToWriter.Reached)
        {
            // the written identity itself takes it by reaching the writer, unless it has to become itself anew by a certain method
            if (toWritten.Distance(node) >= 0 && (node != written || by.Count == 0) && (toAdmin is null || toAdmin[node] < 0) && !EscalationEdge.IsAdmin(graph.Nodes[node], out _))
                takers.Add(node);
        }

        takers.Sort();
        return [.. takers.Select(n => graph.Nodes[n])];
    }

    /// <summary>Who becomes the node by one of the methods.</summary>
    private static int[] Doors(EscalationGraph graph, int node, IReadOnlyList<string> methods)
    {
        var doors = new List<int>();
        var edges = graph.Backward.Edges(node);
        var from = graph.Backward.Targets(node);
        for (var i = 0; i < edges.Length; i++)
        {
            if (methods.Contains(graph.Edges[edges[i]].Method))
                doors.Add(from[i]);
        }

        return [.. doors];
    }

    /// <summary>The memory of the searches over one state of the graph.</summary>
    private sealed class Searches(EscalationGraph graph)
    {
        private readonly Dictionary<int, int[]> _toAdmin = [];

        public EscalationGraph Graph { get; } = graph;

        public ReachScratch ToWritten { get; } = new(graph.Nodes.Count);

        public ReachScratch ToWriter { get; } = new(graph.Nodes.Count);

        public int[]? ToAdmin(int admin)
        {
            if (admin < 0)
                return null;
            if (!_toAdmin.TryGetValue(admin, out var known))
                _toAdmin.Add(admin, known = Graph.Backward.Distances([admin]));
            return known;
        }
    }
}
