using Spectre.Console;

namespace Ambit.Cli;

/// <summary>
/// Prints a table: drawn and fitted to the width on a terminal; into a file or a pipe as aligned plain text, one row a line,
/// nothing cut or wrapped, so that it can be searched.
/// </summary>
internal sealed class TableOutput(params string[] columns)
{
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
        if (world.OutIsTerminal)
            Draw(world);
        else
            Align(world.Out);
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

    private void Align(TextWriter output)
    {
        var widths = columns.Select((c, i) => _rows.Select(r => r[i].Length).Append(c.Length).Max()).ToArray();
        foreach (var row in _rows.Prepend(columns))
            output.WriteLine(string.Join("  ", row.Select((cell, i) => i == row.Length - 1 ? cell : cell.PadRight(widths[i]))).TrimEnd());
    }
}
