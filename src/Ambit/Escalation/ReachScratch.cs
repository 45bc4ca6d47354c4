namespace Ambit.Escalation;

/// <summary>
/// Memory for many small searches over one large graph: a search costs what it reaches, not the size of the graph. For one thread.
/// </summary>
internal sealed class ReachScratch(int nodes)
{
    private readonly int[] _seen = new int[nodes];
    private readonly int[] _distance = new int[nodes];
    private readonly List<int> _reached = [];
    private int _round;

    /// <summary>What the last search reached, in its order, the sources first.</summary>
    public IReadOnlyList<int> Reached => _reached;

    /// <summary>Hops from the nearest source in the last search, -1 where it did not come.</summary>
    public int Distance(int node) => _seen[node] == _round ? _distance[node] : -1;

    /// <summary>Searches.</summary>
    public void Search(Digraph graph, ReadOnlySpan<int> sources)
    {
        _round++;
        _reached.Clear();
        foreach (var source in sources)
            See(source, 0);
        for (var head = 0; head < _reached.Count; head++)
        {
            var node = _reached[head];
            foreach (var target in graph.Targets(node))
                See(target, _distance[node] + 1);
        }
    }

    private void See(int node, int distance)
    {
        if (_seen[node] == _round)
            return;
        _seen[node] = _round;
        _distance[node] = distance;
        _reached.Add(node);
    }
}
