namespace Ambit.Escalation;

/// <summary>
/// The graph of everybody, as far as it leads to power. In a large directory every administrator of passwords may become each of
/// tens of thousands of people, and everybody owns something that leads nowhere. What surely leads to no power is left out from the
/// beginning; steps onto people from whom nothing leads on are left out, by widening from none until nobody more
/// reaches power.
/// </summary>
/// <param name="facts">Each cloud's part of the estate.</param>
/// <param name="rules">The methods.</param>
/// <param name="sensitive">Resources that are power by themselves.</param>
public sealed class PowerGraph(IReadOnlyList<IEscalationFacts> facts, RuleSet rules, IReadOnlyCollection<string> sensitive)
{
    private const int FewPeople = 2_000;
    private const int MostRounds = 5;

    /// <summary>Whether these facts are of a directory so large that its graph leaves out what leads to no power.</summary>
    public static bool LeavesOut(IReadOnlyList<IEscalationFacts> facts) => facts.Sum(f => f.People.Count) > FewPeople;

    /// <summary>Builds it.</summary>
    /// <param name="cancellation">Stops between identities.</param>
    public EscalationGraph Build(CancellationToken cancellation)
    {
        var people = facts.SelectMany(f => f.People).ToHashSet(StringComparer.Ordinal);
        if (people.Count <= FewPeople)
            return Graph(facts, cancellation);
        var towards = facts.Select(f => f.Towards(sensitive)).ToList();
        var onto = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 1; ; round++)
        {
            var graph = Graph([.. towards.Select(f => f.OntoOnly(onto))], cancellation);
            var before = onto.Count;
            onto.UnionWith(Leading(graph, people).Take(FewPeople));
            if (onto.Count == before || round == MostRounds)
                return graph;
        }
    }

    private EscalationGraph Graph(IReadOnlyList<IEscalationFacts> of, CancellationToken cancellation)
    {
        var analysis = new EscalationAnalysis(of, rules, sensitive);
        return analysis.Graph(analysis.Starts, cancellation);
    }

    /// <summary>People from whom a way leads to power, the nearest first.</summary>
    private IEnumerable<string> Leading(EscalationGraph graph, HashSet<string> people)
    {
        int[] goals = [.. graph.AdminNodes.Concat(sensitive).Select(graph.Number).Where(n => n >= 0)];
        var distances = graph.Backward.Distances(goals);
        return graph.Nodes.Where(people.Contains).Select(n => (Node: n, Distance: distances[graph.Number(n)])).Where(n => n.Distance >= 0)
            .OrderBy(n => n.Distance).ThenBy(n => n.Node, StringComparer.Ordinal).Select(n => n.Node);
    }
}
