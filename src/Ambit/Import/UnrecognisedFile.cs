namespace Ambit.Import;

/// <summary>A file that is none of ours; listed, never an error.</summary>
/// <param name="Path">The path; an archive's entry as <c>outer.zip!inner.json</c>.</param>
/// <param name="Reason">What it seems to be.</param>
public sealed record UnrecognisedFile(string Path, string Reason);
