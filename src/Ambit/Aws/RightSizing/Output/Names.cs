using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>Names of strangers, made safe for files, shells and Terraform.</summary>
internal static class Names
{
    private const int MostFileName = 100;

    /// <summary>The short name of a subject.</summary>
    public static string Of(RightSized result) => result.Subject.Id[(result.Subject.Id.LastIndexOf('/') + 1)..];

    /// <summary>The account of a subject's holders, empty where there is none.</summary>
    public static string Account(RightSized result)
    {
        var parts = (result.Subject.Kind == "permissionSet" ? "" : result.Subject.Id).Split(':');
        return parts.Length > 4 ? parts[4] : "";
    }

    /// <summary>
    /// A file's name: letters, digits, dots, dashes and underscores, no dot or dash first (it would be hidden, or an option), and short
    /// enough for any disk.
    /// </summary>
    public static string File(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        if (safe.Length == 0 || safe[0] is '.' or '-')
            safe = "_" + safe;
        return safe.Length <= MostFileName ? safe : $"{safe[..MostFileName]}-{Mark(name)}";
    }

    /// <summary>A name of Terraform: letters, digits, dashes and underscores, a letter first; two names that differ stay two.</summary>
    public static string Terraform(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        if (safe.Length == 0 || !char.IsAsciiLetter(safe[0]))
            safe = "p_" + safe;
        return safe == name ? safe : $"{safe}_{Mark(name)}";
    }

    /// <summary>A logical id of CloudFormation: letters and digits.</summary>
    public static string Logical(string name)
    {
        var safe = string.Concat(name.Split('-', '_', '.', '+', '=', ',', '@').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..]).SelectMany(p => p).Where(char.IsAsciiLetterOrDigit));
        return safe.Length == 0 ? "Policy" : safe;
    }

    /// <summary>An option of the AWS CLI with its value: a value that begins with a dash would be taken for the next option.</summary>
    public static string Option(string option, string value) => $"{option}{(value.StartsWith('-') ? '=' : ' ')}{Shell(value)}";

    /// <summary>One word for a POSIX shell, whatever is in it.</summary>
    public static string Shell(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>One line of a comment: control characters become blanks.</summary>
    public static string Comment(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>A few letters that tell one name from another that looks the same made safe.</summary>
    private static string Mark(string name) => $"{ByteHash.Of(System.Text.Encoding.UTF8.GetBytes(name)) & 0xFFFFFF:x6}";
}
