namespace Ambit.Cli;

/// <summary>All that the command line takes from outside, so that tests run it in process.</summary>
internal sealed class World
{
    /// <summary>Data goes here.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, warnings, notes and help after a wrong command line go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input.</summary>
    public required Stream In { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>An environment variable, null where it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal: colour only then.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal: bars only then, plain lines otherwise.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The width of the terminal; 80 where there is none.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The world of this process.</summary>
    public static World OfProcess()
    {
        var utf8 = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new World
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 16),
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            In = Console.OpenStandardInput(),
            Time = TimeProvider.System,
            WorkingDirectory = Directory.GetCurrentDirectory(),
            Environment = System.Environment.GetEnvironmentVariable,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = Console.IsOutputRedirected ? 80 : Math.Max(40, Console.WindowWidth),
        };
    }

    /// <summary>An absolute path from one the user gave.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, WorkingDirectory);
}
