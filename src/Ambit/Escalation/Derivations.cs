namespace Ambit.Escalation;

/// <summary>
/// A graph prepared for asking, again and again with other grants removed, whether some start reaches a goal. A step fires once its
/// identity and its premises are reached and each side of each of its needs keeps a grant.
/// </summary>
internal sealed class Derivations
{
    private readonly EscalationGraph _graph;
    private readonly int[] _goals;
    private readonly int[] _starts;
    private readonly int[][] _premises;
    private readonly int[][] _sidesOfEdge;
    private readonly int[] _target;
    private readonly List<int>[] _waiting;

    public Derivations(EscalationGraph graph, IEnumerable<string> starts, IEnumerable<string> goals, Func<PermissionGrant, long> cost)
    {
        _graph = graph;
        _goals = [.. goals.Select(graph.Number).Where(n => n >= 0)];
        _starts = [.. starts.Select(graph.Number).Where(n => n >= 0 && !_goals.Contains(n))];
        _premises = [.. graph.Edges.Select(e => e.Premises.Select(graph.Number).ToArray())];
        _target = [.. graph.Edges.Select(e => graph.Number(e.To))];
        _waiting = new List<int>[graph.Nodes.Count];
        for (var e = 0; e < _premises.Length; e++)
        {
            foreach (var premise in _premises[e].Where(p => p >= 0))
                (_waiting[premise] ??= []).Add(e);
        }

        var grants = new Dictionary<(string, string, int, string), int>();
        var sides = new Dictionary<string, int>(StringComparer.Ordinal);
        _sidesOfEdge = [.. graph.Edges.Select(e => Intern(e, grants, sides, cost))];
    }

    /// <summary>The grants by number.</summary>
    public List<PermissionGrant> Grants { get; } = [];

    /// <summary>What removing each costs.</summary>
    public List<long> Costs { get; } = [];

    /// <summary>The sides by number: the grants, all of which must go to break it; empty where it cannot be broken.</summary>
    public List<int[]> Sides { get; } = [];

    /// <summary>The sides of one way from a start to a goal that is left, null where none is.</summary>
    /// <param name="removed">By grant number.</param>
    public int[]? Left(bool[] removed)
    {
        var best = default(int[]);
        foreach (var start in _starts)
        {
            if (From(start, removed) is { } found && (best is null || found.Length < best.Length))
                best = found;
            if (best is { Length: <= 1 })
                break;
        }

        return best;
    }

    private int[]? From(int start, bool[] removed)
    {
        var by = new int[_graph.Nodes.Count];
        Array.Fill(by, -2);
        by[start] = -1;
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var node))
        {
            if (Array.IndexOf(_goals, node) >= 0)
                return Explain(node, by);
            foreach (var edge in _graph.Forward.Edges(node))
                Fire(edge, by, removed, queue);
            foreach (var edge in (IReadOnlyList<int>?)_waiting[node] ?? [])
                Fire(edge, by, removed, queue);
        }

        return null;
    }

    private void Fire(int edge, int[] by, bool[] removed, Queue<int> queue)
    {
        var to = _target[edge];
        if (by[to] != -2 || by[_graph.Number(_graph.Edges[edge].From)] == -2 || !Stands(edge, removed))
            return;
        foreach (var premise in _premises[edge])
        {
            if (premise < 0 || by[premise] == -2)
                return;
        }

        by[to] = edge;
        queue.Enqueue(to);
    }

    private bool Stands(int edge, bool[] removed)
    {
        foreach (var side in _sidesOfEdge[edge])
        {
            if (Sides[side].Length > 0 && Array.TrueForAll(Sides[side], g => removed[g]))
                return false;
        }

        return true;
    }

    private int[] Explain(int goal, int[] by)
    {
        var sides = new HashSet<int>();
        var seen = new HashSet<int>();
        var open = new Stack<int>([goal]);
        while (open.TryPop(out var node))
        {
            if (by[node] < 0 || !seen.Add(node))
                continue;
            foreach (var side in _sidesOfEdge[by[node]].Where(s => Sides[s].Length > 0))
                sides.Add(side);
            open.Push(_graph.Number(_graph.Edges[by[node]].From));
            foreach (var premise in _premises[by[node]])
                open.Push(premise);
        }

        return [.. sides];
    }

    private int[] Intern(EscalationEdge edge, Dictionary<(string, string, int, string), int> grants, Dictionary<string, int> sides, Func<PermissionGrant, long> cost)
    {
        var numbers = new List<int>();
        foreach (var side in edge.Needs.SelectMany(n => n.Sides).Where(s => s.All(g => g.Removable)))
        {
            var members = side.Select(g =>
            {
                if (!grants.TryGetValue(g.Key, out var known))
                {
                    grants.Add(g.Key, known = Grants.Count);
                    Grants.Add(g);
                    Costs.Add(cost(g));
                }

                return known;
            }).Distinct().Order().ToArray();
            if (members.Length == 0)
                continue;
            var key = string.Join(',', members);
            if (!sides.TryGetValue(key, out var number))
            {
                sides.Add(key, number = Sides.Count);
                Sides.Add(members);
            }

            numbers.Add(number);
        }

        return [.. numbers.Distinct()];
    }
}
