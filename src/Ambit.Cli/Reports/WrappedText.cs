namespace Ambit.Cli.Reports;

/// <summary>Plain text wrapped to a width; what comes from strangers is made safe here. Bold only on a terminal.</summary>
internal sealed class WrappedText(TextWriter output, int width, bool colour)
{
    private const int Label = 12;

    /// <summary>A paragraph.</summary>
    public void Line(string text) => Wrap("", "", text);

    /// <summary>A heading.</summary>
    public void Head(string text)
    {
        foreach (var line in Lines(Plain.Line(text), width))
            output.WriteLine(colour ? $"\u001b[1m{line}\u001b[0m" : line);
    }

    /// <summary>A name and its value.</summary>
    public void Item(string name, string value) => Wrap($"  {name.PadRight(Label)}", new string(' ', Label + 2), value);

    /// <summary>An entry of a list.</summary>
    public void Bullet(string mark, string text) => Wrap($"  {mark} ", new string(' ', mark.Length + 3), text);

    /// <summary>What belongs to the entry above.</summary>
    public void Under(string text) => Wrap("     ", "     ", $"-> {text}");

    /// <summary>A line of a tree, set in by some places, its rest by some more.</summary>
    public void Indented(int by, string text) => Wrap(new string(' ', by), new string(' ', by + 2), text);

    /// <summary>Something to type; it is never broken, so that it can be copied.</summary>
    public void Command(string command, string what)
    {
        var safe = Plain.Line(command);
        if (safe.Length + what.Length + 8 <= width)
        {
            output.WriteLine($"  {safe.PadRight(30)}  {what}");
            return;
        }

        output.WriteLine($"  {safe}");
        output.WriteLine($"  {new string(' ', 30)}  {what}");
    }

    /// <summary>An empty line.</summary>
    public void Gap() => output.WriteLine();

    private void Wrap(string first, string rest, string text)
    {
        var prefix = first;
        foreach (var line in Lines(Plain.Line(text), width - first.Length))
        {
            output.WriteLine((prefix + line).TrimEnd());
            prefix = rest;
        }
    }

    private static IEnumerable<string> Lines(string text, int room)
    {
        while (text.Length > room)
        {
            var cut = text.LastIndexOf(' ', room);
            if (cut <= 0)
                cut = text.IndexOf(' ', StringComparison.Ordinal);
            if (cut < 0)
                break;
            yield return text[..cut];
            text = text[(cut + 1)..];
        }

        yield return text;
    }
}
