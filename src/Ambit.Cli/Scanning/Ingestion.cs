using Ambit.Cli.Input;
using Ambit.Import;
using Ambit.Model;
using Ambit.Store;
using Ambit.Usage;

namespace Ambit.Cli.Scanning;

/// <summary>Reads inputs into the store: first the usage of log files that are new, then the snapshot. Interrupted anywhere, what was there before stays whole.</summary>
internal sealed class Ingestion(World world, AmbitStore store, IReadOnlyList<string> paths, string? config)
{
    private const long LargeScan = 200_000;
    private readonly EventMemory _memory = new(store.Usage.Events);
    private readonly List<UsageRollup> _rollups = [];

    /// <summary>Reads and keeps all of it.</summary>
    public Snapshot Run(ReadProgress progress, CancellationToken cancellation)
    {
        var input = new DiskInput(world, paths, config, store.Folder);
        input.Check();
        var counted = store.Usage.Files().Select(f => f.Hash).ToHashSet(StringComparer.Ordinal);
        var clouds = new Clouds();
        var options = new ImportOptions(() => Sink(progress))
        {
            AlreadyCounted = counted.Count == 0 ? null : counted.Contains,
            Progress = progress.Report,
            Parquet = new ParquetLog(clouds.LogFormats, Path.Combine(store.Folder, "tmp")),
        };
        var result = new Importer(clouds.ExportFormats, clouds.LogFormats).Import(input, options, cancellation);
        progress.Storing();
        AddUsage(result, counted, cancellation);
        return store.Snapshots.Save(EstateOf(result, cancellation, out var kept), Inputs(result, kept), world.Time.GetUtcNow(), cancellation);
    }

    private UsageRollup Sink(ReadProgress progress)
    {
        var rollup = new UsageRollup(_memory);
        lock (_rollups)
            _rollups.Add(rollup);
        progress.Follow(rollup);
        return rollup;
    }

    private void AddUsage(ImportResult result, HashSet<string> counted, CancellationToken cancellation)
    {
        var files = result.Inputs.Where(i => i is { Logs: true, AlreadyCounted: false })
            .Select(i => new CountedFile(i.Hash ?? $"unreadable:{world.Resolve(i.Path)}:{i.Bytes}", i.Path, i.Bytes, string.Join(", ", i.Formats)))
            .DistinctBy(f => f.Hash).Where(f => !counted.Contains(f.Hash)).ToList();
        if (files.Count == 0)
            return;
        var all = _rollups[0];
        foreach (var other in _rollups.Skip(1))
            all.Add(other);
        _rollups.RemoveRange(1, _rollups.Count - 1);
        all.LetGo();
        all.Settle();

        // What reading needed is given back before DuckDB takes its share.
        if (all.Events > LargeScan)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        store.Usage.Add(new UsageBatch(all.Rows(), files, all.Coverage, all.UnmappedCalls) { Events = [.. _memory.News()], Names = all.Names }, cancellation);
    }

    /// <summary>Logs alone are no new estate: the one that is known is kept.</summary>
    private Estate EstateOf(ImportResult result, CancellationToken cancellation, out Snapshot? kept)
    {
        kept = result.Estate.Documents.Count == 0 ? store.Snapshots.Latest() : null;
        if (kept is null)
            return result.Estate;
        var estate = store.Snapshots.Load(kept, null, cancellation);
        if (estate.Documents.Count == 0)
            kept = null;
        return estate;
    }

    private SnapshotInputs Inputs(ImportResult result, Snapshot? kept)
    {
        var without = result.Inputs.Any(i => i.Logs) ? "the inputs hold logs only" : "nothing in the inputs tells of an estate";
        IEnumerable<string> notes = kept is null ? result.Notes : [$"{without}; that of snapshot {kept.Id} is kept", .. result.Notes];
        if (_memory.Forgotten > 0)
            notes = notes.Append($"more than {_memory.MostEvents} events were met; {_memory.Forgotten} were forgotten, and a copy of one of them may have counted twice");
        var events = store.Usage.Coverage().Sum(c => c.Events);
        return new SnapshotInputs(paths, result.Files, result.Recognised, events, result.Unrecognised, result.Errors, [.. notes]) { Config = config };
    }
}
