using System.Globalization;

namespace Ambit.Aws.Conditions;

/// <summary>
/// Lower case as AWS compares <c>…IgnoreCase</c> (seen live): lower-cased, not case-folded; dotless and dotted i stay apart;
/// capital sigma becomes the final form at the end of a word only; letters beyond the basic plane keep their case; no
/// Unicode normalisation.
/// </summary>
internal static class LowerText
{
    /// <summary>Whether two texts are the same once lower-cased.</summary>
    public static bool Same(string a, string b)
    {
        if (Ascii(a) && Ascii(b))
            return a.Equals(b, StringComparison.OrdinalIgnoreCase);
        return string.Equals(Of(a), Of(b), StringComparison.Ordinal);
    }

    /// <summary>The lower-cased text.</summary>
    public static string Of(string text)
    {
        var lower = new System.Text.StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\u0130':
                    lower.Append("i\u0307");
                    break;
                case '\u03a3':
                    lower.Append(Final(text, i) ? '\u03c2' : '\u03c3');
                    break;
                default:
                    lower.Append(char.IsSurrogate(text[i]) ? text[i] : char.ToLowerInvariant(text[i]));
                    break;
            }
        }
        return lower.ToString();
    }

    /// <summary>Unicode, "Final_Sigma": a cased letter before it and none after, letters that case ignores skipped.</summary>
    private static bool Final(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && Ignorable(text[before]))
            before--;
        if (before < 0 || !Cased(text[before]))
            return false;
        var after = at + 1;
        while (after < text.Length && Ignorable(text[after]))
            after++;
        return after >= text.Length || !Cased(text[after]);
    }

    private static bool Cased(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || char.IsSurrogate(c);

    private static bool Ignorable(char c) =>
        c is '\'' or '.' or ':' or '\u00b7' or '\u2018' or '\u2019'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static bool Ascii(string text) => System.Text.Ascii.IsValid(text);
}
