using System.Text;

namespace Ambit.Cli;

/// <summary>Compares two texts line by line: what stays, what goes (<c>-</c>), what comes (<c>+</c>).</summary>
internal static class LineDiff
{
    /// <summary>More lines than this on each side are shown as all gone and all come: the table of both would be too large.</summary>
    private const int Most = 4000;

    /// <summary>The lines that differ, each with some lines around it.</summary>
    public static string Of(string before, string after, int around = 2)
    {
        var a = Lines(before);
        var b = Lines(after);
        var steps = a.Length > Most || b.Length > Most
            ? [.. a.Select(l => ('-', l)), .. b.Select(l => ('+', l))]
            : Steps(a, b);
        return Print(steps, around);
    }

    private static List<(char Mark, string Line)> Steps(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var steps = new List<(char, string)>();
        int x = 0, y = 0;
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y])
            {
                steps.Add((' ', a[x++]));
                y++;
            }
            else if (y >= b.Length || (x < a.Length && common[x + 1, y] >= common[x, y + 1]))
                steps.Add(('-', a[x++]));
            else
                steps.Add(('+', b[y++]));
        }

        return steps;
    }

    private static string Print(List<(char Mark, string Line)> steps, int around)
    {
        var text = new StringBuilder();
        var shown = -1;
        for (var i = 0; i < steps.Count; i++)
        {
            var near = false;
            for (var k = Math.Max(0, i - around); k <= Math.Min(steps.Count - 1, i + around) && !near; k++)
                near = steps[k].Mark != ' ';
            if (!near)
                continue;
            if (shown >= 0 && shown < i - 1)
                text.Append("  …\n");
            text.Append(steps[i].Mark).Append(' ').Append(steps[i].Line).Append('\n');
            shown = i;
        }

        return text.ToString();
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
}
