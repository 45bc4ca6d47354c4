using System.Text.Json;
using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>How findings are written as JSON (docs/schemas/findings.schema.json).</summary>
internal static class FindingJson
{
    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("kind", finding.Kind);
        json.WriteString("severity", Name(finding.Severity));
        json.WriteNumber("score", finding.Score);
        json.WriteString("cloud", finding.Cloud);
        json.WriteString("scope", finding.Scope);
        json.WriteString("identity", finding.Identity);
        json.WriteString("resource", finding.Resource);
        json.WriteString("title", finding.Title);
        json.WriteString("why", finding.Why);
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
            WriteEvidence(json, evidence);
        json.WriteEndArray();
        json.WriteStartObject("remediation");
        json.WriteString("kind", finding.Remediation.Kind);
        json.WriteString("summary", finding.Remediation.Summary);
        json.WriteEndObject();
        if (finding.TakesOff is { } relief)
        {
            json.WriteStartObject("takesOff");
            json.WriteNumber("impact", relief.Impact);
            json.WriteNumber("waste", relief.Waste);
            json.WriteEndObject();
        }

        json.WriteTime("firstSeen", finding.FirstSeen);
        json.WriteString("status", finding.Status == FindingStatus.Accepted ? "accepted" : "open");
        json.WriteStrings("compliance", finding.Compliance);
        json.WriteEndObject();
    }

    /// <summary>A severity as the command line spells it.</summary>
    public static string Name(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };

    private static void WriteEvidence(Utf8JsonWriter json, FindingEvidence evidence)
    {
        json.WriteStartObject();
        json.WriteString("text", evidence.Text);
        if (evidence.Policy is not null)
            json.WriteString("policy", evidence.Policy);
        if (evidence.Index is { } index)
            json.WriteNumber("index", index);
        if (evidence.Source is not null)
            json.WriteString("source", evidence.Source);
        json.WriteEndObject();
    }
}
