namespace Ambit.Usage;

/// <summary>A log record that could not be read.</summary>
/// <param name="File">The file, as the user sees it.</param>
/// <param name="Line">The line from 1, or null where the file has no lines to speak of.</param>
/// <param name="Message">What was expected, with the position in it.</param>
public sealed record BadRecord(string File, long? Line, string Message);
