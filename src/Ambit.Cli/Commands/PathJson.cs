using System.Text.Json;
using Ambit.Access;
using Ambit.Escalation;
using Ambit.Findings;

namespace Ambit.Cli.Commands;

/// <summary>Paths as JSON (docs/schemas/paths.json).</summary>
internal static class PathJson
{
    /// <summary>Writes one path.</summary>
    public static void Write(Utf8JsonWriter json, EscalationPath path, PathLabels labels, Func<string, bool> isResource)
    {
        var admin = EscalationEdge.IsAdmin(path.To, out var scope);
        json.WriteStartObject();
        json.WriteString("id", Id(path));
        json.WriteString("from", path.From);
        json.WriteString("to", Node(path.To));
        json.WriteString("target", admin ? "admin" : isResource(path.To) ? "resource" : "principal");
        if (admin)
            json.WriteString("scope", scope);
        json.WriteString("severity", PathSeverity.Of(path, labels).ToString().ToLowerInvariant());
        json.WriteString("certainty", path.Certain ? "certain" : "conditional");
        json.WriteStartArray("hops");
        foreach (var hop in path.Hops)
            WriteHop(json, hop);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A node as users read it.</summary>
    public static string Node(string node) => EscalationEdge.IsAdmin(node, out _) ? "admin" : node;

    /// <summary>The method as users read it.</summary>
    public static string Method(EscalationEdge hop) => hop.Category == RuleCategory.Direct && hop.Method != EscalationAnalysis.Administer ? "direct" : hop.Method;

    /// <summary>Stable between scans: made of the steps.</summary>
    public static string Id(EscalationPath path) =>
        FindingId.Of("path", [path.From, path.To, .. path.Hops.Select(h => $"{h.From} {h.Method} {h.To}")]);

    private static void WriteHop(Utf8JsonWriter json, EscalationEdge hop)
    {
        json.WriteStartObject();
        json.WriteString("from", Node(hop.From));
        json.WriteString("to", Node(hop.To));
        json.WriteString("method", Method(hop));
        json.WriteString("title", hop.Title);
        json.WriteStrings("permissions", hop.Needs.Select(n => n.Permission).Distinct(StringComparer.Ordinal));
        json.WriteConditions(hop.Conditions);
        json.WriteStartArray("evidence");
        foreach (var (policy, index) in Evidence(hop))
        {
            json.WriteStartObject();
            json.WriteString("policy", policy);
            json.WriteNumber("index", index);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The statements that a step rests on.</summary>
    public static IEnumerable<(string Policy, int Index)> Evidence(EscalationEdge hop) =>
        hop.Needs.SelectMany(n => n.Sides).SelectMany(s => s.Select(g => (g.Policy, g.Index)))
            .Concat(hop.Evidence.Select(e => (e.Policy, e.Index))).Distinct();
}
