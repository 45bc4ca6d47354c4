namespace Ambit.Escalation;

/// <summary>
/// Finds ways through an <see cref="EscalationGraph"/>. Ways that are certain come before ways under conditions, then the shortest.
/// For one thread.
/// </summary>
public sealed class PathSearch(EscalationGraph graph)
{
    private const int LongestDetour = 2;
    private const int MethodsOfOneStep = 6;

    /// <summary>The graph.</summary>
    public EscalationGraph Graph { get; } = graph;

    /// <summary>The best way, null where there is none. A node has no way to itself.</summary>
    public EscalationPath? Shortest(string from, IReadOnlyCollection<string> to) =>
        Shortest(from, to, certainOnly: true) ?? Shortest(from, to, certainOnly: false);

    /// <summary>The best way of each of the starts that has one; the distances are measured once for all of them.</summary>
    public IReadOnlyList<EscalationPath> Best(IEnumerable<string> from, IReadOnlyCollection<string> to)
    {
        Measure(Numbers(to));
        return [.. from.Select(Graph.Number).Where(n => n >= 0).Select(Measured).OfType<EscalationPath>()];
    }

    /// <summary>The best way to one node of each start that has one and is wanted. Costs what leads to the node, not the size of the graph.</summary>
    internal IReadOnlyList<EscalationPath> Onto(int node, Func<string, bool> wanted)
    {
        if (Graph.Backward.Targets(node).IsEmpty)
            return [];
        Measure([node]);
        return [.. Any.Reached.Skip(1).Where(n => wanted(Graph.Nodes[n])).OrderBy(n => Graph.Nodes[n], StringComparer.Ordinal).Select(Measured).OfType<EscalationPath>()];
    }

    private ReachScratch Certain => field ??= new ReachScratch(Graph.Nodes.Count);

    private ReachScratch Any => field ??= new ReachScratch(Graph.Nodes.Count);

    private void Measure(ReadOnlySpan<int> goals)
    {
        Certain.Search(Graph.CertainBackward, goals);
        Any.Search(Graph.Backward, goals);
    }

    /// <summary>The best way from a node to what was measured last.</summary>
    private EscalationPath? Measured(int start)
    {
        if (Any.Distance(start) <= 0)
            return null;
        return (Certain.Distance(start) > 0 ? Walked(start, Certain.Distance, certainOnly: true) : null) ?? Walked(start, Any.Distance, certainOnly: false);
    }

    /// <summary>
    /// All simple ways of at most the shortest's length and <c>2</c> more, the best first, parallel methods told apart, up to a number.
    /// </summary>
    public IReadOnlyList<EscalationPath> All(string from, IReadOnlyCollection<string> to, int most)
    {
        var start = Graph.Number(from);
        var goals = Numbers(to);
        if (start < 0 || goals.Length == 0 || goals.Contains(start))
            return [];
        var distance = Graph.Backward.Distances(goals);
        if (distance[start] < 0)
            return [];
        var found = new List<EscalationPath>();
        for (var length = distance[start]; length <= distance[start] + LongestDetour && found.Count < most; length++)
            Walk(start, length, distance, [], [start], found, most);
        return [.. found.OrderBy(p => p.Certain ? 0 : 1).ThenBy(p => p.Hops.Count)];
    }

    /// <summary>Everything the identity reaches, its administered scopes and resources among it, with the hops it takes.</summary>
    public IReadOnlyList<(string Node, int Hops)> Reach(string from) => Listed(from, Graph.Forward);

    /// <summary>Everybody who reaches the node.</summary>
    public IReadOnlyList<(string Node, int Hops)> ReachedFrom(string to) => Listed(to, Graph.Backward);

    private List<(string, int)> Listed(string node, Digraph direction)
    {
        var number = Graph.Number(node);
        if (number < 0)
            return [];
        var distance = direction.Distances([number]);
        return [.. Enumerable.Range(0, distance.Length).Where(n => distance[n] > 0).Select(n => (Graph.Nodes[n], distance[n]))];
    }

    private int[] Numbers(IReadOnlyCollection<string> nodes) => [.. nodes.Select(Graph.Number).Where(n => n >= 0)];

    private EscalationPath? Shortest(string from, IReadOnlyCollection<string> to, bool certainOnly)
    {
        var start = Graph.Number(from);
        var goals = Numbers(to);
        if (start < 0 || goals.Length == 0 || goals.Contains(start))
            return null;
        var distance = (certainOnly ? Graph.CertainBackward : Graph.Backward).Distances(goals);
        return distance[start] < 0 ? null : Walked(start, n => distance[n], certainOnly);
    }

