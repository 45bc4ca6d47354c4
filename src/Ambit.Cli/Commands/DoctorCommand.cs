using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ambit.Cli.Reports;
using Ambit.Usage;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit doctor</c>: what is in the store, what was not understood, what is missing, how far the answers agree with the logs.</summary>
internal sealed class DoctorCommand : ICliCommand
{
    private readonly Option<bool> _selfCheck = new("--self-check") { Description = "decide every logged call again and compare with what the cloud did" };

    public IReadOnlyList<string> Examples =>
    [
        "ambit doctor",
        "ambit doctor --self-check",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("doctor", "what was read, what was not understood, what is missing") { _selfCheck, CommonOptions.Json }.WithSession();
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        var mapping = session.Usage.Mapping(cancellation);
        var unmapped = session.Usage.Unmapped();
        var coverage = ScopeCoverage.Of(session.Usage.Coverage(), session.Estate, session.Window, world.Time.GetUtcNow());
        var check = parsed.GetValue(_selfCheck) ? SelfCheck.Run(session.Estate, session.Usage, session.Window, cancellation) : null;
        if (parsed.GetValue(CommonOptions.Json))
            JsonOutput.Print(world, json => Write(json, session, mapping, unmapped, coverage, check));
        else
            Print(world, session, mapping, unmapped, coverage, check);
        return ExitCode.Fine;
    }

    private static void Write(
        Utf8JsonWriter json, Session session, IReadOnlyDictionary<MappingBasis, long> mapping, IReadOnlyList<UnmappedCall> unmapped,
        IReadOnlyList<ScopeCoverage> coverage, SelfCheckResult? check)
    {
        json.WriteStartObject();
        SnapshotCommand.Write(json, session.Store.Snapshots.All());
        json.WritePropertyName("inputs");
        ScanJson.WriteInputs(json, session.Snapshot.Inputs);
        json.WriteStartObject("mapping");
        json.WriteNumber("table", mapping.GetValueOrDefault(MappingBasis.Table) + mapping.GetValueOrDefault(MappingBasis.Inferred));
        json.WriteNumber("guessed", mapping.GetValueOrDefault(MappingBasis.Guessed));
        json.WriteObjects("unmapped", unmapped, (json, call) =>
        {
            json.WriteString("eventSource", call.EventSource);
            json.WriteString("eventName", call.EventName);
            json.WriteNumber("count", call.Count);
        });
        json.WriteEndObject();
        json.WriteStartArray("coverage");
        foreach (var scope in coverage)
            scope.Write(json);
        json.WriteEndArray();
        json.WriteStrings("notCollected", NotCollected(session));
        Write(json, check);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SelfCheckResult? check)
    {
        if (check is null)
        {
            json.WriteNull("selfCheck");
            return;
        }

        json.WriteStartObject("selfCheck");
        json.WriteNumber("replayed", check.Replayed);
        json.WriteNumber("agree", check.Agree);
        json.WriteStrings("setApart", check.SetApart);
        json.WriteNumber("setApartCalls", check.SetApartCalls);
        json.WriteObjects("disagree", check.Disagree, (json, d) =>
        {
            json.WriteString("principal", d.Principal);
            json.WriteString("action", d.Action);
            json.WriteString("resource", d.Resource);
            json.WriteString("logged", d.Logged);
            json.WriteString("loggedReason", d.LoggedReason);
            json.WriteString("decided", d.Decided.ToString());
            json.WriteString("decidedReason", d.DecidedReason);
            json.WriteNumber("count", d.Count);
        });
        json.WriteEndObject();
    }

    private static void Print(
        World world, Session session, IReadOnlyDictionary<MappingBasis, long> mapping, IReadOnlyList<UnmappedCall> unmapped,
        IReadOnlyList<ScopeCoverage> coverage, SelfCheckResult? check)
    {
        var text = new WrappedText(world.Out, Math.Min(world.Width, 100), world.OutIsTerminal);
        PrintInputs(text, session.Snapshot);
        text.Head("What the logs were turned into:");
        text.Item("table", Number(mapping.GetValueOrDefault(MappingBasis.Table) + mapping.GetValueOrDefault(MappingBasis.Inferred)));
        text.Item("guessed", Number(mapping.GetValueOrDefault(MappingBasis.Guessed)));
        text.Item("unmapped", $"{Number(unmapped.Sum(u => u.Count))} of {unmapped.Count} calls");
        foreach (var call in unmapped.Take(20))
            text.Bullet("-", $"{call.EventSource} {call.EventName}: {Number(call.Count)}");
        text.Gap();
        text.Head("What the logs cover:");
        foreach (var scope in coverage)
            scope.Print(text);
        if (coverage.Count == 0)
            text.Line("  no logs: nothing can be called used or unused");
        text.Gap();
        foreach (var missing in NotCollected(session).Take(50))
            text.Bullet("not collected:", missing);
        if (check is null)
        {
            text.Line("ambit doctor --self-check decides every logged call again and compares.");
            return;
        }

        text.Head($"Self-check: {Number(check.Agree)} of {Number(check.Replayed)} calls decided as the cloud did.");
        if (check.SetApart.Count > 0)
            text.Line($"  set apart {Number(check.SetApartCalls)} calls that policies bear on which changed afterwards, of {string.Join(", ", check.SetApart.Take(20))}{(check.SetApart.Count > 20 ? $" and {check.SetApart.Count - 20} more" : "")}");
        foreach (var d in check.Disagree.Take(50))
            text.Bullet("-", $"{d.Principal} {d.Action} on {d.Resource ?? "?"}: {d.Logged}{(d.LoggedReason is { } why ? $" ({why})" : "")} {Number(d.Count)} times, decided {d.Decided}{(d.DecidedReason is { } ours ? $" ({ours})" : "")}");
    }

    private static void PrintInputs(WrappedText text, Snapshot snapshot)
    {
        var inputs = snapshot.Inputs;
        text.Head($"Snapshot {snapshot.Id}: {inputs.Recognised} of {inputs.Files} files recognised, {inputs.Errors.Count} errors.");
        foreach (var error in inputs.Errors)
            text.Bullet("!", $"{error.Path}{(error.Line is { } line ? $":{line}" : "")}: {error.Message}");
        foreach (var note in inputs.Notes)
            text.Bullet("*", note);
        foreach (var file in inputs.Unrecognised.Take(50))
            text.Bullet("?", $"{file.Path}: {file.Reason}");
        if (inputs.Unrecognised.Count > 50)
            text.Bullet("?", $"{inputs.Unrecognised.Count - 50} more (--json lists them)");
        text.Gap();
    }

    private static IEnumerable<string> NotCollected(Session session) => session.Estate.Clouds.SelectMany(c => c.NotCollected)
        .Select(n => $"{string.Join(' ', new[] { n.Scope, n.Region, n.What }.Where(w => w.Length > 0))}: {n.Why}").Order(StringComparer.Ordinal);

    private static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
