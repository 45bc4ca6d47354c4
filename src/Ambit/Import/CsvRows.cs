using System.Text;

namespace Ambit.Import;

/// <summary>Reads comma-separated values (RFC 4180): quoted fields, doubled quotes, line breaks within quotes. A quote out of place is text.</summary>
public static class CsvRows
{
    /// <summary>The rows with the line each begins at, from 1; empty lines are left out.</summary>
    public static IEnumerable<(IReadOnlyList<string> Cells, long Line)> Read(string text) => Read(new StringReader(text));

    /// <summary>The rows of a stream, one at a time.</summary>
    public static IEnumerable<(IReadOnlyList<string> Cells, long Line)> Read(TextReader text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        long line = 1;
        var (began, quoted) = (line, false);
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            var c = (char)next;
            line += c == '\n' ? 1 : 0;
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (text.Peek() == '"')
                    cell.Append((char)text.Read());
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                if (Row(cells, cell) is { } row)
                    yield return (row, began);
                (cells, began) = ([], line);
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (Row(cells, cell) is { } last)
            yield return (last, began);
    }

    private static List<string>? Row(List<string> cells, StringBuilder cell)
    {
        if (cells.Count == 0 && cell.Length == 0)
            return null;
        cells.Add(cell.ToString());
        cell.Clear();
        return cells;
    }
}
