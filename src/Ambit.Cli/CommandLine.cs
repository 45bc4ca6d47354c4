using System.CommandLine;
using System.CommandLine.Help;
using Ambit.Access;
using Ambit.Cli.Commands;
using Ambit.Escalation;
using Ambit.Settings;

namespace Ambit.Cli;

/// <summary>Parses the words and runs the command; the one place that turns exceptions into exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Every command, in the order that help lists them. A new command is its own file and one line here.</summary>
    public static IReadOnlyList<ICliCommand> All() =>
    [
        new InitCommand(),
        new ScanCommand(),
        new ImportCommand(),
        new InventoryCommand(),
        new UsageCommand(),
        new FindingsCommand(),
        new PolicyCommand(),
        new ExplainDeniedCommand(),
        new PlanCommand(),
        new SnapshotCommand(),
        new QueryCommand(),
        new DoctorCommand(),
        new ScoresCommand(),
        new RightsizeCommand(),
        new ReplayCommand(),
        new CollectCommand(),
        new CanCommand(),
        new WhoCanCommand(),
        new WhatCanCommand(),
        new SimulateCommand(),
        new PathsCommand(),
        new CutCommand(),
    ];

    /// <summary>Parses the words that follow the program's name.</summary>
    public static ParseResult Parse(IReadOnlyList<string> words, World world)
    {
        var commands = All();
        var help = new HelpOption();
        help.Action = new HelpWithExamples(new HelpAction { MaxWidth = world.Width }, [.. commands.SelectMany(c => c.Examples)]);
        // A plain command, because a root command calls itself by the assembly's name.
        var root = new Command("ambit", "Ambit: who can do what in your clouds, who does, who could become admin, and the least they need.") { help, new VersionOption() };
        foreach (var command in commands)
            root.Subcommands.Add(command.Build(world));
        return root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    public static async Task<int> RunAsync(string[] args, World world, CancellationToken cancellation)
    {
        var result = Parse(args, world);
        // Who asks for help need not name everything first.
        if (result.Action is not HelpWithExamples && WrongWords.Of(result) is { Count: > 0 } wrong)
        {
            foreach (var line in wrong)
                await world.Error.WriteLineAsync(Plain.Line(line)).ConfigureAwait(false);
            await world.Error.WriteLineAsync($"try: {WrongWords.Path(result.CommandResult.Command)} --help").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        try
        {
            return await result.InvokeAsync(
                new InvocationConfiguration { Output = world.Out, Error = world.Error, EnableDefaultExceptionHandler = false }, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var (code, lines) = Told(e, world.Environment("AMBIT_TRACE") is { Length: > 0 });
            foreach (var line in lines)
                await world.Error.WriteLineAsync(line).ConfigureAwait(false);
            return code;
        }
        finally
        {
            await world.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The exit code of what went wrong, and what is said of it. What is not foreseen is a bug of Ambit, told as one line with where it happened.</summary>
    private static (int Code, IReadOnlyList<string> Lines) Told(Exception exception, bool trace) => exception switch
    {
        UnknownNameException or RuleException => (ExitCode.Usage, [Plain.Line(exception.Message)]),
        UnreadableGateException => (ExitCode.GateDidNotHold, [Plain.Line($"gate: {exception.Message}, so nothing was judged")]),
        SettingsException settings => (ExitCode.Usage, [.. settings.Problems.Select(p => Plain.Line($"{p.At}: {p.Message}"))]),
        OperationCanceledException => (ExitCode.Failed, ["stopped; nothing was changed"]),
        IOException or UnauthorizedAccessException or InvalidDataException => (ExitCode.Failed, [Plain.Line(exception.Message)]),
        _ => (ExitCode.Failed, [Plain.Line($"ambit failed, which is a bug: {exception.GetType().Name}: {exception.Message}"), trace ? exception.ToString() : "set AMBIT_TRACE=1 to see where"]),
    };
}
