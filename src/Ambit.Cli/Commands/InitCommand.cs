using System.CommandLine;
using Ambit.Access;
using Ambit.Cli.Input;
using Ambit.Import;
using Ambit.Settings;
using Ambit.Usage;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit init PATH...</c>: a first ambit.yaml from what the exports tell. Nothing reaches the store.</summary>
internal sealed class InitCommand : ICliCommand
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "files and folders with exports", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output") { Description = "the file to write", HelpName = "FILE", DefaultValueFactory = _ => SettingsFile.Name };
    private readonly Option<bool> _force = new("--force") { Description = "replace a file that is there" };

    public IReadOnlyList<string> Examples => ["ambit init my-estate"];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("init", "write a first ambit.yaml from what the exports tell") { _paths, _output, _force };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        var target = world.Resolve(parsed.GetValue(_output)!);
        if (File.Exists(target) && !parsed.GetValue(_force))
            throw new UnknownNameException($"`{target}` is there already; --force replaces it");
        var input = new DiskInput(world, parsed.GetValue(_paths)!, target);
        input.Check();
        var clouds = new Clouds();
        var memory = new EventMemory();
        // Logs tell nothing that belongs into the file, so their formats are not asked.
        var result = new Importer(clouds.ExportFormats, []).Import(input, new ImportOptions(() => new UsageRollup(memory)), cancellation);
        var estate = clouds.Open(result.Estate);
        var identities = estate.Clouds.SelectMany(c => c.Identities).ToList();
        File.WriteAllText(target, SettingsProposal.Of(
            [.. estate.Clouds.SelectMany(c => c.Scopes)], identities, [.. estate.Clouds.SelectMany(c => c.Resources)]));
        world.Out.WriteLine(Plain.Line($"wrote {target} from {result.Recognised} exports with {identities.Count} identities; correct it, then: ambit scan {string.Join(' ', parsed.GetValue(_paths)!)}"));
        foreach (var error in result.Errors)
            world.Error.WriteLine(Plain.Line($"{error.Path}: {error.Message}"));
        return result.Errors.Count > 0 ? ExitCode.Partial : ExitCode.Fine;
    }
}
