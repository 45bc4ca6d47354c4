using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ambit.Access;
using Ambit.Model;
using Ambit.Store;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit snapshot list</c> and <c>ambit snapshot diff A B</c>.</summary>
internal sealed class SnapshotCommand : ICliCommand
{
    private readonly Argument<string> _from = new("A") { Description = "a snapshot: its number, `latest` or `previous`" };
    private readonly Argument<string> _to = new("B") { Description = "a later one" };

    public IReadOnlyList<string> Examples =>
    [
        "ambit snapshot list",
        "ambit snapshot diff 11 12",
    ];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var list = new Command("list", "every snapshot of the store") { CommonOptions.Store, CommonOptions.Json };
        list.SetAction(parsed => List(world, parsed));
        var diff = new Command("diff", "what changed between two snapshots") { _from, _to, CommonOptions.Store, CommonOptions.Json };
        diff.SetAction((parsed, cancellation) => Task.FromResult(Diff(world, parsed, cancellation)));
        return new Command("snapshot", "the estates that the store keeps") { list, diff };
    }

    private static int List(World world, ParseResult parsed)
    {
        using var store = Existing(world, parsed);
        var snapshots = store.Snapshots.All();
        if (parsed.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(world, json =>
            {
                json.WriteStartObject();
                Write(json, snapshots);
                json.WriteEndObject();
            });
            return ExitCode.Fine;
        }

        var table = new TableOutput("SNAPSHOT", "TAKEN", "COLLECTED", "FILES", "ERRORS", "PATHS");
        foreach (var s in snapshots)
        {
            table.Row(
                s.Id, Day(s.TakenAt), Day(s.CollectedAt), s.Inputs.Files.ToString(CultureInfo.InvariantCulture),
                s.Inputs.Errors.Count.ToString(CultureInfo.InvariantCulture), string.Join(' ', s.Inputs.Paths));
        }

        table.Print(world);
        return ExitCode.Fine;
    }

    /// <summary>The member <c>snapshots</c>.</summary>
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<Snapshot> snapshots)
    {
        json.WriteObjects("snapshots", snapshots, (json, snapshot) =>
        {
            json.WriteString("id", snapshot.Id);
            json.WriteTime("takenAt", snapshot.TakenAt);
            json.WriteTime("collectedAt", snapshot.CollectedAt);
            json.WriteNumber("files", snapshot.Inputs.Files);
            json.WriteNumber("errors", snapshot.Inputs.Errors.Count);
            json.WriteStrings("paths", snapshot.Inputs.Paths);
        });
    }

    private int Diff(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var store = Existing(world, parsed);
        var from = SnapshotName.Find(store.Snapshots, parsed.GetValue(_from)!);
        var to = SnapshotName.Find(store.Snapshots, parsed.GetValue(_to)!);
        var diff = SnapshotDiff.Of(store.Snapshots, from, to, cancellation);
        if (parsed.GetValue(CommonOptions.Json))
            JsonOutput.Print(world, json => diff.Write(json));
        else
            diff.Print(world);
        return ExitCode.Fine;
    }

    private static AmbitStore Existing(World world, ParseResult parsed)
    {
        var folder = CommonOptions.StoreFolder(world, parsed);
        return AmbitStore.Exists(folder) ? AmbitStore.OpenToRead(folder, world.Time) : throw new UnknownNameException($"no store at `{folder}`; `ambit scan PATH` makes one");
    }

    private static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
