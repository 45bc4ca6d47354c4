using Ambit.Usage;

namespace Ambit.Import;

/// <summary>Reads usage from Parquet (Security Lake); filled by whoever has a Parquet reader.</summary>
public interface IParquetLog
{
    /// <summary>Reads the file's events into the sink.</summary>
    /// <returns>What the file was recognised as, null where its columns are of no log that is known.</returns>
    string? Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation);
}
