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
        var paths = new List<EscalationPath>();
        foreach (var start in starts.Order(StringComparer.Ordinal))
        {
            var administered = facts.Select(f => f.Administers(start)).OfType<string>().ToHashSet(StringComparer.Ordinal);
            foreach (var (node, _) in search.Reach(start).OrderBy(r => r.Node, StringComparer.Ordinal))
            {
                if (Worth(start, node, facts, administered, labels) && search.Shortest(start, [node]) is { } path && (path.Hops.Count > 1 || path.Hops[0].Category != RuleCategory.Direct))
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
