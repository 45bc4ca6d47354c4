using Ambit.Aws.Access;
using Ambit.Aws.Escalation;
using Ambit.Aws.Inventory;
using Ambit.Escalation;
using Ambit.Findings;

namespace Ambit.Aws.Plan;

/// <summary>The ways up that a plan opens: who could become an administrator after it and could not before.</summary>
internal static class PlanPaths
{
    /// <summary>One finding for each identity that gains a way.</summary>
    public static IEnumerable<PlanFinding> New(AwsEstate before, AwsEstate after, IReadOnlyList<PlannedPolicy> policies, CancellationToken cancellation)
    {
        var had = Ways(before, cancellation);
        foreach (var (start, path) in Ways(after, cancellation).Where(w => !had.ContainsKey(w.Key) || (w.Value.Certain && !had[w.Key].Certain)))
        {
            var nodes = path.Hops.SelectMany(h => new[] { h.From, h.To }).ToList();
            var cause = policies.FirstOrDefault(p => nodes.Exists(n => n.EndsWith("/" + p.Subject, StringComparison.Ordinal))) ?? policies[0];
            EscalationEdge.IsAdmin(path.To, out var scope);
            yield return new PlanFinding("new-path", path.Certain ? "critical" : "high", path.Certain && cause.Symbols.Count == 0, cause.Address, start,
                $"`{start}` could become admin of {scope}: {string.Join("; ", path.Hops.Select(h => $"{h.Title} [{h.Method}]"))}", null);
        }
    }

    private static Dictionary<string, EscalationPath> Ways(AwsEstate estate, CancellationToken cancellation)
    {
        var facts = new AwsCloudEstate(estate, new AwsAccess(estate)).Escalation;
        var analysis = new EscalationAnalysis([facts], RuleSet.BuiltIn([AwsRuleVocabulary.Vocabulary]));
        var starts = analysis.Starts.Where(s => facts.Administers(s) is null).ToList();
        var graph = analysis.Graph(starts, cancellation);
        var search = new PathSearch(graph);
        IReadOnlyCollection<string> goals = [.. graph.AdminNodes];
        var ways = new Dictionary<string, EscalationPath>(StringComparer.Ordinal);
        foreach (var start in starts)
        {
            if (search.Shortest(start, goals) is { } path)
                ways[start] = path;
        }

        return ways;
    }
}
