namespace Ambit.Import;

/// <summary>How far an import is.</summary>
/// <param name="Files">Files done.</param>
/// <param name="FilesFound">Files found.</param>
/// <param name="Bytes">Bytes done, as they lie on the disk.</param>
/// <param name="BytesFound">Bytes found.</param>
public sealed record ImportProgress(int Files, int FilesFound, long Bytes, long BytesFound);
