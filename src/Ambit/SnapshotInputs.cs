using Ambit.Import;

namespace Ambit;

/// <summary>What a snapshot was read from.</summary>
/// <param name="Paths">The paths as the user gave them.</param>
/// <param name="Files">How many files lie there, archive entries included.</param>
/// <param name="Recognised">How many of them some format recognised.</param>
/// <param name="Events">How many log records the store held after it.</param>
/// <param name="Unrecognised">Files that are none of ours, with the reason.</param>
/// <param name="Errors">Files and parts that could not be read.</param>
/// <param name="Notes">What the user should know and that is no error.</param>
public sealed record SnapshotInputs(
    IReadOnlyList<string> Paths, int Files, int Recognised, long Events, IReadOnlyList<UnrecognisedFile> Unrecognised,
    IReadOnlyList<ImportError> Errors, IReadOnlyList<string> Notes)
{
    /// <summary>The ambit.yaml that was in force, null for none.</summary>
    public string? Config { get; init; }

    /// <summary>Nothing was read.</summary>
    public static readonly SnapshotInputs None = new([], 0, 0, 0, [], [], []);
}
