using System.Text.Json;
using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary><c>scan --json</c> (docs/schemas/scan.schema.json).</summary>
internal static class ScanJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, ReportSubject subject)
    {
        json.WriteStartObject();
        WriteSnapshot(json, subject.Snapshot);
        json.WriteStartObject("counts");
        json.WriteNumber("identities", subject.Facts.Identities.Count);
        json.WriteCounts("byCloud", Counted(subject.Facts.Identities.Select(i => i.Identity.Cloud)));
        json.WriteCounts("byKind", Counted(subject.Facts.Identities.Select(i => i.Identity.Kind)));
        json.WriteNumber("resources", subject.Facts.Resources.Count);
        json.WriteNumber("policies", subject.Estate.Clouds.Sum(c => c.PolicyCount));
        json.WriteNumber("events", subject.Snapshot.Inputs.Events);
        json.WriteEndObject();
        var open = subject.Findings.Where(f => f.Status == FindingStatus.Open).ToList();
        json.WriteStartObject("findings");
        foreach (var severity in Enum.GetValues<Severity>().Reverse())
            json.WriteNumber(FindingJson.Name(severity), open.Count(f => f.Severity == severity));
        json.WriteCounts("byKind", Counted(open.Select(f => f.Kind)));
        json.WriteEndObject();
        json.WriteNumber("elapsedSeconds", Math.Round(subject.Elapsed.TotalSeconds, 3));
        json.WriteEndObject();
    }

    /// <summary>The members that tell what was read.</summary>
    public static void WriteSnapshot(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteString("snapshot", snapshot.Id);
        json.WriteTime("collectedAt", snapshot.CollectedAt);
        json.WritePropertyName("inputs");
        WriteInputs(json, snapshot.Inputs);
    }

    /// <summary>What was read, what was not recognised, what could not be read.</summary>
    public static void WriteInputs(Utf8JsonWriter json, SnapshotInputs inputs)
    {
        json.WriteStartObject();
        json.WriteNumber("files", inputs.Files);
        json.WriteNumber("recognised", inputs.Recognised);
        json.WriteObjects("unrecognised", inputs.Unrecognised, (json, file) =>
        {
            json.WriteString("path", file.Path);
            json.WriteString("reason", file.Reason);
        });
        json.WriteObjects("errors", inputs.Errors, (json, error) =>
        {
            json.WriteString("path", error.Path);
            if (error.Line is { } line)
                json.WriteNumber("line", line);
            else
                json.WriteNull("line");
            json.WriteString("message", error.Message);
        });
        json.WriteStrings("notes", inputs.Notes);
        json.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, int>> Counted(IEnumerable<string> words) =>
        words.CountBy(w => w, StringComparer.Ordinal).OrderBy(c => c.Key, StringComparer.Ordinal);
}
