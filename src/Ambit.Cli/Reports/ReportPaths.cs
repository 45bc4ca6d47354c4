using Ambit.Access;
using Ambit.Cli.Commands;
using Ambit.Escalation;
using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>The ways up, and the fewest cuts that close them, as a report shows them.</summary>
internal static class ReportPaths
{
    private const int MostSteps = 50_000;
    private const int MostStarts = 400;

    /// <summary>The best way of each start to each target, the worst first.</summary>
    public static IReadOnlyList<ReportPath> Of(EstateFacts facts) =>
        [.. facts.Paths.ToPower()
            .OrderByDescending(p => PathSeverity.Of(p, facts.Paths.Labels)).ThenBy(p => p.Certain ? 0 : 1).ThenBy(p => p.Hops.Count)
            .ThenBy(p => p.From, StringComparer.Ordinal).ThenBy(p => p.To, StringComparer.Ordinal)
            .Select(p => new ReportPath(PathJson.Id(p), p.From, Node(p.To), PathSeverity.Of(p, facts.Paths.Labels), p.Certain, [.. p.Hops.Select(Hop)]))];

    /// <summary>The fewest removals that close every way to administration; null where there is no way, no cut, or too much to search for a report.</summary>
    public static ReportCut? Cut(EstateFacts facts, CancellationToken cancellation)
    {
        var admin = facts.Paths.Graph.AdminNodes.ToHashSet(StringComparer.Ordinal);
        var before = facts.Paths.ToPower().Where(p => admin.Contains(p.To)).ToList();
        var starts = before.Select(p => p.From).Distinct(StringComparer.Ordinal).ToList();
        if (starts.Count is 0 or > MostStarts)
            return null;
        var used = facts.Identities.ToDictionary(i => i.Identity.Id, i => i.Uses.Where(u => u.Used > 0).Select(u => u.Action).ToList(), StringComparer.Ordinal);
        var members = facts.Identities.SelectMany(i => i.Identity.Groups.Select(g => (Group: g, i.Identity.Id))).ToLookup(p => p.Group, p => p.Id, StringComparer.Ordinal);
        bool Used(PermissionGrant grant) => members[grant.Holder].Append(grant.Holder)
            .Any(holder => used.GetValueOrDefault(holder)?.Any(a => GrantUse.Matches(grant.Permission, a)) == true);
        var cut = new CutPlanner(facts.Escalation, facts.Paths.Rules).Plan(starts, g => [.. g.AdminNodes], Used, MostSteps, cancellation);
        if (!cut.Possible || cut.Removals.Count == 0)
            return null;
        var removals = cut.Removals.GroupBy(r => (r.Holder, r.Policy, r.Index))
            .Select(g => new ReportRemoval(g.Key.Holder, g.Key.Policy, g.Key.Index, [.. g.Select(r => r.Permission)], g.Any(Used))).ToList();
        return new ReportCut("administrator", removals, before.Count, 0, cut.Optimal);
    }

    private static ReportHop Hop(EscalationEdge hop) => new(
        Node(hop.From), Node(hop.To), PathJson.Method(hop), hop.Title,
        [.. hop.Needs.Select(n => n.Resource is null ? n.Permission : $"{n.Permission} on {n.Resource}").Distinct(StringComparer.Ordinal)],
        [.. hop.Conditions.Select(Condition)],
        [.. PathJson.Evidence(hop).Select(e => $"{e.Policy}, statement {e.Index}").Concat(hop.Facts)]);

    private static string Condition(OpenCondition condition) =>
        $"{(condition.Needed ? "" : "not ")}{condition.Key} {condition.Operator} {string.Join(", ", condition.Values)}";

    private static string Node(string node) => EscalationEdge.IsAdmin(node, out var scope) ? $"administrator of {scope}" : node;
}
