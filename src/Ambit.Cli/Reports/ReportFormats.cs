using System.CommandLine;

namespace Ambit.Cli.Reports;

/// <summary>The formats that <c>--format</c> knows besides <c>table</c> and <c>json</c>.</summary>
internal static class ReportFormats
{
    /// <summary>One line a format.</summary>
    public static IReadOnlyList<IReport> All { get; } =
    [
        new SarifReport(),
        new HtmlReport(),
        new CsvReport(),
        new MarkdownReport(),
    ];

    /// <summary><c>--format</c>, accepting <c>table</c>, <c>json</c> and every format of <see cref="All"/>.</summary>
    public static Option<string> Option()
    {
        var option = new Option<string>("--format") { Description = "how to print it", DefaultValueFactory = _ => "table" };
        option.AcceptOnlyFromAmong(["table", "json", .. All.Select(r => r.Format)]);
        return option;
    }

    /// <summary>Writes to the file, whole or not at all, or to standard output where none is given.</summary>
    public static void Write(World world, string? file, Action<TextWriter> write)
    {
        if (file is null)
        {
            write(world.Out);
            return;
        }

        var path = world.Resolve(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var output = new StreamWriter(temporary))
            write(output);
        File.Move(temporary, path, overwrite: true);
    }
}
