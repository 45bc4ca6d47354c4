using Ambit.Usage;

namespace Ambit.Import;

/// <summary>How an import runs.</summary>
/// <param name="Sinks">Makes the place where one thread puts the events it reads; called once a thread. The caller merges them.</param>
public sealed record ImportOptions(Func<IUsageSink> Sinks)
{
    /// <summary>
    /// Whether the events of the file with this content hash are in the store already: its logs are not read again.
    /// Null where the store counts nothing yet, so that no file is read twice for its hash.
    /// </summary>
    public Func<string, bool>? AlreadyCounted { get; init; }

    /// <summary>Told now and then, from any thread.</summary>
    public Action<ImportProgress>? Progress { get; init; }

    /// <summary>How many files are read at a time.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 16);

    /// <summary>What an input may cost.</summary>
    public ImportLimits Limits { get; init; } = new();

    /// <summary>The reader of Parquet, null where there is none.</summary>
    public IParquetLog? Parquet { get; init; }
}
