using System.Buffers;
using System.Globalization;
using Ambit.Usage;

namespace Ambit.Store;

/// <summary>
/// The events that are counted, as fingerprints by day, in immutable files beside the segments of usage. The manifest lists which part
/// of which file holds a day, in the same transaction that lists the segment: an event is remembered if and only if it is counted.
/// A day's fingerprints are sorted and lie there as differences, about six bytes each. Days older than <see cref="RememberedDays"/>
/// before the newest are dropped.
/// </summary>
internal sealed class SeenEvents(string folder, ControlDatabase database, TimeProvider time) : IEventHistory
{
    /// <summary>How long a day is remembered: longer than any log is delivered or exported again as a rule.</summary>
    internal const int RememberedDays = 400;

    /// <summary>At this many files the small ones are merged.</summary>
    internal const int MergeAt = 64;

    private const long SmallFile = 256 << 20;

    /// <inheritdoc/>
    public IReadOnlyList<ulong[]> Of(DateOnly day) => [.. Parts("WHERE day = $day", ("$day", ControlDatabase.Text(day))).Select(Read)];

    /// <summary>The names of the files that the manifest lists.</summary>
    public IEnumerable<string> Files() => database.Read("SELECT DISTINCT file FROM seen", r => r.GetString(0));

    /// <summary>Writes a file of events; it counts for nothing until its parts are listed.</summary>
    public List<SeenPart> Write(IEnumerable<DayEvents> days)
    {
        var name = $"{Guid.CreateVersion7(time.GetUtcNow()):n}.events";
        var path = Path.Combine(folder, name);
        var parts = new List<SeenPart>();
        using (var file = File.Create(path + ".tmp"))
        {
            foreach (var (day, fingerprints) in days)
            {
                var at = file.Position;
                Write(file, fingerprints);
                parts.Add(new SeenPart(day, name, at, file.Position - at, fingerprints.Length));
            }
        }

        if (parts.Count > 0)
            Durable.Publish(path + ".tmp", path);
        else
            File.Delete(path + ".tmp");
        return parts;
    }

    /// <summary>Lists parts, within a transaction of the caller's, and drops what is too old.</summary>
    public void List(IEnumerable<SeenPart> parts)
    {
        foreach (var part in parts)
        {
            database.Execute(
                "INSERT INTO seen VALUES ($day, $file, $at, $bytes, $events)",
                ("$day", ControlDatabase.Text(part.Day)), ("$file", part.File), ("$at", part.At), ("$bytes", part.Bytes), ("$events", part.Events));
        }

        // A day far in the future, which a broken log may name, makes nothing older.
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var newest = database.Read("SELECT max(day) FROM seen WHERE day <= $today", r => r.IsDBNull(0) ? null : r.GetString(0), ("$today", ControlDatabase.Text(today)))[0];
        if (newest is not null)
            database.Execute("DELETE FROM seen WHERE day < $oldest", ("$oldest", ControlDatabase.Text(Day(newest).AddDays(-RememberedDays))));
    }

    /// <summary>Merges small files into one. Readers keep what they have open; the next writer sweeps what is no longer listed.</summary>
    public void Merge(CancellationToken cancellation)
    {
        var small = Parts("").GroupBy(p => p.File).Where(f => f.Sum(p => p.Bytes) <= SmallFile).ToList();
        if (small.Count < MergeAt)
            return;
        var merged = Write(small.SelectMany(f => f).GroupBy(p => p.Day).OrderBy(d => d.Key).Select(d =>
        {
            cancellation.ThrowIfCancellationRequested();
            ulong[] all = [.. d.SelectMany(Read)];
            Array.Sort(all);
            return new DayEvents(d.Key, all);
        }));
        database.Transact(() =>
        {
            foreach (var file in small)
                database.Execute("DELETE FROM seen WHERE file = $file", ("$file", file.Key));
            List(merged);
            return 0;
        });
    }

    private List<SeenPart> Parts(string where, params ReadOnlySpan<(string, object?)> values) => database.Read(
        $"SELECT day, file, at, bytes, events FROM seen {where} ORDER BY day, file",
        r => new SeenPart(Day(r.GetString(0)), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetInt32(4)), values);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Write(Stream file, ulong[] fingerprints)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((fingerprints.Length * 10) + 1);
        var length = 0;
        ulong before = 0;
        foreach (var fingerprint in fingerprints)
        {
            var difference = fingerprint - before;
            before = fingerprint;
            for (; difference >= 0x80; difference >>= 7)
                buffer[length++] = (byte)(difference | 0x80);
            buffer[length++] = (byte)difference;
        }

        file.Write(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private ulong[] Read(SeenPart part)
    {
        var bytes = new byte[part.Bytes];
        using (var file = new FileStream(Path.Combine(folder, part.File), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            file.Position = part.At;
            file.ReadExactly(bytes);
        }

        var fingerprints = new ulong[part.Events];
        ulong before = 0;
        for (int i = 0, at = 0; i < fingerprints.Length; i++)
        {
            ulong difference = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = bytes[at++];
                difference |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                    break;
            }

            fingerprints[i] = before += difference;
        }

        return fingerprints;
    }
}
