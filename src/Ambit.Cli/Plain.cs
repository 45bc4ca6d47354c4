using System.Text;

namespace Ambit.Cli;

/// <summary>Text from strangers, made safe for a terminal: control and bidirectional characters are escaped, never sent.</summary>
internal static class Plain
{
    /// <summary>One line: control characters (line breaks too), C1, and direction overrides become <c>\u00XX</c>.</summary>
    public static string Line(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Any(Unsafe))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (Unsafe(c))
                safe.Append("\\u").Append(((int)c).ToString("x4"));
            else
                safe.Append(c);
        }

        return safe.ToString();
    }

    /// <summary>Whether a character must not reach a terminal as it is.</summary>
    public static bool Unsafe(char c) =>
        c < ' ' || c is >= '\u007f' and <= '\u009f' or '\u2028' or '\u2029' or >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\ufeff';
}
