using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ambit.Cli;

/// <summary>The library's help, and below it what people type: of a command its examples, of the program the first of a few.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    private static readonly string[] First = ["ambit scan ", "ambit can ", "ambit paths ", "ambit rightsize "];

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var name = WrongWords.Path(parseResult.CommandResult.Command);
        var shown = name == "ambit"
            ? First.Select(f => examples.FirstOrDefault(e => e.StartsWith(f, StringComparison.Ordinal))).OfType<string>().ToList()
            : examples.Where(e => e.StartsWith(name + " ", StringComparison.Ordinal) || e == name).ToList();
        if (shown.Count == 0)
            return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in shown)
            output.WriteLine($"  {example}");
        output.WriteLine();
        return code;
    }
}
