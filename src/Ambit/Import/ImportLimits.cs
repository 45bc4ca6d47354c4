namespace Ambit.Import;

/// <summary>
/// What a hostile input may cost at most. The defaults are far above what real exports need; docs/import.md states them.
/// </summary>
public sealed record ImportLimits
{
    /// <summary>Levels of JSON, and of YAML.</summary>
    public const int Depth = 256;

    /// <summary>Archives within archives.</summary>
    public int Nesting { get; init; } = 8;

    /// <summary>One value (or one CSV, one YAML file) that has to be held whole, in bytes. Logs are streamed and know no such limit.</summary>
    public int WholeValue { get; init; } = 512 << 20;

    /// <summary>Values above this size are read one at a time, whatever the number of threads.</summary>
    public int LargeValue { get; init; } = 32 << 20;

    /// <summary>How many bytes one compressed byte may become, once more than <see cref="FreeExpansion"/> bytes came out.</summary>
    public int Ratio { get; init; } = 300;

    /// <summary>Bytes that may come out of one file before <see cref="Ratio"/> counts.</summary>
    public long FreeExpansion { get; init; } = 256L << 20;

    /// <summary>Bytes that may come out of one file of the input, all archives in it together.</summary>
    public long Expansion { get; init; } = 1L << 40;

    /// <summary>Entries of one file of the input, all archives in it together.</summary>
    public int Entries { get; init; } = 2_000_000;

    /// <summary>Nodes of one YAML file, aliases expanded.</summary>
    public int YamlNodes { get; init; } = 5_000_000;

    /// <summary>Errors listed of one file; the rest is counted.</summary>
    public int ErrorsPerFile { get; init; } = 100;
}
