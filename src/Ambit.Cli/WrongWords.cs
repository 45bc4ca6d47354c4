using System.CommandLine;
using System.CommandLine.Parsing;
using Ambit.Model;

namespace Ambit.Cli;

/// <summary>What is wrong with a command line, one sentence each, with what a misspelt word was meant to be.</summary>
internal static class WrongWords
{
    /// <summary>The sentences; none where the words can be run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // A command that takes any text would take a misspelt option for it.
        var options = parsed.Tokens.TakeWhile(t => t.Type is not TokenType.DoubleDash)
            .Where(t => t.Type is TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal)).Select(t => t.Value).ToList();
        // Of a command that does not exist its options are not at fault.
        if (options.Count > 0 && !(command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var first, ..] && first[0] is not '-'))
            return [.. options.Select(o => $"{Path(command)} has no option `{o}`{Meant(o, command.Options.Select(k => k.Name))}")];
        if (parsed.Errors.Count == 0)
            return [];
        if (command.Subcommands.Count > 0)
        {
            return parsed.UnmatchedTokens.Count == 0
                ? [$"{Path(command)} expects a command{(command.Parents.Any() ? $": {string.Join(", ", command.Subcommands.Select(s => s.Name))}" : "")}"]
                : [$"{Path(command)} has no command `{parsed.UnmatchedTokens[0]}`{Meant(parsed.UnmatchedTokens[0], command.Subcommands.SelectMany(s => s.Aliases.Append(s.Name)))}"];
        }
        return [.. parsed.Errors.Select(e => string.Join(' ', e.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }

    /// <summary>The command as it is typed, from the program's name on.</summary>
    public static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;

    private static string Meant(string word, IEnumerable<string> known) => Nearest.Of(word, known) is { } near ? $"; did you mean `{near}`" : "";
}
