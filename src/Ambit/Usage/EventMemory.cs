namespace Ambit.Usage;

/// <summary>
/// Remembers which events were seen, so that an event that two trails delivered counts once. A set of 64-bit fingerprints for
/// each day of event time (copies of an event carry the same time), shared by all threads. Its memory is bounded: beyond
/// <see cref="MostEvents"/> the day that was longest not asked about is forgotten, and <see cref="Forgotten"/> says how many
/// events that were; a copy of one of those, read that much later, would count twice. Two different events are taken for one
/// with a chance of one in 2^64 a pair of one day.
/// </summary>
public sealed class EventMemory
{
    private const int Stripes = 64;
    private readonly Stripe[] _stripes;

    /// <summary>Creates an empty memory.</summary>
    /// <param name="mostEvents">How many events it remembers at most; each costs 11 to 22 bytes.</param>
    public EventMemory(long mostEvents = 48_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostEvents, Stripes);
        MostEvents = mostEvents;
        _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe(mostEvents / Stripes))];
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
    public bool First(ulong fingerprint, long utcTicks) =>
        _stripes[(int)(fingerprint * 0x9E3779B97F4A7C15 >> 58)].First(fingerprint, (int)(utcTicks / TimeSpan.TicksPerDay));

    private sealed class Stripe(long most)
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<int, FingerprintSet> _days = [];
        private FingerprintSet? _recent;
        private int _recentDay = -1;
        private long _asked;

        public long Count { get; private set; }

        public long Forgotten { get; private set; }

        public bool First(ulong fingerprint, int day)
        {
            lock (_lock)
            {
                var set = Of(day);
                set.Asked = ++_asked;
                if (!set.Add(fingerprint))
                    return false;
                if (++Count > most)
                    Forget(set);
                return true;
            }
        }

        private FingerprintSet Of(int day)
        {
            if (day == _recentDay)
                return _recent!;
            if (!_days.TryGetValue(day, out var set))
                _days.Add(day, set = new FingerprintSet());
            (_recentDay, _recent) = (day, set);
            return set;
        }

        private void Forget(FingerprintSet current)
        {
            // Invariant: a set that alone exceeds the bound is emptied too, or memory would grow with one day.
            var (day, oldest) = _days.Where(d => d.Value != current || _days.Count == 1).MinBy(d => d.Value.Asked);
            _days.Remove(day);
            Count -= oldest.Count;
            Forgotten += oldest.Count;
            if (oldest == _recent)
                _recentDay = -1;
        }
    }
}
