using System.Text.Json;
using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>SARIF 2.1.0 (OASIS "Static Analysis Results Interchange Format"), as code scanning services read it.</summary>
internal sealed class SarifReport : ContentReport
{
    public override string Format => "sarif";

    public override void Write(ReportContent content, TextWriter output) => JsonOutput.Print(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        var rules = content.Findings.Select(f => f.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        WriteTool(json, content, rules);
        json.WriteStartArray("results");
        foreach (var finding in content.Findings)
            WriteResult(json, finding, rules.IndexOf(finding.Kind));
        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("snapshot", content.Snapshot);
        json.WriteNumber("windowDays", content.WindowDays);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json, ReportContent content, List<string> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Ambit");
        json.WriteString("version", typeof(SarifReport).Assembly.GetName().Version?.ToString(3));
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            var (title, text) = content.Kinds.GetValueOrDefault(rule, (rule, rule));
            var worst = content.Findings.Where(f => f.Kind == rule).Max(f => f.Score);
            json.WriteStartObject();
            json.WriteString("id", rule);
            WriteText(json, "shortDescription", title);
            WriteText(json, "fullDescription", text);
            json.WriteStartObject("properties");
            json.WriteString("security-severity", (worst / 10.0).ToString("0.0"));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Kind);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Severity switch { Severity.Critical or Severity.High => "error", Severity.Medium => "warning", _ => "note" });
        WriteText(json, "message", $"{Plain.Line(finding.Title)}. {Plain.Line(finding.Why)} {Plain.Line(finding.Remediation.Summary)}");
        WriteLocations(json, finding);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("ambitFindingId/v1", finding.Id);
        json.WriteEndObject();
        if (finding.Status == FindingStatus.Accepted)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteNumber("score", finding.Score);
        json.WriteString("scope", Plain.Line(finding.Scope));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter json, Finding finding)
    {
        var source = finding.Evidence.Select(e => e.Source).FirstOrDefault(s => s is not null);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (source is not null)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", string.Join('/', source.Split('#')[0].Split('/', '\\').Select(Uri.EscapeDataString)));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", Plain.Line(finding.Identity ?? finding.Resource ?? finding.Scope));
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
