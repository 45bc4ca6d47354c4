using System.Text.Json;
using Ambit.Escalation;

namespace Ambit.Cli.Commands;

/// <summary>
/// A graph in BloodHound's OpenGraph (BloodHound documentation, "OpenGraph schema"): nodes with kinds, edges with a kind, matched by
/// id; certainty and method are properties of the edge.
/// </summary>
internal static class OpenGraph
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyCollection<EscalationPath> paths, OpenedEstate estate)
    {
        var identities = estate.Clouds.SelectMany(c => c.Identities).GroupBy(i => i.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var resources = estate.Clouds.SelectMany(c => c.Resources).GroupBy(r => r.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var edges = paths.SelectMany(p => p.Hops).DistinctBy(h => (h.From, h.To, h.Method)).OrderBy(h => h.From, StringComparer.Ordinal).ThenBy(h => h.To, StringComparer.Ordinal).ThenBy(h => h.Method, StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("source_kind", "Ambit");
        json.WriteEndObject();
        json.WriteStartObject("graph");
        json.WriteStartArray("nodes");
        foreach (var node in edges.SelectMany(e => (string[])[e.From, e.To]).Concat(paths.SelectMany(p => (string[])[p.From, p.To])).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            WriteNode(json, node, identities.GetValueOrDefault(node), resources.GetValueOrDefault(node));
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in edges)
            WriteEdge(json, edge);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, string node, Model.Identity? identity, Model.Resource? resource)
    {
        var admin = EscalationEdge.IsAdmin(node, out var scope);
        json.WriteStartObject();
        json.WriteString("id", node);
        json.WriteStringArray("kinds", [Kind(identity, resource, admin), "Ambit"]);
        json.WriteStartObject("properties");
        json.WriteString("name", admin ? $"admin of {scope}" : identity?.Name ?? resource?.Name ?? node);
        json.WriteString("cloud", identity?.Cloud ?? resource?.Cloud ?? "");
        json.WriteString("scope", admin ? scope : identity?.Scope ?? resource?.Scope ?? "");
        json.WriteBoolean("admin", admin || identity?.Admin == true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Kind(Model.Identity? identity, Model.Resource? resource, bool admin)
    {
        if (admin)
            return "AmbitAdmin";
        if (identity is not null)
            return "Ambit" + Word(identity.Cloud) + Word(identity.Kind);
        return resource is not null ? "AmbitResource" : "AmbitWorkload";
    }

    private static void WriteEdge(Utf8JsonWriter json, EscalationEdge edge)
    {
        json.WriteStartObject();
        json.WriteString("kind", "Ambit_" + string.Concat(edge.Method.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')));
        WriteEnd(json, "start", edge.From);
        WriteEnd(json, "end", edge.To);
        json.WriteStartObject("properties");
        json.WriteString("method", PathJson.Method(edge));
        json.WriteString("title", edge.Title);
        json.WriteString("certainty", edge.Certain ? "certain" : "conditional");
        json.WriteStringArray("permissions", edge.Needs.Select(n => n.Permission).Distinct(StringComparer.Ordinal));
        json.WriteStringArray("conditions", edge.Conditions.Select(c => $"{c.Key} {c.Operator} {string.Join(", ", c.Values)}"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, string node)
    {
        json.WriteStartObject(name);
        json.WriteString("match_by", "id");
        json.WriteString("value", node);
        json.WriteEndObject();
    }

    private static void WriteStringArray(this Utf8JsonWriter json, string name, IEnumerable<string> values) => json.WriteStrings(name, values);

    private static string Word(string text) =>
        string.Concat(text.Where(char.IsAsciiLetterOrDigit).Select((c, i) => i == 0 ? char.ToUpperInvariant(c) : c));
}
