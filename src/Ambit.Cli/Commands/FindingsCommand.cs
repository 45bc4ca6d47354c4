using System.CommandLine;
using System.Globalization;
using Ambit.Access;
using Ambit.Cli.Input;
using Ambit.Cli.Reports;
using Ambit.Findings;
using Ambit.Model;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit findings</c>: what is wrong, the worst first.</summary>
internal sealed class FindingsCommand : ICliCommand
{
    private readonly Option<Severity?> _severity = CommonOptions.SeverityOption("--severity", "only of this severity or worse");
    private readonly Option<string?> _kind = new("--kind") { Description = "only of this kind: unused-identity …", HelpName = "K" };
    private readonly Option<string> _format = ReportFormats.Option();
    private readonly Option<string?> _output = new("--output") { Description = "write to a file instead of standard output", HelpName = "FILE" };

    public IReadOnlyList<string> Examples =>
    [
        "ambit findings --severity high",
        "ambit findings --kind unused-identity --format csv",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("findings", "what is wrong, the worst first") { _severity, _kind, _format, _output, CommonOptions.Json }.WithSession();
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        var format = parsed.GetValue(CommonOptions.Json) ? "json" : parsed.GetValue(_format)!;
        var analysis = new Lazy<AnalysisResult>(() => Analyse(world, parsed, session, cancellation));
        var (severity, kind) = (parsed.GetValue(_severity), parsed.GetValue(_kind));
        var all = Findings(world, parsed, session, analysis).ToList();
        if (kind is not null)
            Check(kind, FindingKinds.All.Concat(session.Estate.Clouds.SelectMany(c => c.FindingKinds)).Select(k => k.Id).Concat(all.Select(f => f.Kind)));
        var findings = all
            .Where(f => (severity is null || f.Severity >= severity) && (kind is null || string.Equals(f.Kind, kind, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        ReportFormats.Write(world, parsed.GetValue(_output), output =>
        {
            if (format == "json")
                Write(output, findings);
            else if (format == "table")
                Print(world, output, findings);
            else
                ReportFormats.All.Single(r => r.Format == format).Write(
                    new ReportSubject(session.Snapshot, session.Estate, analysis.Value.Facts, findings, TimeSpan.Zero, world.Width), output);
        });
        return ExitCode.Fine;
    }

    private static void Check(string kind, IEnumerable<string> kinds)
    {
        var known = kinds.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        if (!known.Contains(kind, StringComparer.OrdinalIgnoreCase))
            throw new UnknownNameException($"`{kind}` is no kind of finding here{(Nearest.Of(kind, known) is { } near ? $"; did you mean `{near}`" : $"; the kinds: {string.Join(", ", known)}")}");
    }

    /// <summary>What the scan found, unless the question differs from the scan's.</summary>
    private static IEnumerable<Finding> Findings(World world, ParseResult parsed, Session session, Lazy<AnalysisResult> analysis)
    {
        var differs = parsed.GetResult(CommonOptions.AsOf) is not null || parsed.GetResult(CommonOptions.Days) is { Implicit: false } || parsed.GetResult(CommonOptions.Config) is not null;
        if (differs || session.Store.Snapshots.Findings(session.Snapshot) is not { } stored)
            return analysis.Value.Findings;
        // What is accepted may have changed since, and so may the day.
        return Analysis.Accepted(stored, SettingsFile.For(world, parsed, session.Snapshot), DateOnly.FromDateTime(session.Now.UtcDateTime));
    }

    private static AnalysisResult Analyse(World world, ParseResult parsed, Session session, CancellationToken cancellation)
    {
        var result = Analysis.Run(session.Estate, session.Usage, SettingsFile.For(world, parsed, session.Snapshot), session.Window, cancellation);
        var seen = (session.Store.Snapshots.Findings(session.Snapshot) ?? []).ToDictionary(f => f.Id, f => f.FirstSeen, StringComparer.Ordinal);
        return result with { Findings = [.. result.Findings.Select(f => f with { FirstSeen = seen.GetValueOrDefault(f.Id) ?? session.Now })] };
    }

    private static void Write(TextWriter output, List<Finding> findings) => JsonOutput.Print(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (var finding in findings)
            FindingJson.Write(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Print(World world, TextWriter output, List<Finding> findings)
    {
        var text = new WrappedText(output, Math.Min(world.Width, 100), world.OutIsTerminal && ReferenceEquals(output, world.Out));
        foreach (var (finding, others) in FindingGroup.Of(findings))
        {
            text.Head($"{FindingJson.Name(finding.Severity).ToUpperInvariant()} {finding.Score}  {finding.Title}{(finding.Status == FindingStatus.Accepted ? " (accepted)" : "")}");
            text.Item("kind", finding.Kind);
            if (finding.Identity is not null)
                text.Item("identity", finding.Identity);
            text.Item("why", finding.Why);
            foreach (var evidence in finding.Evidence)
                text.Item("evidence", evidence.Policy is null ? evidence.Text : $"{evidence.Text} ({evidence.Policy}, statement {(evidence.Index ?? 0).ToString(CultureInfo.InvariantCulture)})");
            text.Item("do", finding.Remediation.Summary);
            if (finding.TakesOff is { Impact: > 0 } or { Waste: > 0 })
                text.Item("takes off", $"{finding.TakesOff.Impact} of impact, {finding.TakesOff.Waste} of waste");
            text.Item("id", finding.Id);
            foreach (var other in others)
                text.Item("also", $"{FindingGroup.Start(other)}: {other.Identity}, {other.Id}");
            text.Gap();
        }

        text.Line(findings.Count == 1 ? "1 finding" : $"{findings.Count} findings");
    }
}