    private EscalationPath? Walked(int start, Func<int, int> distance, bool certainOnly)
    {
        var steps = new List<EscalationEdge>();
        for (var node = start; distance(node) > 0;)
        {
            var best = Best(node, distance, certainOnly);
            steps.Add(best);
            node = Graph.Number(best.To);
        }

        return Spelled(Graph.Nodes[start], steps, certainOnly);
    }

    /// <summary>Of the steps that come nearer, the certain and then the simplest.</summary>
    private EscalationEdge Best(int node, Func<int, int> distance, bool certainOnly)
    {
        EscalationEdge? best = null;
        var targets = Graph.Forward.Targets(node);
        var edges = Graph.Forward.Edges(node);
        for (var i = 0; i < targets.Length; i++)
        {
            var edge = Graph.Edges[edges[i]];
            if (distance(targets[i]) == distance(node) - 1 && (edge.Certain || !certainOnly) && (best is null || Order.Compare(edge, best) < 0))
                best = edge;
        }

        return best!;
    }

    private void Walk(int node, int left, int[] distance, List<EscalationEdge> steps, HashSet<int> on, List<EscalationPath> found, int most)
    {
        if (left == 0)
        {
            if (distance[node] == 0 && Spelled(Graph.Nodes[on.First()], steps, certainOnly: false) is { } path)
                found.Add(path);
            return;
        }

        var targets = Graph.Forward.Targets(node).ToArray();
        var edges = Graph.Forward.Edges(node).ToArray();
        var methods = new Dictionary<int, int>();
        foreach (var i in Enumerable.Range(0, targets.Length).OrderBy(i => Graph.Edges[edges[i]], Order))
        {
            var next = targets[i];
            if (found.Count >= most)
                return;
            if (distance[next] < 0 || distance[next] > left - 1 || (distance[next] == 0 && left > 1) || !on.Add(next))
                continue;
            if ((methods[next] = methods.GetValueOrDefault(next) + 1) <= MethodsOfOneStep)
            {
                steps.Add(Graph.Edges[edges[i]]);
                Walk(next, left - 1, distance, steps, on, found, most);
                steps.RemoveAt(steps.Count - 1);
            }

            on.Remove(next);
        }
    }

    /// <summary>Adds the steps that premises take, and drops those that nobody takes because they are held.</summary>
    private EscalationPath? Spelled(string from, List<EscalationEdge> steps, bool certainOnly)
    {
        var hops = new List<EscalationEdge>();
        foreach (var step in steps)
        {
            if (step.Method == EscalationAnalysis.Held)
            {
                // What is held only on conditions leaves the way that leads to it open on the same conditions.
                if (hops.Count > 0 && !step.Certain)
                    hops[^1] = hops[^1] with { Conditions = [.. hops[^1].Conditions, .. step.Conditions] };
                continue;
            }

            var at = step.From;
            foreach (var premise in step.Premises)
            {
                if (Premise(at, premise, step, certainOnly) is not { } way)
                    return null;
                hops.AddRange(way.Hops.Where(h => !hops.Contains(h)));
            }

            hops.Add(step);
        }

        return hops.Count == 0 ? null : new EscalationPath(from, steps[^1].To, hops);
    }

    /// <summary>The way to a premise must not pass the step that it is a premise of.</summary>
    private EscalationPath? Premise(string at, string premise, EscalationEdge step, bool certainOnly)
    {
        if (at == premise)
            return new EscalationPath(at, premise, []);
        var way = Shortest(at, [premise], certainOnly) ?? (certainOnly ? Shortest(at, [premise], certainOnly: false) : null);
        return way is null || way.Hops.Contains(step) ? null : way;
    }

    private static readonly Comparer<EscalationEdge> Order = Comparer<EscalationEdge>.Create((a, b) =>
    {
        var certain = b.Certain.CompareTo(a.Certain);
        var category = certain != 0 ? certain : a.Category.CompareTo(b.Category);
        var catalogued = category != 0 ? category : Catalogued(b.Method).CompareTo(Catalogued(a.Method));
        return catalogued != 0 ? catalogued : string.CompareOrdinal(a.Method, b.Method);
    });

    /// <summary>Of two names for one step the one that the public catalogues give, which ends in a number, says more to others.</summary>
    private static bool Catalogued(string method) => method.LastIndexOf('-') is > 0 and var dash && dash < method.Length - 1 && method.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0;
}
