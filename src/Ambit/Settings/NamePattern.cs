using System.IO.Enumeration;

namespace Ambit.Settings;

/// <summary>Patterns as people write them in ambit.yaml: <c>*</c> for any text, <c>?</c> for one character, case ignored.</summary>
public static class NamePattern
{
    /// <summary>Whether the whole text matches. Linear in pattern times text, whatever the pattern.</summary>
    public static bool Matches(string pattern, string text)
    {
        // A backslash escapes in the matcher below, and is plain text here.
        var plain = pattern.Contains('\\', StringComparison.Ordinal) ? pattern.Replace("\\", "\\\\", StringComparison.Ordinal) : pattern;
        return FileSystemName.MatchesSimpleExpression(plain, text, ignoreCase: true);
    }
}
