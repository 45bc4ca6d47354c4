using Ambit.Escalation;
using CsCheck;

namespace Ambit.Tests.Escalation;

/// <summary>The search and the cut against plain models, over random worlds.</summary>
public class PathSearchProperties
{
    private const int Nodes = 7;

    private static readonly Gen<(int From, int To, bool Certain)[]> Worlds =
        Gen.Select(Gen.Int[0, Nodes - 1], Gen.Int[0, Nodes - 1], Gen.Bool, (f, t, c) => (f, t, c)).Array[0, 16];

    private static readonly Gen<(int From, int To, int[] Grants)[]> Grants =
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 5], Gen.Int[0, 6].Array[1, 2], (f, t, g) => (f, t, g)).Array[1, 10];

    [Fact]
    public void The_shortest_path_is_as_long_as_the_shortest_of_all_walks() => Worlds.Sample(world =>
    {
        var graph = new EscalationGraph(world.Select(w => Edge(w.From, w.To, w.Certain)), Enumerable.Range(0, Nodes).Select(Name));
        var search = new PathSearch(graph);
        for (var from = 0; from < Nodes; from++)
        {
            for (var to = 0; to < Nodes; to++)
            {
                var path = search.Shortest(Name(from), [Name(to)]);
                var certain = from == to ? -1 : Hops(world.Where(w => w.Certain), from, to);
                var any = from == to ? -1 : Hops(world, from, to);
                Assert.Equal(certain > 0 ? certain : any > 0 ? any : -1, path?.Hops.Count ?? -1);
                if (path is null)
                    continue;
                Assert.Equal(certain > 0, path.Certain);
                Assert.Equal(Name(from), path.Hops[0].From);
                Assert.Equal(Name(to), path.Hops[^1].To);
                Assert.All(path.Hops.Zip(path.Hops.Skip(1)), h => Assert.Equal(h.First.To, h.Second.From));
            }
        }
    });

    [Fact]
    public void Every_listed_path_is_simple_and_the_best_way_for_many_starts_is_the_way_for_each() => Worlds.Sample(world =>
    {
        var graph = new EscalationGraph(world.Select(w => Edge(w.From, w.To, w.Certain)), Enumerable.Range(0, Nodes).Select(Name));
        var search = new PathSearch(graph);
        string[] goals = [Name(Nodes - 1)];
        foreach (var path in Enumerable.Range(0, Nodes).SelectMany(n => search.All(Name(n), goals, 30)))
        {
            var visited = path.Hops.Select(h => h.From).Append(path.To).ToList();
            Assert.Equal(visited.Count, visited.Distinct().Count());
        }

        var best = search.Best(Enumerable.Range(0, Nodes).Select(Name), goals).ToDictionary(p => p.From, p => (p.Hops.Count, p.Certain));
        foreach (var start in Enumerable.Range(0, Nodes).Select(Name))
            Assert.Equal(search.Shortest(start, goals) is { } own ? (own.Hops.Count, own.Certain) : default, best.GetValueOrDefault(start));
    });

    [Fact]
    public void A_cut_is_as_small_as_the_smallest_of_all_subsets() => Grants.Sample(world =>
    {
        var edges = world.Select(w => Edge(w.From, w.To, true) with { Needs = [new EscalationNeed(Name(w.From), "p", null, [[.. w.Grants.Distinct().Select(Grant)]])] }).ToList();
        var graph = new EscalationGraph(edges, Enumerable.Range(0, 6).Select(Name));
        var cut = new CutSearch(new Derivations(graph, [Name(0)], [Name(5)], _ => 1), 100_000).Find();
        var smallest = Enumerable.Range(0, 1 << 7).Where(set => !Reaches(world.Where(w => w.Grants.Any(g => (set & (1 << g)) == 0)), 0, 5)).Min(set => System.Numerics.BitOperations.PopCount((uint)set));
        Assert.True(cut.Possible);
        Assert.True(cut.Optimal);
        Assert.Equal(smallest, cut.Removals.Count);
        var gone = cut.Removals.Select(r => r.Index).ToHashSet();
        Assert.False(Reaches(world.Where(w => w.Grants.Any(g => !gone.Contains(g))), 0, 5));
    });

    [Fact]
    public void Distances_of_a_graph_are_those_of_a_plain_search() => Worlds.Sample(world =>
    {
        var graph = Digraph.Of(Nodes, [.. world.Select(w => w.From)], [.. world.Select(w => w.To)]);
        Assert.Equal(world.Length, graph.EdgeCount);
        for (var from = 0; from < Nodes; from++)
        {
            var distances = graph.Distances([from]);
            for (var to = 0; to < Nodes; to++)
                Assert.Equal(from == to ? 0 : Hops(world, from, to), distances[to]);
        }
    });

    private static string Name(int node) => $"n{node}";

    private static PermissionGrant Grant(int number) => new("holder", "policy", true, number, "p", true);

    private static EscalationEdge Edge(int from, int to, bool certain) => new(
        Name(from), Name(to), "x.step", "step", RuleCategory.Assumption, [], certain ? [] : [Fact.Unknown("it", "all")], [], [], []);

    private static bool Reaches(IEnumerable<(int From, int To, int[] Grants)> edges, int from, int to) =>
        Hops(edges.Select(e => (e.From, e.To, true)), from, to) >= 0;

    /// <summary>Hops of the shortest way, by widening a set until nothing is added; -1 for none.</summary>
    private static int Hops(IEnumerable<(int From, int To, bool)> edges, int from, int to)
    {
        var all = edges.ToList();
        var reached = new HashSet<int> { from };
        for (var hops = 0; ; hops++)
        {
            if (reached.Contains(to))
                return hops;
            var more = all.Where(e => reached.Contains(e.From) && !reached.Contains(e.To)).Select(e => e.To).ToList();
            if (more.Count == 0)
                return -1;
            reached.UnionWith(more);
        }
    }
}
