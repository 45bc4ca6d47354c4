using System.Globalization;
using Ambit.Usage;

namespace Ambit.Store;

/// <summary>
/// Usage as immutable Parquet segments under <c>usage/</c>, listed by the manifest in SQLite. A segment exists once the
/// manifest's transaction says so, and in the same transaction the files that it counts: that is what counts a file once.
/// </summary>
internal sealed class UsageSegments(string folder, ControlDatabase database, TimeProvider time) : IUsageStore
{
    /// <summary>At this many segments the small ones are merged.</summary>
    internal const int CompactAt = 64;

    /// <summary>No segment holds more rows.</summary>
    internal const int MostRows = 1_000_000;

    /// <summary>A scan writes a segment for so many rows: what DuckDB holds to sort them stays small.</summary>
    internal const int RowsAtOnce = 60_000;

    private readonly string _usage = Path.Combine(folder, "usage");
    private readonly PrincipalNames _names = new(database);
    private readonly SeenEvents _seen = new(Path.Combine(folder, "usage"), database, time);

    /// <inheritdoc/>
    public IEventHistory Events => _seen;

    /// <inheritdoc/>
    public IReadOnlyList<CountedFile> Files() => database.Read(
        "SELECT hash, path, bytes, format FROM counted_file ORDER BY path, hash",
        r => new CountedFile(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetString(3)));

    /// <inheritdoc/>
    public void Add(UsageBatch batch, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_usage);
        var segments = new List<Segment>();
        using (var rows = _names.Apply(batch.Rows).GetEnumerator())
        {
            // An engine for each segment: what one held is given back before the next is made.
            while (WriteNext(rows) is { } segment)
            {
                cancellation.ThrowIfCancellationRequested();
                segments.Add(segment);
            }
        }

