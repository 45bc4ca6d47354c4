using System.Runtime.InteropServices;
using System.Text;

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

    private readonly Dictionary<UsageKey, int> _kindNumbers = new(UsageKeyComparer.Instance);
    private readonly List<UsageKey> _kinds = [];
    private readonly UseTable _uses = new();
    private readonly Dictionary<LogKey, DayTally> _logs = [];
    private readonly Dictionary<(string Cloud, string Source, string Name), long> _unmapped = [];
    private readonly Dictionary<(string Cloud, string Alias), string> _same = [];
    private readonly List<BadRecord> _bad = [];
    private readonly Dictionary<Type, object> _kept = [];
    private readonly LateUses _late = new();

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

    /// <summary>Which principals the logs name in two ways.</summary>
    public IReadOnlyList<KnownName> Names => [.. _same.Select(s => new KnownName(s.Key.Cloud, s.Key.Alias, s.Value))];

    /// <summary>The roll-ups, principals under their canonical id where some log told it; in no order.</summary>
    public IEnumerable<UsageRow> Rows()
    {
        Settle();
        Rename();
        for (var place = 0; place < _uses.Count; place++)
        {
            var key = _kinds[_uses.KindOf(place)];
            var resource = _uses.ResourceOf(place) is { IsEmpty: false } text ? Encoding.UTF8.GetString(text) : null;
            foreach (var (day, count, first, last) in _uses.DaysOf(place))
            {
                yield return new UsageRow(
                    key.Cloud, key.Principal, key.Action, resource, day, key.Context, key.Outcome, key.Basis, key.Source, count,
                    new DateTimeOffset(first, TimeSpan.Zero), new DateTimeOffset(last, TimeSpan.Zero));
            }
        }
    }

    /// <inheritdoc/>
    public int Kind(in UsageKey key)
    {
        var known = key with { Resource = null };
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_kindNumbers, known, out var met);
        if (!met)
        {
            number = _kinds.Count;
            _kinds.Add(known);
        }

        return number;
    }

    /// <inheritdoc/>
    public int Place(int kind, string? resource)
    {
        if (string.IsNullOrEmpty(resource))
            return _uses.PlaceOf(kind, []);
        var most = Encoding.UTF8.GetMaxByteCount(resource.Length);
        Span<byte> text = most <= 1024 ? stackalloc byte[1024] : new byte[most];
        return _uses.PlaceOf(kind, text[..Encoding.UTF8.GetBytes(resource, text)]);
    }

    /// <inheritdoc/>
    public int Place(int kind, ReadOnlySpan<byte> resource) => _uses.PlaceOf(kind, resource);

    /// <inheritdoc/>
    public void Add(int place, long utcTicks) => _uses.Add(place, utcTicks, utcTicks, 1);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> places, ReadOnlySpan<long> utcTicks)
    {
        foreach (var place in places)
            _uses.Soon(place);
        for (var i = 0; i < places.Length; i++)
            _uses.Add(places[i], utcTicks[i], utcTicks[i], 1);
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
    public void AddLater(ulong fingerprint, ulong order, int place, long utcTicks)
    {
        if (_late.Add(fingerprint, order, place, utcTicks) >= LateUses.Most)
            Settle();
    }

    /// <summary>Counts what was left for later; nothing more will be read that could tell it better.</summary>
    public void Settle() => _late.Settle(memory, _uses);

    /// <inheritdoc/>
    public void Same(string cloud, string alias, string principal)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_same, (cloud, alias), out var met);
        known = met ? KnownName.Better(known!, principal) : principal;
    }

    /// <inheritdoc/>
    public void First(ReadOnlySpan<ulong> fingerprints, ReadOnlySpan<long> utcTicks, Span<bool> first) => memory.First(fingerprints, utcTicks, first);

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

    /// <summary>Lets go of what readers kept from file to file: nothing more will be read.</summary>
    public void LetGo() => _kept.Clear();

    /// <summary>Adds all that another thread rolled up.</summary>
    public void Add(UsageRollup other)
    {
        var kinds = other._kinds.ConvertAll(k => Kind(k));
        var places = new int[other._uses.Count];
        for (var place = 0; place < places.Length; place++)
        {
            places[place] = _uses.PlaceOf(kinds[other._uses.KindOf(place)], other._uses.ResourceOf(place));
            _uses.Add(places[place], other._uses, place);
        }

        _late.Add(other._late, places);
        foreach (var (key, tally) in other._logs)
            Logged(key).Add(tally);
        foreach (var (key, count) in other._unmapped)
            CollectionsMarshal.GetValueRefOrAddDefault(_unmapped, key, out _) += count;
        foreach (var (key, principal) in other._same)
            Same(key.Cloud, key.Alias, principal);
        BadCount += other.BadCount;
        _bad.AddRange(other._bad.Take(MostBad - _bad.Count));
    }

    /// <summary>Moves what was counted under another name to the canonical one.</summary>
    private void Rename()
    {
        var kinds = new int[_kinds.Count];
        for (var kind = 0; kind < kinds.Length; kind++)
            kinds[kind] = _same.TryGetValue((_kinds[kind].Cloud, _kinds[kind].Principal), out var principal) ? Kind(_kinds[kind] with { Principal = principal }) : kind;
        for (int place = 0, places = _uses.Count; place < places; place++)
        {
            var kind = _uses.KindOf(place);
            if (kind >= kinds.Length || kinds[kind] == kind)
                continue;
            _uses.Add(_uses.PlaceOf(kinds[kind], _uses.ResourceOf(place)), _uses, place);
            _uses.Empty(place);
        }
    }
}
