using System.CommandLine;
using Ambit.Cli.Input;
using Ambit.Cli.Reports;
using Ambit.Cli.Scanning;
using Ambit.Store;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit import PATH...</c>: read and keep, without analysing.</summary>
internal sealed class ImportCommand : ICliCommand
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "files and folders: exports and logs, packed or not", Arity = ArgumentArity.OneOrMore };

    public IReadOnlyList<string> Examples => ["ambit import logs/"];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("import", "read exports and logs into the store, no more") { _paths, CommonOptions.Store, CommonOptions.Config, CommonOptions.Progress, CommonOptions.Json };
        command.SetAction((parsed, cancellation) => RunAsync(world, parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(World world, ParseResult parsed, CancellationToken cancellation)
    {
        var began = world.Time.GetTimestamp();
        var paths = parsed.GetValue(_paths)!;
        var config = SettingsFile.Find(world, parsed, paths);
        new DiskInput(world, paths, config).Check();
        using var store = AmbitStore.Open(CommonOptions.StoreFolder(world, parsed), world.Time);
        using var writing = await store.BeginWritingAsync(() => world.Error.WriteLine("another scan is writing to this store; waiting for it"), cancellation).ConfigureAwait(false);
        var progress = new ReadProgress(world, parsed.GetValue(CommonOptions.Progress));
        var snapshot = progress.Watch(() => new Ingestion(world, store, paths, config).Run(progress, cancellation));
        var seconds = Math.Round(world.Time.GetElapsedTime(began).TotalSeconds, 3);
        var inputs = snapshot.Inputs;
        if (parsed.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(world, json =>
            {
                json.WriteStartObject();
                ScanJson.WriteSnapshot(json, snapshot);
                json.WriteNumber("events", inputs.Events);
                json.WriteNumber("elapsedSeconds", seconds);
                json.WriteEndObject();
            });
        }
        else
        {
            world.Out.WriteLine($"read {inputs.Recognised} of {inputs.Files} files into snapshot {snapshot.Id}; {inputs.Events} events are in the store");
            foreach (var error in inputs.Errors)
                world.Error.WriteLine(Plain.Line($"{error.Path}{(error.Line is { } line ? $":{line}" : "")}: {error.Message}"));
        }

        return inputs.Errors.Count > 0 ? ExitCode.Partial : ExitCode.Fine;
    }
}
