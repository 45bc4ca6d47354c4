namespace Ambit.Import;

/// <summary>One file of the input (an archive is one, whatever is in it).</summary>
/// <param name="Path">The path as the user sees it.</param>
/// <param name="Hash">SHA-256 of its bytes, lower-case hex: what makes a file counted once. Null where it was not opened, or could not be read to its end.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Logs">Whether it holds logs.</param>
/// <param name="AlreadyCounted">Whether its logs were left out because an earlier import counted them.</param>
/// <param name="Formats">What was recognised in it, by format name.</param>
public sealed record ImportedFile(string Path, string? Hash, long Bytes, bool Logs, bool AlreadyCounted, IReadOnlyList<string> Formats);
