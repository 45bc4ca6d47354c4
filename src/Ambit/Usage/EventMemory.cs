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

    private const int Stripes = 64;
    private readonly Stripe[] _stripes;
    private readonly IEventHistory? _history;
    private readonly Lock _recalling = new();

    /// <summary>Creates a memory.</summary>
    /// <param name="history">What earlier scans counted, null for nothing.</param>
    /// <param name="mostEvents">How many events it remembers at most; each costs 11 to 22 bytes.</param>
    public EventMemory(IEventHistory? history = null, long mostEvents = 48_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostEvents, Stripes);
        _history = history;
        MostEvents = mostEvents;
        _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe(mostEvents / Stripes, recalls: history is not null))];
    }

    /// <summary>The bound.</summary>
    public long MostEvents { get; }

    /// <summary>How many events are remembered.</summary>
    public long Count => _stripes.Sum(s => s.Count);

    /// <summary>How many were forgotten to stay within the bound.</summary>
    public long Forgotten => _stripes.Sum(s => s.Forgotten);

    /// <summary>Whether this is the first time; remembers it.</summary>
    /// <param name="fingerprint">The event's identity.</param>
    /// <param name="utcTicks">When it happened.</param>
    public bool First(ulong fingerprint, long utcTicks)
    {
        fingerprint >>= 64 - FingerprintBits;
        var stripe = StripeOf(fingerprint);
        var day = (int)(utcTicks / TimeSpan.TicksPerDay);
        while (true)
        {
            if (stripe.First(fingerprint, day) is { } first)
                return first;
            Recall(day);
        }
    }

    /// <summary>All events that were seen for the first time, by day.</summary>
    public IEnumerable<DayEvents> News()
    {
        foreach (var day in _stripes.SelectMany(s => s.Days).Distinct().Order())
        {
            var fingerprints = _stripes.SelectMany(s => s.News(day)).ToArray();
            Array.Sort(fingerprints);
            if (fingerprints.Length > 0)
                yield return new DayEvents(DateOnly.FromDayNumber(day), fingerprints);
        }
    }

    private Stripe StripeOf(ulong fingerprint) => _stripes[(int)(fingerprint * 0x9E3779B97F4A7C15 >> 58)];

    /// <summary>Looks up what earlier scans counted of a day; no thread holds a stripe while it waits here.</summary>
    private void Recall(int day)
    {
        lock (_recalling)
        {
            var lacking = _stripes.Where(s => !s.Knows(day)).ToHashSet();
            var parts = lacking.ToDictionary(s => s, _ => new FingerprintSet());
            foreach (var fingerprint in _history!.Of(DateOnly.FromDayNumber(day)).SelectMany(p => p))
            {
                if (parts.TryGetValue(StripeOf(fingerprint), out var set))
                    set.Add(fingerprint);
            }

            foreach (var (stripe, set) in parts)
                stripe.Take(day, set);
        }
    }

    private sealed class Stripe(long most, bool recalls)
    {
        private static readonly FingerprintSet None = new();
        private readonly Lock _lock = new();
        private readonly Dictionary<int, Day> _days = [];
        private Day? _recent;
        private int _recentDay = -1;
        private long _asked;

        public long Count { get; private set; }

        public long Forgotten { get; private set; }

        public IReadOnlyCollection<int> Days => _days.Keys;

        public bool Knows(int day)
        {
            lock (_lock)
                return _days.ContainsKey(day);
        }

        public IEnumerable<ulong> News(int day) => _days.TryGetValue(day, out var known) ? known.New.All() : [];

        public void Take(int day, FingerprintSet before)
        {
            lock (_lock)
            {
                _days.Add(day, new Day(before));
                Count += before.Count;
            }
        }

        /// <summary>Null where it has first to be recalled what is known of the day.</summary>
        public bool? First(ulong fingerprint, int number)
        {
            lock (_lock)
            {
                if (Of(number) is not { } day)
                    return null;
                day.Asked = ++_asked;
                if (day.Before.Contains(fingerprint) || !day.New.Add(fingerprint))
                    return false;
                if (++Count > most)
                    Forget(day);
                return true;
            }
        }

        private Day? Of(int number)
        {
            if (number == _recentDay)
                return _recent!;
            if (!_days.TryGetValue(number, out var day))
            {
                if (recalls)
                    return null;
                _days.Add(number, day = new Day(None));
            }

            (_recentDay, _recent) = (number, day);
            return day;
        }

        private void Forget(Day current)
        {
            // Invariant: a set that alone exceeds the bound is emptied too, or memory would grow with one day.
            var (day, oldest) = _days.Where(d => d.Value != current || _days.Count == 1).MinBy(d => d.Value.Asked);
            _days.Remove(day);
            Count -= oldest.Before.Count + oldest.New.Count;
            Forgotten += oldest.New.Count;
            if (oldest == _recent)
                _recentDay = -1;
        }

        private sealed class Day(FingerprintSet before)
        {
            /// <summary>What earlier scans counted.</summary>
            public FingerprintSet Before => before;

            /// <summary>What this one did.</summary>
            public FingerprintSet New { get; } = new();

            /// <summary>When it was last asked about, in the stripe's count.</summary>
            public long Asked { get; set; }
        }
    }
}
