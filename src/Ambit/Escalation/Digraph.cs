namespace Ambit.Escalation;

/// <summary>
/// A directed graph in compressed rows: the targets of node <c>n</c> are <c>Targets[Offsets[n]..Offsets[n+1]]</c>. A million
/// nodes and ten million edges take 84 MB with both directions, and a search touches each edge once.
/// </summary>
public sealed class Digraph
{
    private readonly int[] _offsets;
    private readonly int[] _targets;
    private readonly int[] _edges;

    private Digraph(int[] offsets, int[] targets, int[] edges) => (_offsets, _targets, _edges) = (offsets, targets, edges);

    /// <summary>How many nodes.</summary>
    public int NodeCount => _offsets.Length - 1;

    /// <summary>How many edges.</summary>
    public int EdgeCount => _targets.Length;

    /// <summary>Builds it from parallel lists; parallel edges and loops are kept.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static Digraph Of(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        if (from.Length != to.Length)
            throw new ArgumentException("one target an edge", nameof(to));
        var offsets = new int[nodes + 1];
        foreach (var f in from)
            offsets[f + 1]++;
        for (var i = 0; i < nodes; i++)
            offsets[i + 1] += offsets[i];
        var next = offsets.AsSpan(0, nodes).ToArray();
        var targets = new int[from.Length];
        var edges = new int[from.Length];
        for (var e = 0; e < from.Length; e++)
        {
            var at = next[from[e]]++;
            targets[at] = to[e];
            edges[at] = e;
        }

        return new Digraph(offsets, targets, edges);
    }

    /// <summary>Where each node's edges lead.</summary>
    public ReadOnlySpan<int> Targets(int node) => _targets.AsSpan(_offsets[node], _offsets[node + 1] - _offsets[node]);

    /// <summary>The numbers of a node's edges, in the order of <see cref="Targets"/>, as given to <see cref="Of"/>.</summary>
    public ReadOnlySpan<int> Edges(int node) => _edges.AsSpan(_offsets[node], _offsets[node + 1] - _offsets[node]);

    /// <summary>Hops from the nearest of the sources to every node, -1 where there is no way.</summary>
    public int[] Distances(ReadOnlySpan<int> sources)
    {
        var distance = new int[NodeCount];
        Array.Fill(distance, -1);
        var queue = new int[NodeCount];
        var tail = 0;
        foreach (var s in sources)
        {
            if (distance[s] < 0)
            {
                distance[s] = 0;
                queue[tail++] = s;
            }
        }

        for (var head = 0; head < tail; head++)
        {
            var node = queue[head];
            var d = distance[node] + 1;
            foreach (var target in Targets(node))
            {
                if (distance[target] < 0)
                {
                    distance[target] = d;
                    queue[tail++] = target;
                }
            }
        }

        return distance;
    }
}
