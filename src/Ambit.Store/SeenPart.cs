namespace Ambit.Store;

/// <summary>Where the fingerprints of one day's events lie.</summary>
/// <param name="Day">The day.</param>
/// <param name="File">The file's name.</param>
/// <param name="At">Where they begin in it.</param>
/// <param name="Bytes">How many bytes they are.</param>
/// <param name="Events">How many events.</param>
internal sealed record SeenPart(DateOnly Day, string File, long At, long Bytes, int Events);
