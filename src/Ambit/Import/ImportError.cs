namespace Ambit.Import;

/// <summary>A file, or a part of one, that could not be read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line from 1, where known.</param>
/// <param name="Message">What was expected and what was done about it; control characters are escaped.</param>
public sealed record ImportError(string Path, long? Line, string Message);
