using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ambit.Azure.RightSizing;

/// <summary>Texts as a shell script of az commands writes them.</summary>
internal static class ShellText
{
    /// <summary>Where Microsoft Graph is.</summary>
    public const string Graph = "https://graph.microsoft.com/v1.0";

    /// <summary>A text of JSON, with its quotes.</summary>
    public static string Json(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    /// <summary>One word of the shell, in which nothing is expanded.</summary>
    public static string Quoted(string text) => "'" + text.ReplaceLineEndings(" ").Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
