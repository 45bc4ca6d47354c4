using System.Collections.Concurrent;

namespace Ambit.Usage;

/// <summary>
/// Remembers which events were seen, so that an event that two trails delivered, or that lies in a file of a later scan again, counts
/// once. A set of fingerprints for each day of event time (copies of an event carry the same time), shared by all threads; what
/// earlier scans counted of a day is looked up when its first event is met. Its memory is bounded: beyond <see cref="MostEvents"/>
/// the day that was longest not asked about is forgotten, and <see cref="Forgotten"/> says how many events that were; a copy of one
/// of those, read that much later, would count twice. Two different events are taken for one with a chance of one in 2^56 a pair of
/// one day.
/// </summary>
public sealed class EventMemory
{
    /// <summary>The bits of a fingerprint that count.</summary>
    public const int FingerprintBits = 56;

    private readonly IEventHistory? _history;
    private readonly ConcurrentDictionary<int, Day> _days = [];
    private readonly Lock _forgetting = new();
    private long _asked;
    private long _count;
    private long _forgotten;

    /// <summary>Creates a memory.</summary>
    /// <param name="history">What earlier scans counted, null for nothing.</param>
    /// <param name="mostEvents">How many events it remembers at most; each costs 11 to 22 bytes.</param>
    public EventMemory(IEventHistory? history = null, long mostEvents = 48_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostEvents, 1);
        _history = history;
        MostEvents = mostEvents;
    }

    /// <summary>The bound.</summary>
    public long MostEvents { get; }

    /// <summary>How many events are remembered.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>How many were forgotten to stay within the bound.</summary>
    public long Forgotten => Interlocked.Read(ref _forgotten);

    /// <summary>Whether this is the first time; remembers it.</summary>
    /// <param name="fingerprint">The event's identity.</param>
    /// <param name="utcTicks">When it happened.</param>
    public bool First(ulong fingerprint, long utcTicks)
    {
        Span<bool> first = stackalloc bool[1];
        First([fingerprint], [utcTicks], first);
        return first[0];
    }

    /// <summary>Whether it is the first time for each of several events, in their order; remembers them.</summary>
    /// <param name="fingerprints">Their identities.</param>
    /// <param name="utcTicks">When they happened; of one day as a rule.</param>
    /// <param name="first">The answers.</param>
    public void First(ReadOnlySpan<ulong> fingerprints, ReadOnlySpan<long> utcTicks, Span<bool> first)
    {
        for (int from = 0, to; from < fingerprints.Length; from = to)
        {
            var number = (int)(utcTicks[from] / TimeSpan.TicksPerDay);
            for (to = from + 1; to < fingerprints.Length && (int)(utcTicks[to] / TimeSpan.TicksPerDay) == number;)
                to++;
            int news;
            while ((news = DayOf(number).First(fingerprints[from..to], first[from..to], Interlocked.Increment(ref _asked))) == Day.Gone)
            {
                // It was forgotten in between; the next one begins anew.
            }

            if (Interlocked.Add(ref _count, news) > MostEvents)
                Forget(number);
        }
    }

    /// <summary>All events that were seen for the first time, by day.</summary>
    public IEnumerable<DayEvents> News()
    {
        foreach (var (number, day) in _days.OrderBy(d => d.Key))
        {
            var fingerprints = day.News();
            Array.Sort(fingerprints);
            if (fingerprints.Length > 0)
                yield return new DayEvents(DateOnly.FromDayNumber(number), fingerprints);
        }
    }

    private Day DayOf(int number)
    {
        if (_days.TryGetValue(number, out var day))
            return day;
        return _days.GetOrAdd(number, static (n, memory) => new Day(() => memory.Recalled(n)), this);
    }

    private FingerprintSet Recalled(int number)
    {
        var before = new FingerprintSet();
        foreach (var fingerprint in _history?.Of(DateOnly.FromDayNumber(number)).SelectMany(p => p) ?? [])
            before.Add(fingerprint);
        Interlocked.Add(ref _count, before.Count);
        return before;
    }

    private void Forget(int current)
    {
        lock (_forgetting)
        {
            while (Count > MostEvents && !_days.IsEmpty)
            {
                // Invariant: a day that alone exceeds the bound is forgotten too, or memory would grow with it.
                var (number, oldest) = _days.Where(d => d.Key != current || _days.Count == 1).MinBy(d => d.Value.Asked);
                _days.TryRemove(number, out _);
                var (before, news) = oldest.Forget();
                Interlocked.Add(ref _count, -(before + news));
                Interlocked.Add(ref _forgotten, news);
            }
        }
    }

    private sealed class Day(Func<FingerprintSet> recall)
    {
        public const int Gone = -1;
        private readonly Lock _lock = new();
        private FingerprintSet? _before;
        private FingerprintSet? _new = new();
        private long _asked;

        /// <summary>When it was last asked about, in the memory's count.</summary>
        public long Asked => Volatile.Read(ref _asked);

        /// <summary>How many of the events are new; <see cref="Gone"/> where the day was forgotten.</summary>
        public int First(ReadOnlySpan<ulong> fingerprints, Span<bool> first, long asked)
        {
            lock (_lock)
            {
                if (_new is null)
                    return Gone;
                _before ??= recall();
                _asked = asked;
                foreach (var fingerprint in fingerprints)
                    _new.Soon(Kept(fingerprint));
                var news = 0;
                for (var i = 0; i < fingerprints.Length; i++)
                {
                    var fingerprint = Kept(fingerprints[i]);
                    first[i] = !_before.Contains(fingerprint) && _new.Add(fingerprint);
                    news += first[i] ? 1 : 0;
                }

                return news;
            }
        }

        public ulong[] News()
        {
            lock (_lock)
                return [.. _new?.All() ?? []];
        }

        /// <summary>Forgets all; how many were known before and how many were new.</summary>
        public (int Before, int New) Forget()
        {
            lock (_lock)
            {
                var counts = (_before?.Count ?? 0, _new?.Count ?? 0);
                _new = null;
                return counts;
            }
        }

        private static ulong Kept(ulong fingerprint) => fingerprint >> (64 - FingerprintBits);
    }
}
