using System.CommandLine;
using System.Globalization;
using Ambit.Access;
using Ambit.RightSizing;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit replay</c>: decides the window of a principal again under a proposed policy, all other layers as they are.</summary>
internal sealed class ReplayCommand : ICliCommand
{
    private readonly Option<string> _principal = new("--principal") { Description = "whose window", HelpName = "P", Required = true };
    private readonly Option<string> _policy = new("--policy") { Description = "the proposed policy, in place of the principal's own", HelpName = "FILE", Required = true };

    public IReadOnlyList<string> Examples => ["ambit replay --principal report-reader --policy new.json"];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("replay", "what of the past a proposed policy would have denied") { _principal, _policy, CommonOptions.Json }.WithSession();
        command.SetAction((parsed, cancellation) => RunAsync(world, parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        var (cloud, id) = session.Estate.Resolve(parsed.GetRequiredValue(_principal));
        var sizing = cloud.RightSizing ?? throw new UnknownNameException($"replay does not know how to decide for `{cloud.Cloud}` yet");
        var policy = await PolicyFile.ReadAsync(world, parsed.GetRequiredValue(_policy), cancellation).ConfigureAwait(false);
        var replay = sizing.Replay(id, policy, new HolderUse(session, cancellation).Demanded().Of([id]));
        if (parsed.GetValue(CommonOptions.Json))
            Write(world, replay);
        else
            Print(world, id, replay);
        return replay.Clean ? ExitCode.Fine : ExitCode.GateDidNotHold;
    }

    private static void Write(World world, ReplayReport replay) => JsonOutput.Print(world, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("events", replay.Events);
        json.WriteNumber("allowed", replay.Allowed);
        RightsizeJson.Losses(json, "undecided", replay.Undecided, keys: true);
        RightsizeJson.Losses(json, "wouldDeny", replay.WouldDeny, keys: false);
        json.WriteEndObject();
    });

    private static void Print(World world, string id, ReplayReport replay)
    {
        world.Out.WriteLine(Summary(id, replay));
        if (replay.WouldDeny.Count + replay.Undecided.Count == 0)
            return;
        var table = new TableOutput("RESULT", "ACTION", "RESOURCE", "CALLS", "LAST SEEN", "WHY");
        foreach (var loss in replay.WouldDeny)
            table.Row("would deny", loss.Action, loss.Resource ?? "-", Number(loss.Count), Day(loss.LastSeen), "");
        foreach (var loss in replay.Undecided)
            table.Row("undecided", loss.Action, loss.Resource ?? "-", Number(loss.Count), Day(loss.LastSeen), $"no log keeps {string.Join(", ", loss.Keys)}");
        table.Print(world);
    }

    /// <summary>One sentence on a replay.</summary>
    public static string Summary(string id, ReplayReport replay)
    {
        var denied = replay.WouldDeny.Sum(l => l.Count);
        var undecided = replay.Undecided.Sum(l => l.Count);
        var rest = denied == 0 ? undecided == 0 ? "nothing would be denied" : "nothing would surely be denied" : $"{Number(denied)} would be denied";
        return Plain.Line($"{id}: {Number(replay.Events)} calls replayed, {Number(replay.Allowed)} allowed, {Number(undecided)} undecided, {rest}");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
