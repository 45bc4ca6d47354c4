using Ambit.Model;

namespace Ambit.Import;

/// <summary>
/// Reads everything that an input source holds: unpacks, decodes, recognises by content, and routes to the formats that the
/// clouds give. A file that is broken is listed and the rest goes on; nothing from a file is ever executed or written.
/// </summary>
/// <param name="exports">Formats that are read whole, in the order they are asked.</param>
/// <param name="logs">Formats that are streamed.</param>
public sealed class Importer(IReadOnlyList<IExportFormat> exports, IReadOnlyList<ILogFormat> logs)
{
    /// <summary>Reads all of it.</summary>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public ImportResult Import(IInputSource source, ImportOptions options, CancellationToken cancellation)
    {
        var files = source.Files(cancellation).ToList();
        var reports = new FileReport[files.Count];
        var found = files.Sum(f => f.Length);
        var threads = Math.Clamp(options.Threads, 1, Math.Max(1, files.Count));
        var stretches = new Stretches([.. files.Select(f => f.Length)], threads);
        var (done, bytes) = (0, 0L);
        using var large = new SemaphoreSlim(1);
        Parallel.For(0, threads, new ParallelOptions { CancellationToken = cancellation }, thread =>
        {
            var sink = options.Sinks();
            for (var i = stretches.Take(thread); i >= 0; i = stretches.Take(thread))
            {
                cancellation.ThrowIfCancellationRequested();
                reports[i] = new FileImport(exports, logs, options, sink, large, cancellation).Read(files[i]);
                var finished = Interlocked.Increment(ref done);
                options.Progress?.Invoke(new ImportProgress(finished, files.Count, Interlocked.Add(ref bytes, files[i].Length), found));
            }
        });
        return Merge(reports);
    }

    private static ImportResult Merge(FileReport[] reports) => new()
    {
        Inputs = [.. reports.Select(r => r.Input).OfType<ImportedFile>()],
        Files = reports.Sum(r => r.Files),
        Recognised = reports.Sum(r => r.Recognised),
        Unrecognised = [.. reports.SelectMany(r => r.Unrecognised)],
        Errors = [.. reports.SelectMany(r => r.Errors)],
        Notes = [.. reports.SelectMany(r => r.Notes).Distinct(StringComparer.Ordinal)],
        Estate = new Estate(reports.Max(r => r.CollectedAt), [.. reports.SelectMany(r => r.Documents)]),
    };
}
