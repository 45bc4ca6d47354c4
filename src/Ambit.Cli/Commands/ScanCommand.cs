using System.CommandLine;
using Ambit.Access;
using Ambit.Cli.Input;
using Ambit.Cli.Reports;
using Ambit.Cli.Scanning;
using Ambit.Findings;
using Ambit.Findings.Kinds;
using Ambit.Store;
using Ambit.Usage;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit scan PATH...</c>: read, keep, analyse, tell.</summary>
internal sealed class ScanCommand : ICliCommand
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "files and folders: exports and logs, packed or not", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _format = ReportFormats.Option();
    private readonly Option<string?> _output = new("--output") { Description = "write to a file instead of standard output", HelpName = "FILE" };
    private readonly Option<string?> _newSince = new("--new-since") { Description = "tell and gate only what is new since then", HelpName = "SNAPSHOT" };
    private readonly Option<Severity?> _failOn = CommonOptions.SeverityOption("--fail-on", "exit 4 if there is an open finding of this severity or worse");
    private readonly Option<bool> _allowPartial = new("--allow-partial") { Description = "let the gate hold though some input could not be read" };

    public IReadOnlyList<string> Examples =>
    [
        "ambit scan my-estate",
        "ambit scan exports/ logs/2026.tar.gz --format html --output report.html",
        "ambit scan my-estate --fail-on high --new-since 12",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("scan", "read exports and logs, analyse them, print a summary")
        {
            _paths, _format, _output, _newSince, _failOn, _allowPartial, CommonOptions.Progress, CommonOptions.Json,
        }.WithSession();
        command.SetAction((parsed, cancellation) => RunAsync(world, parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(World world, ParseResult parsed, CancellationToken cancellation)
    {
        var began = world.Time.GetTimestamp();
        var paths = parsed.GetValue(_paths)!;
        var config = SettingsFile.Find(world, parsed, paths);
        var settings = SettingsFile.Read(config);
        new DiskInput(world, paths, config).Check();
        using var store = AmbitStore.Open(CommonOptions.StoreFolder(world, parsed), world.Time);
        var before = parsed.GetValue(_newSince) is { } name ? SnapshotName.Find(store.Snapshots, name) : null;
        using var writing = await store.BeginWritingAsync(() => world.Error.WriteLine("another scan is writing to this store; waiting for it"), cancellation).ConfigureAwait(false);

        var progress = new ReadProgress(world, parsed.GetValue(CommonOptions.Progress));
        var snapshot = progress.Watch(() => new Ingestion(world, store, paths, config).Run(progress, cancellation));
        var estate = new Clouds().Open(store.Snapshots.Load(snapshot, null, cancellation));
        var now = parsed.GetValue(CommonOptions.AsOf) ?? Session.NowOf(store, snapshot, world.Time);
        var analysis = Analysis.Run(estate, store.Usage, settings, UsageWindow.Before(now, parsed.GetValue(CommonOptions.Days)), cancellation);
        var findings = store.Snapshots.SaveFindings(snapshot, analysis.Findings, now);
        store.Snapshots.SaveScores(snapshot, analysis.Scores);
        if (before is not null)
            findings = OnlyNew(findings, store.Snapshots.Findings(before));

        var subject = new ReportSubject(snapshot, estate, analysis.Facts, findings, world.Time.GetElapsedTime(began), world.Width);
        Print(world, parsed, subject);
        return Code(parsed, snapshot, findings, world);
    }

    private static IReadOnlyList<Finding> OnlyNew(IReadOnlyList<Finding> findings, IReadOnlyList<Finding>? before)
    {
        var old = (before ?? []).Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        return [.. findings.Where(f => !old.Contains(f.Id))];
    }

    private void Print(World world, ParseResult parsed, ReportSubject subject)
    {
        var format = parsed.GetValue(CommonOptions.Json) ? "json" : parsed.GetValue(_format)!;
        ReportFormats.Write(world, parsed.GetValue(_output), output =>
        {
            if (format == "json")
                JsonOutput.Print(output, json => ScanJson.Write(json, subject));
            else if (format == "table")
                new ScanSummary(world, subject).Print(output);
            else
                ReportFormats.All.Single(r => r.Format == format).Write(subject, output);
        });
    }

    private int Code(ParseResult parsed, Snapshot snapshot, IReadOnlyList<Finding> findings, World world)
    {
        var partial = snapshot.Inputs.Errors.Count > 0;
        var broken = findings.Where(f => f.Status == FindingStatus.Open && f.Kind == BrokenAssertion.KindId).ToList();
        foreach (var assertion in broken)
            world.Error.WriteLine(Plain.Line($"assertion: {assertion.Title}"));
        if (broken.Count > 0)
            return ExitCode.GateDidNotHold;
        if (parsed.GetValue(_failOn) is { } severity)
        {
            var failing = findings.Count(f => f.Status == FindingStatus.Open && f.Severity >= severity);
            if (failing > 0)
            {
                world.Error.WriteLine($"gate: {failing} open findings of severity {FindingJson.Name(severity)} or worse");
                return ExitCode.GateDidNotHold;
            }

            if (partial && !parsed.GetValue(_allowPartial))
            {
                world.Error.WriteLine("gate: some input could not be read, so what it held was not judged; --allow-partial accepts that");
                return ExitCode.GateDidNotHold;
            }
        }

        return partial ? ExitCode.Partial : ExitCode.Fine;
    }
}
