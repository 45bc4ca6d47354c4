namespace Ambit.Access;

/// <summary>Patterns in which a star is any run of characters: globs, never regular expressions, at most pattern times text of work.</summary>
internal static class Wildcards
{
    /// <summary>Whether the whole text matches.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="anyCase">Whether the case of ASCII letters does not matter.</param>
    /// <param name="one">Whether <c>?</c> stands for one character, rather than for itself.</param>
    public static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool anyCase, bool one)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (Same(pattern[p], text[t], anyCase) || (one && pattern[p] == '?')))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool Same(char a, char b, bool anyCase) => a == b || (anyCase && char.IsAsciiLetter(a) && (a | 0x20) == (b | 0x20));
}
