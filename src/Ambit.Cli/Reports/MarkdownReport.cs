using System.Text;
using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>Markdown for a pull request or a wiki: GitHub's flavour, everything from the input as literal text.</summary>
internal sealed class MarkdownReport : ContentReport
{
    private const int MostPaths = 20;

    public override string Format => "markdown";

    public override void Write(ReportContent content, TextWriter output)
    {
        output.WriteLine("# Ambit report");
        output.WriteLine();
        output.WriteLine($"Snapshot {Text(content.Snapshot)}, as of {content.AsOf.UtcDateTime:yyyy-MM-dd}, use of the last {content.WindowDays} days: {content.Identities.Count} identities, {content.Inputs.Events} log events.");
        output.WriteLine();
        var open = content.Findings.Where(f => f.Status == FindingStatus.Open).ToList();
        output.WriteLine("| critical | high | medium | low | accepted |");
        output.WriteLine("|---:|---:|---:|---:|---:|");
        output.WriteLine($"| {Count(open, Severity.Critical)} | {Count(open, Severity.High)} | {Count(open, Severity.Medium)} | {Count(open, Severity.Low)} | {content.Findings.Count - open.Count} |");
        WritePaths(content, output);
        WriteCut(content, output);
        output.WriteLine();
        output.WriteLine("## Findings");
        output.WriteLine();
        output.WriteLine("| severity | finding | what to do |");
        output.WriteLine("|---|---|---|");
        foreach (var f in open)
            output.WriteLine($"| {f.Severity.ToString().ToLowerInvariant()} | **{Text(f.Title)}** {Text(f.Why)} | {Text(f.Remediation.Summary)} |");
    }

    private static void WritePaths(ReportContent content, TextWriter output)
    {
        if (content.Paths.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine("## Paths");
        foreach (var path in content.Paths.Take(MostPaths))
        {
            output.WriteLine();
            output.WriteLine($"**{Text(path.From)}** reaches **{Text(path.To)}** ({path.Severity.ToString().ToLowerInvariant()}{(path.Certain ? "" : ", under conditions")})");
            output.WriteLine();
            foreach (var (hop, number) in path.Hops.Select((h, i) => (h, i + 1)))
                output.WriteLine($"{number}. {Text(hop.Title)}: {Text(hop.From)} to {Text(hop.To)}, with {Text(string.Join(", ", hop.Permissions))}");
        }

        if (content.Paths.Count > MostPaths)
            output.WriteLine($"\nAnd {content.Paths.Count - MostPaths} more: `ambit paths`.");
    }

    private static void WriteCut(ReportContent content, TextWriter output)
    {
        if (content.Cut is not { Removals.Count: > 0 } cut)
            return;
        output.WriteLine();
        output.WriteLine($"## The fewest cuts to {Text(cut.Target)}");
        output.WriteLine();
        foreach (var r in cut.Removals)
            output.WriteLine($"- take {Text(string.Join(", ", r.Permissions))} out of statement {r.Index} of {Text(r.Policy)} ({Text(r.Principal)}){(r.UsedInWindow ? ", which was used" : ", unused")}");
    }

    private static int Count(List<Finding> findings, Severity severity) => findings.Count(f => f.Severity == severity);

    /// <summary>Literal text: every character that Markdown or HTML could read as markup is escaped.</summary>
    internal static string Text(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (var c in Plain.Line(text))
        {
            if (c is '<' or '>' or '&')
                safe.Append(c switch { '<' => "&lt;", '>' => "&gt;", _ => "&amp;" });
            else if (c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '#' or '+' or '!' or '|' or '~' or '@')
                safe.Append('\\').Append(c);
            else
                safe.Append(c);
        }

        return safe.ToString().Replace("://", ":\\//", StringComparison.Ordinal);
    }
}
