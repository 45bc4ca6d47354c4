using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>
/// Rolls events up as they are read: one tally for each (principal, permission, resource, context, outcome) with its days.
/// Its memory is bounded by the distinct of these, not by events. One a thread; <see cref="Add(UsageRollup)"/> merges them.
/// </summary>
/// <param name="memory">Which events were seen, shared by all threads.</param>
public sealed class UsageRollup(EventMemory memory) : IUsageSink
{
    /// <summary>No more broken records than this are kept word by word; all are counted.</summary>
    public const int MostBad = 1000;

    private readonly Dictionary<UsageKey, DayTally> _uses = new(UsageKeyComparer.Instance);
    private readonly Dictionary<LogKey, DayTally> _logs = [];
    private readonly Dictionary<(string Cloud, string Source, string Name), long> _unmapped = [];
    private readonly Dictionary<(string Cloud, string Alias), string> _same = [];
    private readonly List<BadRecord> _bad = [];
    private readonly Dictionary<Type, object> _kept = [];

    /// <summary>The file that is being read; broken records are reported under it.</summary>
    public string File { get; set; } = "";

    /// <summary>How many records were read, whatever became of them.</summary>
    public long Events => _logs.Values.Sum(t => t.Total);

    /// <summary>How many records were broken.</summary>
    public long BadCount { get; private set; }

    /// <summary>The first of the broken records.</summary>
    public IReadOnlyList<BadRecord> Bad => _bad;

    /// <summary>What maps to nothing.</summary>
    public IReadOnlyList<UnmappedCall> UnmappedCalls =>
        [.. _unmapped.Select(u => new UnmappedCall(u.Key.Cloud, u.Key.Source, u.Key.Name, u.Value))
            .OrderByDescending(u => u.Count).ThenBy(u => u.EventSource, StringComparer.Ordinal).ThenBy(u => u.EventName, StringComparer.Ordinal)];

    /// <summary>What the records cover.</summary>
    public IReadOnlyList<LogCoverage> Coverage =>
        [.. _logs.SelectMany(l => l.Value.Each().Select(d => new LogCoverage(l.Key.Cloud, l.Key.Scope, l.Key.Region, l.Key.Kind, d.Day, d.Count, d.Last)))
            .OrderBy(c => c.Cloud, StringComparer.Ordinal).ThenBy(c => c.Scope, StringComparer.Ordinal).ThenBy(c => c.Region, StringComparer.Ordinal)
            .ThenBy(c => c.Kind, StringComparer.Ordinal).ThenBy(c => c.Day)];

    /// <summary>The roll-ups, principals under their canonical id where some log told it; in no order.</summary>
    public IEnumerable<UsageRow> Rows()
    {
        var merged = new Dictionary<UsageKey, DayTally>(_uses.Count, UsageKeyComparer.Instance);
        foreach (var (key, tally) in _uses)
        {
            if (!_same.TryGetValue((key.Cloud, key.Principal), out var principal))
                merged.TryAdd(key, tally);
        }

        foreach (var (key, tally) in _uses.Where(u => _same.ContainsKey((u.Key.Cloud, u.Key.Principal))))
        {
            var known = key with { Principal = _same[(key.Cloud, key.Principal)] };
            var sum = new DayTally();
            sum.Add(tally);
            if (merged.TryGetValue(known, out var other))
                sum.Add(other);
            merged[known] = sum;
        }

        return merged.SelectMany(u => RowsOf(u.Key, u.Value));
    }

    /// <inheritdoc/>
    public DayTally Tally(in UsageKey key)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, key, out _);
        return tally ??= new DayTally();
    }

    /// <inheritdoc/>
    public DayTally Logged(in LogKey key)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_logs, key, out _);
        return tally ??= new DayTally();
    }

    /// <inheritdoc/>
    public bool First(ulong fingerprint, long utcTicks) => memory.First(fingerprint, utcTicks);

    /// <inheritdoc/>
    public void Same(string cloud, string alias, string principal) => _same.TryAdd((cloud, alias), principal);

    /// <inheritdoc/>
    public void Unmapped(string cloud, string eventSource, string eventName) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_unmapped, (cloud, eventSource, eventName), out _)++;

    /// <inheritdoc/>
    public T Keep<T>(Func<T> make)
        where T : class
    {
        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(_kept, typeof(T), out _);
        return (T)(kept ??= make());
    }

    /// <inheritdoc/>
    void IUsageSink.Bad(long? line, string message)
    {
        BadCount++;
        if (_bad.Count < MostBad)
            _bad.Add(new BadRecord(File, line, message));
    }

    /// <summary>Adds all that another thread rolled up.</summary>
    public void Add(UsageRollup other)
    {
        foreach (var (key, tally) in other._uses)
            Tally(key).Add(tally);
        foreach (var (key, tally) in other._logs)
            Logged(key).Add(tally);
        foreach (var (key, count) in other._unmapped)
            CollectionsMarshal.GetValueRefOrAddDefault(_unmapped, key, out _) += count;
        foreach (var (key, principal) in other._same)
            _same.TryAdd(key, principal);
        BadCount += other.BadCount;
        _bad.AddRange(other._bad.Take(MostBad - _bad.Count));
    }

    private static IEnumerable<UsageRow> RowsOf(UsageKey key, DayTally tally) =>
        tally.Each().Select(d => new UsageRow(
            key.Cloud, key.Principal, key.Action, key.Resource, d.Day, key.Context, key.Outcome, key.Basis, key.Source, d.Count, d.First, d.Last));
}
