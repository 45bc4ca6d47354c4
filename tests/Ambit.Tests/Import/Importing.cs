using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Tests.Import;

/// <summary>Imports files made in the test, with the formats of every cloud unless told otherwise.</summary>
internal static class Importing
{
    public static ImportResult Run(IInputSource source, ImportLimits? limits = null, IReadOnlyList<ILogFormat>? logs = null, Func<string, bool>? counted = null, int threads = 1, IParquetLog? parquet = null)
    {
        var clouds = new Clouds();
        var memory = new EventMemory();
        var options = new ImportOptions(() => new UsageRollup(memory)) { Limits = limits ?? new ImportLimits(), AlreadyCounted = counted, Threads = threads, Parquet = parquet };
        return new Importer(clouds.ExportFormats, logs ?? clouds.LogFormats).Import(source, options, TestContext.Current.CancellationToken);
    }

    public static ImportResult Run(string path, string content) => Run(new MemoryInput().Add(path, content));

    public static ImportResult Run(string path, byte[] content) => Run(new MemoryInput().Add(path, content));
}
