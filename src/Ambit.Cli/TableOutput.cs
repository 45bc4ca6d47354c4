using Spectre.Console;

namespace Ambit.Cli;

/// <summary>
/// Prints a table: drawn on a terminal where it fits the width; where it does not, what is too long goes on lines of its own below
/// its row, so that names stay whole and can be copied; into a file or a pipe as aligned plain text, one row a line, nothing cut or
/// wrapped, so that it can be searched.
/// </summary>
internal sealed class TableOutput(params string[] columns)
{
    private const string Between = "  ";
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; the text may come from strangers.</summary>
    public TableOutput Row(params string[] cells)
    {
        _rows.Add([.. cells.Select(Plain.Line)]);
        return this;
    }

    /// <summary>Prints it to standard output.</summary>
    public void Print(World world)
    {
        var widths = columns.Select((c, i) => _rows.Select(r => r[i].Length).Append(c.Length).Max()).ToArray();
        if (!world.OutIsTerminal)
            Align(world.Out, widths, [.. widths.Select((_, i) => i)]);
        else if (widths.Sum(w => w + 3) + 1 <= world.Width)
            Draw(world);
        else
            Stack(world, widths);
    }

    private void Draw(World world)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(world.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = world.Width;
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column)));
        foreach (var row in _rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        console.Write(table);
    }

    /// <summary>The narrow columns in one line, the widest below it.</summary>
    private void Stack(World world, int[] widths)
    {
        var narrow = Enumerable.Range(0, columns.Length).ToList();
        while (narrow.Count > 1 && narrow.Sum(i => widths[i] + Between.Length) > world.Width)
            narrow.Remove(narrow.MaxBy(i => widths[i]));
        var wide = Enumerable.Range(0, columns.Length).Except(narrow).ToArray();
        foreach (var row in _rows.Prepend(columns))
        {
            foreach (var line in Below(row, wide, world.Width).Prepend(Line(row, widths, narrow)))
                world.Out.WriteLine(ReferenceEquals(row, columns) ? $"\u001b[1m{line}\u001b[0m" : line);
        }
    }

    /// <summary>The wide cells, several on a line where they fit; one that has nothing to say is left out, but for the heading's.</summary>
    private static IEnumerable<string> Below(string[] row, int[] wide, int width)
    {
        var line = "";
        foreach (var cell in wide.Select(i => row[i]).Where(c => c.Length > 0))
        {
            if (line.Length > 0 && line.Length + Between.Length + cell.Length > width)
            {
                yield return line;
                line = "";
            }

            line += Between + cell;
        }

        if (line.Length > 0)
            yield return line;
    }

    private void Align(TextWriter output, int[] widths, IReadOnlyList<int> shown)
    {
        foreach (var row in _rows.Prepend(columns))
            output.WriteLine(Line(row, widths, shown));
    }

    private static string Line(string[] row, int[] widths, IReadOnlyList<int> shown) =>
        string.Join(Between, shown.Select(i => row[i].PadRight(widths[i]))).TrimEnd();
}
