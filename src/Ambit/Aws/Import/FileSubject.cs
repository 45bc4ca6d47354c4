using System.Text.RegularExpressions;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// What a file is about where its content does not say: <c>RESOURCE.json</c> in a folder of its command, or <c>COMMAND-RESOURCE.json</c>,
/// the resource percent-encoded where it holds slashes (docs/import.md).
/// </summary>
internal static partial class FileSubject
{
    /// <summary>The file's name without its ending, decoded.</summary>
    public static string Stem(Document document)
    {
        var name = document.FileName;
        foreach (var ending in (ReadOnlySpan<string>)[".json.gz", ".json", ".txt", ".gz"])
        {
            if (!name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                continue;
            name = name[..^ending.Length];
            break;
        }

        return Uri.UnescapeDataString(name);
    }

    /// <summary>The folder that the file lies in, decoded; empty where there is none.</summary>
    public static string Folder(Document document) => document.Segments.Count < 2 ? "" : Uri.UnescapeDataString(document.Segments[^2]);

    /// <summary>Whether the file, or the folder it lies in, is named by the command: <c>kms-get-key-policy</c>, <c>kms-key-policy</c>.</summary>
    public static bool IsNamedBy(Document document, string service, string thing) => Is(document.FileName, service, thing) || Is(Folder(document), service, thing);

    /// <summary>The name of the resource: the whole stem in a folder of the command, else what follows the command in the file's name.</summary>
    public static string After(Document document, string service, string thing)
    {
        var stem = Stem(document);
        if (Is(Folder(document), service, thing) && !Is(document.FileName, service, thing))
            return stem;
        var at = stem.IndexOf(thing, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? stem : stem[(at + thing.Length)..].TrimStart('-', '_', '.', ' ');
    }

    /// <summary>The root, unit or account that a file is named by.</summary>
    public static string? OrganizationTarget(Document document)
    {
        var inName = Target().Matches(Stem(document));
        if (inName.Count > 0)
            return inName[^1].Value;
        var inFolder = Target().Match(Folder(document));
        return inFolder.Success && !char.IsAsciiDigit(inFolder.Value[0]) ? inFolder.Value : null;
    }

    /// <summary>The guardrail that a file is named by: <c>p-…</c>.</summary>
    public static string? Guardrail(Document document) => GuardrailId().Match(Stem(document)) is { Success: true } found ? found.Value : null;

    /// <summary>The permission set that a file, or a folder above, is named by: its id, <c>ps-…</c>.</summary>
    public static string? PermissionSet(Document document)
    {
        for (var i = document.Segments.Count - 1; i >= Math.Max(0, document.Segments.Count - 3); i--)
        {
            if (PermissionSetId().Match(Uri.UnescapeDataString(document.Segments[i])) is { Success: true } found)
                return found.Value;
        }

        return null;
    }

    private static bool Is(string name, string service, string thing) =>
        name.StartsWith(service, StringComparison.OrdinalIgnoreCase) && name.Contains(thing, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("(?<![A-Za-z0-9])(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|[0-9]{12})(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    [GeneratedRegex("(?<![A-Za-z0-9])p-[0-9A-Za-z_]{8,128}", RegexOptions.CultureInvariant)]
    private static partial Regex GuardrailId();

    [GeneratedRegex("(?<![A-Za-z0-9])ps-[0-9a-zA-Z]{4,32}", RegexOptions.CultureInvariant)]
    private static partial Regex PermissionSetId();
}
