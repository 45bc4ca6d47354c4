namespace Ambit.Usage;

/// <summary>A log file whose events are in the store. It is known by its content, so that the same file under another name counts once.</summary>
/// <param name="Hash">Hex of a hash over its bytes as they lay there (still packed).</param>
/// <param name="Path">Where it lay when it was counted.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Format">The log formats that were recognised in it.</param>
public sealed record CountedFile(string Hash, string Path, long Bytes, string Format);
