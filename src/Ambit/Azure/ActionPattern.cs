namespace Ambit.Azure;

/// <summary>
/// An action string of a role, with <c>*</c> anywhere, which crosses slashes; case does not matter and there is no <c>?</c>.
/// Microsoft Learn, "Understand Azure role definitions".
/// </summary>
public readonly record struct ActionPattern(string Text)
{
    /// <summary>Whether an action (itself without wildcards) matches.</summary>
    public bool Matches(string action) => Matches(Text, action);

    /// <summary>Whether a text matches a pattern with stars, without regard to case.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && Lower(pattern[p]) == Lower(text[t]))
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

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