        var seen = _seen.Write(batch.Events);
        var names = _names.News(batch);
        var renamed = Renamed(names, cancellation);
        database.Transact(() =>
        {
            foreach (var (old, made) in renamed)
                Replace([old], made);
            _names.Keep(names);
            foreach (var segment in segments)
                List(segment);
            foreach (var file in batch.Files)
                Count(file);
            _seen.List(seen);
            AddCoverage(batch);
            return 0;
        });
        Compact(cancellation);
        _seen.Merge(cancellation);
    }

    /// <inheritdoc/>
    public IEnumerable<UsageRow> Rows(UsageQuestion question, CancellationToken cancellation) =>
        WithSegments(question, List<UsageRow> (duck, files) => duck.Rows(files, question, cancellation), []);

    /// <inheritdoc/>
    public IReadOnlyList<UsageTotal> Totals(UsageQuestion question, CancellationToken cancellation) =>
        WithSegments(question, List<UsageTotal> (duck, files) => duck.Totals(files, question, cancellation), []);

    /// <inheritdoc/>
    public IReadOnlyDictionary<(string Cloud, string Principal), DateTimeOffset?> Principals(CancellationToken cancellation) =>
        WithSegments(UsageQuestion.All, (duck, files) => duck.Principals(files), []);

    /// <inheritdoc/>
    public IReadOnlyDictionary<MappingBasis, long> Mapping(CancellationToken cancellation) =>
        WithSegments(UsageQuestion.All, (duck, files) => duck.Mapping(files), []);

    /// <inheritdoc/>
    public IReadOnlyList<LogCoverage> Coverage() => database.Read(
        "SELECT cloud, scope, region, kind, day, events, last FROM coverage ORDER BY cloud, scope, region, kind, day",
        r => new LogCoverage(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3),
            DateOnly.ParseExact(r.GetString(4), "yyyy-MM-dd", CultureInfo.InvariantCulture), r.GetInt64(5), ControlDatabase.Time(r.GetString(6))));

    /// <inheritdoc/>
    public DateTimeOffset? LastEvent(DateTimeOffset notAfter) => database.Read(
        "SELECT max(last) FROM coverage WHERE last <= $limit", r => ControlDatabase.TimeOrNull(r, 0), ("$limit", ControlDatabase.Text(notAfter)))[0];

    /// <inheritdoc/>
    public IReadOnlyList<UnmappedCall> Unmapped() => database.Read(
        "SELECT cloud, source, name, count FROM unmapped ORDER BY count DESC, cloud, source, name",
        r => new UnmappedCall(r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3)));

    /// <summary>The paths of all segments, for the engine that answers SQL.</summary>
    internal IReadOnlyList<string> Paths() => [.. Listed().Select(s => PathOf(s.Name))];

    /// <summary>Removes what the manifest does not list: halves of an interrupted write, and what a compaction replaced. Only for who may write.</summary>
    internal void Sweep()
    {
        if (!Directory.Exists(_usage))
            return;
        var listed = Listed().Select(s => s.Name).Concat(_seen.Files()).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_usage).Where(p => !listed.Contains(Path.GetFileName(p))))
            File.Delete(path);
        var temporary = Path.Combine(folder, "tmp");
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
    }

    /// <summary>Merges small segments, the smallest first, into as few as the limit allows. Readers keep what they have open.</summary>
    internal void Compact(CancellationToken cancellation)
    {
        var all = Listed();
        if (all.Count < CompactAt)
            return;
        var small = all.Where(s => s.Rows <= MostRows / 2).OrderBy(s => s.Rows).ToList();
        while (small.Count > 1)
        {
            cancellation.ThrowIfCancellationRequested();
            long rows = 0;
            var together = small.TakeWhile(s => (rows += s.Rows) <= MostRows).ToList();
            small.RemoveRange(0, Math.Max(1, together.Count));
            if (together.Count > 1)
                Merge(together);
        }
    }

    private void Merge(List<Segment> old)
    {
        Segment merged;
        using (var duck = new UsageEngine(folder))
        {
            var rows = duck.LoadMerged([.. old.Select(s => PathOf(s.Name))]);
            merged = Write(duck, rows, old.Min(s => s.First), old.Max(s => s.Last));
        }

        database.Transact(() =>
        {
            Replace(old, merged);
            return 0;
        });
    }

    private void Replace(List<Segment> old, Segment made)
    {
        foreach (var segment in old)
            database.Execute("DELETE FROM segment WHERE name = $name", ("$name", segment.Name));
        List(made);
    }

    /// <summary>Writes anew the segments that hold rows under an alias that is known only now; the manifest's transaction puts them in place.</summary>
    private List<(Segment Old, Segment Made)> Renamed(List<KnownName> names, CancellationToken cancellation)
    {
        var all = names.Count == 0 ? [] : Listed();
        var renamed = new List<(Segment, Segment)>();
        if (all.Count == 0)
            return renamed;
        using var duck = new UsageEngine(folder);
        duck.LoadNames(names);
        foreach (var segment in all.Where(s => duck.HoldsAlias(PathOf(s.Name))).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            renamed.Add((segment, Write(duck, duck.LoadRenamed(PathOf(segment.Name)), segment.First, segment.Last)));
        }

        return renamed;
    }

    private Segment? WriteNext(IEnumerator<UsageRow> rows)
    {
        using var duck = new UsageEngine(folder);
        var loaded = duck.Load(rows, RowsAtOnce);
        return loaded.Rows == 0 ? null : Write(duck, loaded.Rows, loaded.First, loaded.Last);
    }

    private Segment Write(UsageEngine duck, long rows, DateOnly first, DateOnly last)
    {
        var name = $"{Guid.CreateVersion7(time.GetUtcNow()):n}.parquet";
        var path = PathOf(name);
        duck.Write(path + ".tmp");
        Durable.Publish(path + ".tmp", path);
        return new Segment(name, rows, new FileInfo(path).Length, first, last);
    }

    private void List(Segment segment) => database.Execute(
        "INSERT INTO segment VALUES ($name, $rows, $bytes, $first, $last)",
        ("$name", segment.Name), ("$rows", segment.Rows), ("$bytes", segment.Bytes),
        ("$first", ControlDatabase.Text(segment.First)), ("$last", ControlDatabase.Text(segment.Last)));

    private void Count(CountedFile file)
    {
        if (database.Read("SELECT 1 FROM counted_file WHERE hash = $hash", _ => true, ("$hash", file.Hash)).Count > 0)
            throw new InvalidOperationException($"`{file.Path}` is counted already");
        database.Execute(
            "INSERT INTO counted_file VALUES ($hash, $path, $bytes, $format, $at)",
            ("$hash", file.Hash), ("$path", file.Path), ("$bytes", file.Bytes), ("$format", file.Format), ("$at", ControlDatabase.Text(time.GetUtcNow())));
    }

    private void AddCoverage(UsageBatch batch)
    {
        foreach (var c in batch.Coverage)
        {
            database.Execute(
                """
                INSERT INTO coverage VALUES ($cloud, $scope, $region, $kind, $day, $events, $last)
                ON CONFLICT DO UPDATE SET events = events + excluded.events, last = max(last, excluded.last)
                """,
                ("$cloud", c.Cloud), ("$scope", c.Scope), ("$region", c.Region), ("$kind", c.Kind), ("$day", ControlDatabase.Text(c.Day)), ("$events", c.Events),
                ("$last", ControlDatabase.Text(c.Last)));
        }

        foreach (var u in batch.Unmapped)
        {
            database.Execute(
                "INSERT INTO unmapped VALUES ($cloud, $source, $name, $count) ON CONFLICT DO UPDATE SET count = count + excluded.count",
                ("$cloud", u.Cloud), ("$source", u.EventSource), ("$name", u.EventName), ("$count", u.Count));
        }
    }

    private T WithSegments<T>(UsageQuestion question, Func<UsageEngine, IReadOnlyList<string>, T> read, T none)
    {
        for (var attempt = 1; ; attempt++)
        {
            var files = Listed().Where(s => (question.From is null || s.Last >= question.From) && (question.To is null || s.First <= question.To))
                .Select(s => PathOf(s.Name)).ToList();
            if (files.Count == 0)
                return none;
            try
            {
                using var duck = new UsageEngine(folder);
                return read(duck, files);
            }
            catch (DuckDB.NET.Data.DuckDBException) when (attempt < 5 && files.Exists(f => !File.Exists(f)))
            {
                // A writer merged and swept segments between the manifest and the read: the manifest now lists others.
            }
            catch (DuckDB.NET.Data.DuckDBException e)
            {
                throw Damaged(files, e);
            }
        }
    }

    /// <summary>What is said of segments that the manifest lists and nobody can read: someone else changed the folder.</summary>
    internal static IOException Damaged(IReadOnlyList<string> files, Exception cause) =>
        new(files.FirstOrDefault(f => !File.Exists(f)) is { } lost
            ? $"the store is damaged: its usage file `{lost}` is gone; scan into a new store (--store)"
            : $"the store is damaged: its usage cannot be read: {cause.Message.Split('\n')[0]}; scan into a new store (--store)", cause);

    private List<Segment> Listed() => database.Read(
        "SELECT name, rows, bytes, first_day, last_day FROM segment ORDER BY name",
        r => new Segment(
            r.GetString(0), r.GetInt64(1), r.GetInt64(2),
            DateOnly.ParseExact(r.GetString(3), "yyyy-MM-dd", CultureInfo.InvariantCulture), DateOnly.ParseExact(r.GetString(4), "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private string PathOf(string name) => Path.Combine(_usage, name);

    private sealed record Segment(string Name, long Rows, long Bytes, DateOnly First, DateOnly Last);
}
