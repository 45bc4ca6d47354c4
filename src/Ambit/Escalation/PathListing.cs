namespace Ambit.Escalation;

/// <summary>The paths that are listed when nobody asks for a pair: one for each start and each target that is worth it.</summary>
public static class PathListing
{
    /// <summary>
    /// For each start the best way to the administration of each scope, to each identity that holds more than the start does, and
    /// to each sensitive resource that it cannot use directly.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="facts">Each cloud's part of the estate.</param>
    /// <param name="starts">Who may start.</param>
    /// <param name="labels">What matters most.</param>
    /// <param name="onlyToPower">
    /// Whether of the ways to administrations only each start's best is listed, and none to identities that administer nothing: their
    /// number grows with the square of the estate's.
    /// </param>
    public static IReadOnlyList<EscalationPath> Of(
        EscalationGraph graph, IReadOnlyList<IEscalationFacts> facts, IEnumerable<string> starts, PathLabels labels, bool onlyToPower = false)
    {
        var search = new PathSearch(graph);
        var administered = starts.Distinct(StringComparer.Ordinal).Where(s => graph.Number(s) >= 0)
            .ToDictionary(s => s, s => facts.Select(f => f.Administers(s)).OfType<string>().ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var paths = new List<EscalationPath>();
        if (onlyToPower)
            paths.AddRange(search.Best(administered.Where(a => a.Value.Count == 0).Select(a => a.Key).Order(StringComparer.Ordinal), [.. graph.AdminNodes]));
        foreach (var node in Enumerable.Range(0, graph.Nodes.Count).OrderBy(n => graph.Nodes[n], StringComparer.Ordinal))
        {
            var name = graph.Nodes[node];
            if (onlyToPower && !labels.Sensitive(name))
                continue;
            foreach (var path in search.Onto(node, s => administered.TryGetValue(s, out var scopes) && Worth(s, name, facts, scopes, labels)))
            {
                // What an administrator is anyway goes without saying once the path to the administration is listed.
                var direct = path.Hops.Count == 1 && path.Hops[0].Category == RuleCategory.Direct;
                if (!direct && (labels.Sensitive(name) || path.Hops[^1].Method != EscalationAnalysis.Administer))
                    paths.Add(path);
            }
        }

        return paths;
    }

    private static bool Worth(string start, string node, IReadOnlyList<IEscalationFacts> facts, HashSet<string> administered, PathLabels labels)
    {
        if (EscalationEdge.IsAdmin(node, out var scope))
            return !administered.Contains(scope);
        if (labels.Sensitive(node))
            return true;
        return facts.Any(f => f.Identifies(node) && f.HoldsMore(node, start)) && !facts.Any(f => administered.Any(a => f.Administered(a).Contains(node)));
    }
}
