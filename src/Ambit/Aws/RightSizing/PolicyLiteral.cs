using System.Text;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Text that a policy is to take literally. "If you want to use *, ? or $ as text: ${*}, ${?}, ${$}" (IAM User Guide,
/// "IAM policy elements: Variables and tags").
/// </summary>
internal static class PolicyLiteral
{
    /// <summary>Escapes wildcards and variables.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny('*', '?', '$') < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '*' or '?' || (c == '$' && i + 1 < text.Length && text[i + 1] == '{'))
                escaped.Append("${").Append(c).Append('}');
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A pattern from a document in which <c>${</c> is text, written for one in which it begins a variable.</summary>
    public static string FromOldVersion(string pattern) => pattern.Replace("${", "${$}{", StringComparison.Ordinal);
}
