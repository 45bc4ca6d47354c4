using Ambit.Cli;

namespace Ambit.Edges.Tests.CommandLine;

/// <summary>What a person sees who asks how.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Examples => [.. Cli.CommandLine.All().SelectMany(c => c.Examples)];

    public static TheoryData<string> Commands => [.. Names()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_help_is_a_right_command_line(string example) =>
        Assert.Empty(Cli.CommandLine.Parse(Words(example), Silent()).Errors);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_an_example_and_needs_no_argument_for_it(string command)
    {
        var run = await CommandRun.Of(Path.GetTempPath(), [.. command.Split(' '), "--help"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"  ambit {command}", run.Out, StringComparison.Ordinal);
        Assert.Contains("Examples:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_alone_says_how_to_go_on()
    {
        var run = await CommandRun.Of(Path.GetTempPath());
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("ambit --help", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names() => Cli.CommandLine.All().Select(c => c.Build(Silent())).SelectMany(c => c.Subcommands.Count == 0 ? [c.Name] : c.Subcommands.Select(s => $"{c.Name} {s.Name}"));

    private static IReadOnlyList<string> Words(string example) =>
        [.. example.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Skip(1)];

    private static World Silent() => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        In = Stream.Null,
        Time = TimeProvider.System,
        WorkingDirectory = Path.GetTempPath(),
        Environment = _ => null,
    };
}
