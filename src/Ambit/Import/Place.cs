namespace Ambit.Import;

/// <summary>Where content lies: its path with the archives around it.</summary>
/// <param name="Path">As the user sees it: <c>outer.zip!inner.json</c>.</param>
/// <param name="Segments">Folder and file names.</param>
/// <param name="Depth">Archives around it.</param>
internal sealed record Place(string Path, IReadOnlyList<string> Segments, int Depth)
{
    /// <summary>The file's name.</summary>
    public string FileName => Segments[^1];
}
