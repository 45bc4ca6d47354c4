using Ambit.Model;

namespace Ambit.Import;

/// <summary>What an import found, in the order of the input whatever the threads did.</summary>
public sealed record ImportResult
{
    /// <summary>The files of the input with their hashes.</summary>
    public required IReadOnlyList<ImportedFile> Inputs { get; init; }

    /// <summary>Files looked at, an archive's entries each counted, the archive itself not.</summary>
    public required int Files { get; init; }

    /// <summary>Files of which some format was recognised.</summary>
    public required int Recognised { get; init; }

    /// <summary>Files that are none of ours.</summary>
    public required IReadOnlyList<UnrecognisedFile> Unrecognised { get; init; }

    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<ImportError> Errors { get; init; }

    /// <summary>What is worth knowing and no error.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The estate: native documents and the time the exports tell.</summary>
    public required Estate Estate { get; init; }
}
