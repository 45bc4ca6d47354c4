using System.Text;
using System.Text.Json;
using Ambit.Cli;

namespace Ambit.Edges.Tests;

/// <summary>One run of the command line, in process.</summary>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    /// <summary>The repository's root, found from where the tests run.</summary>
    public static string Root { get; } = FindRoot();

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static async Task<CommandRun> Of(string folder, params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var world = new World
        {
            Out = output,
            Error = error,
            In = new MemoryStream(Encoding.UTF8.GetBytes("")),
            Time = TimeProvider.System,
            WorkingDirectory = folder,
            Environment = _ => null,
        };
        var code = await Cli.CommandLine.RunAsync(words, world, TestContext.Current.CancellationToken);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ambit.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside of the repository");
        return folder.FullName;
    }
}
