using System.CommandLine;
using Ambit.Access;
using Ambit.Settings;

namespace Ambit.Cli.Input;

/// <summary>Finds ambit.yaml: <c>--config</c>, else in the current folder, else beside the input.</summary>
internal static class SettingsFile
{
    public const string Name = "ambit.yaml";

    /// <summary>The absolute path of the file that is in force, null for none.</summary>
    /// <exception cref="UnknownNameException">The file that <c>--config</c> names is not there.</exception>
    public static string? Find(World world, ParseResult parsed, IReadOnlyList<string> inputs)
    {
        if (parsed.GetValue(CommonOptions.Config) is { } named)
            return File.Exists(world.Resolve(named)) ? world.Resolve(named) : throw new UnknownNameException($"no such file: `{named}`");
        return inputs.Select(world.Resolve).Select(i => Directory.Exists(i) ? i : Path.GetDirectoryName(i) ?? i)
            .Prepend(world.WorkingDirectory).Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Reads the file; nothing is set where there is none.</summary>
    /// <exception cref="SettingsException">It breaks the rules of docs/configuration.md.</exception>
    public static AmbitSettings Read(string? path) => path is null ? AmbitSettings.None : SettingsReader.Read(File.ReadAllText(path), path);

    /// <summary>The settings for a snapshot that was scanned before: as <see cref="Find"/>, else those that were in force then.</summary>
    public static AmbitSettings For(World world, ParseResult parsed, Snapshot snapshot)
    {
        var path = Find(world, parsed, snapshot.Inputs.Paths) ?? snapshot.Inputs.Config;
        return path is not null && File.Exists(path) ? Read(path) : AmbitSettings.None;
    }
}
