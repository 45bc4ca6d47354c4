using System.Globalization;
using CsvHelper;

namespace Ambit.Cli.Reports;

/// <summary>
/// The findings as CSV (RFC 4180). A cell that a spreadsheet would read as a formula is escaped with an apostrophe (OWASP "CSV Injection").
/// </summary>
internal sealed class CsvReport : ContentReport
{
    public override string Format => "csv";

    public override void Write(ReportContent content, TextWriter output)
    {
        var options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, NewLine = "\r\n" };
        using var csv = CsvWriter.Create(output, options, leaveOpen: true);
        foreach (var name in (string[])["id", "kind", "severity", "score", "status", "cloud", "scope", "identity", "resource", "title", "why", "remediation", "firstSeen", "compliance"])
            csv.WriteField(name);
        csv.EndRecord();
        foreach (var f in content.Findings)
        {
            foreach (var cell in (string?[])[f.Id, f.Kind, f.Severity.ToString().ToLowerInvariant(), f.Score.ToString(CultureInfo.InvariantCulture),
                f.Status.ToString().ToLowerInvariant(), f.Cloud, f.Scope, f.Identity, f.Resource, f.Title, f.Why, f.Remediation.Summary,
                f.FirstSeen?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), string.Join("; ", f.Compliance)])
            {
                csv.WriteField(Plain.Line(cell ?? ""));
            }

            csv.EndRecord();
        }

        csv.Flush();
    }
}
