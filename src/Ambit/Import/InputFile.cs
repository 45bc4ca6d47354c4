namespace Ambit.Import;

/// <summary>One file that an input source found.</summary>
/// <param name="Path">The path as the user sees it.</param>
/// <param name="Segments">Folder and file names of the whole path, outermost first, the file last: exports that name no account take it from a folder.</param>
/// <param name="Length">The size in bytes; 0 where unknown.</param>
/// <param name="Open">Opens the content, once or several times. May throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
public sealed record InputFile(string Path, IReadOnlyList<string> Segments, long Length, Func<Stream> Open)
{
    /// <summary>Why it is not opened at all though nothing is wrong (a link, a named pipe); null for an ordinary file.</summary>
    public string? Skipped { get; init; }

    /// <summary>Why it could not even be looked at (no permission); null for an ordinary file.</summary>
    public string? Broken { get; init; }

    /// <summary>Something that is listed and not opened.</summary>
    public static InputFile NotOpened(string path, string reason) => new(path, Split(path), 0, () => Stream.Null) { Skipped = reason };

    /// <summary>Something that could not be looked at.</summary>
    public static InputFile NotReadable(string path, string reason) => new(path, Split(path), 0, () => Stream.Null) { Broken = reason };

    /// <summary>A path's names, whatever the separators.</summary>
    public static IReadOnlyList<string> Split(string path) => path.Split(['/', '\\', '!'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names ? names : [path];
}
