namespace Ambit.Escalation;

/// <summary>The paths that are listed when nobody asks for a pair: one for each start and each target that is worth it.</summary>
public static class PathListing
{
    /// <summary>
    /// For each start the best way to the administration of each scope, to each identity that holds more than the start does, and
    /// to each sensitive resource that it cannot use directly.
    /// </summary>
    public static IReadOnlyList<EscalationPath> Of(EscalationGraph graph, IReadOnlyList<IEscalationFacts> facts, IEnumerable<string> starts, PathLabels labels)
    {
        var search = new PathSearch(graph);
        var from = starts.Where(s => graph.Number(s) >= 0).Order(StringComparer.Ordinal).ToList();
        var administered = from.ToDictionary(s => s, s => facts.Select(f => f.Administers(s)).OfType<string>().ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var paths = new List<EscalationPath>();
        foreach (var node in graph.Nodes.Order(StringComparer.Ordinal))
        {
            foreach (var path in search.Best(from.Where(s => s != node && Worth(s, node, facts, administered[s], labels)), [node]))
            {
                // What an administrator is anyway goes without saying once the path to the administration is listed.
                var direct = path.Hops.Count == 1 && path.Hops[0].Category == RuleCategory.Direct;
                if (!direct && (labels.Sensitive(node) || path.Hops[^1].Method != EscalationAnalysis.Administer))
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
