using System.Text.RegularExpressions;
using Ambit.Cli;

namespace Ambit.Edges.Tests.CommandLine;

/// <summary>What a person sees who asks how.</summary>
public sealed partial class HelpTests
{
    public static TheoryData<string> Examples => [.. Cli.CommandLine.All().SelectMany(c => c.Examples)];

    public static TheoryData<string> Commands => [.. Names()];

    /// <summary>Every command line of the pages, with its page.</summary>
    public static TheoryData<string, string> Documented => [.. Pages().SelectMany(p => CommandLines(p).Select(c => new TheoryDataRow<string, string>(Path.GetFileName(p), c)))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_help_is_a_right_command_line(string example) =>
        Assert.Empty(Cli.CommandLine.Parse(Words(example), Silent()).Errors);

    [Theory]
    [MemberData(nameof(Documented))]
    public void Every_command_of_the_pages_is_a_right_command_line(string page, string command)
    {
        Assert.NotEmpty(page);
        Assert.Empty(WrongWords.Of(Cli.CommandLine.Parse(Words(command), Silent())));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_an_example_and_needs_no_argument_for_it(string command)
    {
        var run = await CommandRun.Of(Path.GetTempPath(), [.. command.Split(' '), "--help"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"  ambit {command}", run.Out, StringComparison.Ordinal);
        Assert.Contains("Examples:", run.Out, StringComparison.Ordinal);
        // An example is typed as one line; everything else keeps to the width of a page.
        var text = run.Out[..run.Out.IndexOf("Examples:", StringComparison.Ordinal)];
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public async Task The_program_alone_says_how_to_go_on()
    {
        var run = await CommandRun.Of(Path.GetTempPath());
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("ambit --help", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(CommandRun.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(CommandRun.Root, "docs"), "*.md"));

    /// <summary>Lines of code blocks that begin with the program, up to a comment, a wide gap, a pipe or a redirect; what a synopsis puts in brackets left out.</summary>
    private static IEnumerable<string> CommandLines(string page)
    {
        var code = false;
        foreach (var line in File.ReadLines(page))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                code = !code;
            else if (code && Command().Match(Optional().Replace(line.Trim(), "")) is { Success: true } match)
                yield return match.Groups["command"].Value;
        }
    }

    [GeneratedRegex("""^(?:bin/)?(?<command>ambit( ('[^']*'|"[^"]*"|[^ |>#'"])+)+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(""" ?\[[^\]'"]*\](\.\.\.|…)?(?![^ ])""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Optional();

    [GeneratedRegex("""('(?<word>[^']*)'|"(?<word>[^"]*)"|(?<word>[^ '"]+))""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    private static IEnumerable<string> Names() => Cli.CommandLine.All().Select(c => c.Build(Silent())).SelectMany(c => c.Subcommands.Count == 0 ? [c.Name] : c.Subcommands.Select(s => $"{c.Name} {s.Name}"));

    private static IReadOnlyList<string> Words(string example) => [.. Word().Matches(example).Skip(1).Select(m => m.Groups["word"].Value)];

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
