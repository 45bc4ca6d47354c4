using Ambit.Usage;

namespace Ambit.Store;

/// <summary>
/// The embedded store: a folder with <c>ambit.db</c> (SQLite: snapshots, findings, the manifest of usage) and
/// <c>usage/</c> (immutable Parquet segments). See docs/store.md. One process writes at a time; any number read meanwhile.
/// </summary>
public sealed class AmbitStore : IDisposable
{
    private readonly ControlDatabase _database;

    private AmbitStore(string folder, ControlDatabase database, TimeProvider time)
    {
        Folder = folder;
        _database = database;
        Snapshots = new SqliteSnapshots(database);
        Segments = new UsageSegments(folder, database, time);
    }

    /// <summary>The absolute path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The estates that are kept.</summary>
    public ISnapshotStore Snapshots { get; }

    /// <summary>What was used.</summary>
    public IUsageStore Usage => Segments;

    internal UsageSegments Segments { get; }

    /// <summary>Whether a store lies in the folder.</summary>
    public static bool Exists(string folder) => File.Exists(DatabasePath(folder));

    /// <summary>Opens a store for reading, or creates it. Nothing waits for a writer and no file is removed.</summary>
    /// <exception cref="IOException">The folder cannot be written, or holds a store of a newer Ambit.</exception>
    public static AmbitStore Open(string folder, TimeProvider time)
    {
        var full = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"no store can be made at `{full}`: {(File.Exists(full) ? "a file is there" : e.Message)}", e);
        }
        return new AmbitStore(full, new ControlDatabase(DatabasePath(full), reading: false), time);
    }

    /// <summary>Opens a store that is there, for questions alone: on a disk that is not to be written, too.</summary>
    /// <exception cref="IOException">It is none, or of another layout and cannot be brought to this one.</exception>
    public static AmbitStore OpenToRead(string folder, TimeProvider time)
    {
        var full = Path.GetFullPath(folder);
        return new AmbitStore(full, new ControlDatabase(DatabasePath(full), reading: true), time);
    }

    /// <summary>
    /// Takes the right to write, which one process holds at a time and loses with its life, and sweeps what an interrupted
    /// writer left behind.
    /// </summary>
    /// <param name="waiting">Called once when another process is writing.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IDisposable> BeginWritingAsync(Action waiting, CancellationToken cancellation)
    {
        var right = await WriteLock.TakeAsync(Path.Combine(Folder, "lock"), waiting, cancellation).ConfigureAwait(false);
        Segments.Sweep();
        return right;
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static string DatabasePath(string folder) => Path.Combine(folder, "ambit.db");
}
