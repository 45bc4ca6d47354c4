namespace Ambit.Escalation;

/// <summary>
/// Who can become whom, over all accounts and clouds of an estate. Nodes are identities, resources, and the administration of a
/// scope; edges are steps that the effective decision allows. Immutable.
/// </summary>
public sealed class EscalationGraph
{
    private readonly Dictionary<string, int> _numbers;
    private readonly string[] _nodes;
    private readonly EscalationEdge[] _edges;

    /// <summary>A graph of given edges.</summary>
    public EscalationGraph(IEnumerable<EscalationEdge> edges)
        : this(edges, [])
    {
    }

    /// <summary>A graph of given edges and of nodes that may stand alone.</summary>
    public EscalationGraph(IEnumerable<EscalationEdge> edges, IEnumerable<string> nodes)
    {
        _edges = [.. edges];
        _numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        int Number(string node)
        {
            if (_numbers.TryGetValue(node, out var known))
                return known;
            _numbers.Add(node, names.Count);
            names.Add(node);
            return names.Count - 1;
        }

        foreach (var node in nodes)
            Number(node);
        var from = new int[_edges.Length];
        var to = new int[_edges.Length];
        for (var e = 0; e < _edges.Length; e++)
            (from[e], to[e]) = (Number(_edges[e].From), Number(_edges[e].To));
        _nodes = [.. names];
        Forward = Digraph.Of(_nodes.Length, from, to);
        Backward = Digraph.Of(_nodes.Length, to, from);
        var certain = Enumerable.Range(0, _edges.Length).Where(e => _edges[e].Certain).ToArray();
        CertainForward = Digraph.Of(_nodes.Length, [.. certain.Select(e => from[e])], [.. certain.Select(e => to[e])]);
        CertainBackward = Digraph.Of(_nodes.Length, [.. certain.Select(e => to[e])], [.. certain.Select(e => from[e])]);
    }

    /// <summary>The nodes by number.</summary>
    public IReadOnlyList<string> Nodes => _nodes;

    /// <summary>The steps by number.</summary>
    public IReadOnlyList<EscalationEdge> Edges => _edges;

    /// <summary>Steps forward; the edge numbers are those of <see cref="Edges"/>.</summary>
    public Digraph Forward { get; }

    /// <summary>Steps backward; the edge numbers are those of <see cref="Edges"/>.</summary>
    public Digraph Backward { get; }

    /// <summary>Only the steps that are certain; edge numbers are its own.</summary>
    internal Digraph CertainForward { get; }

    /// <summary>Only the steps that are certain, backward; edge numbers are its own.</summary>
    internal Digraph CertainBackward { get; }

    /// <summary>The node's number, or -1 where the graph does not have it.</summary>
    public int Number(string node) => _numbers.GetValueOrDefault(node, -1);

    /// <summary>The nodes that stand for the administration of a scope.</summary>
    public IEnumerable<string> AdminNodes => _nodes.Where(n => EscalationEdge.IsAdmin(n, out _));
}
