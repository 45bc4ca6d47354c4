using System.Text.Json;
using Ambit.Model;

namespace Ambit.Import;

/// <summary>
/// One file (or archive entry) that was read whole: decoded to UTF-8, unpacked, and parsed where it is JSON or YAML.
/// Several JSON values in one file (one a line, or concatenated) are given one after another, each its own document.
/// </summary>
public sealed class Document
{
    /// <summary>The path as the user sees it.</summary>
    public required string Path { get; init; }

    /// <summary>Folder and file names on the way, outermost first, the file last; archive entries included.</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    /// <summary>The root value where the content is JSON (or YAML, converted); undefined otherwise.</summary>
    public JsonElement Json { get; init; }

    /// <summary>Whether <see cref="Json"/> holds a value.</summary>
    public bool IsJson => Json.ValueKind != JsonValueKind.Undefined;

    /// <summary>The decoded text where the content is not JSON (CSV and the like); empty otherwise.</summary>
    public string Text { get; init; } = "";

    /// <summary>The line the value begins at, from 1.</summary>
    public long Line { get; init; } = 1;

    /// <summary>A location in this document.</summary>
    public SourceLocation At(string? pointer = null, long? line = null) => new(Path, line, pointer);

    /// <summary>The file's name, last of <see cref="Segments"/>.</summary>
    public string FileName => Segments[^1];
}
