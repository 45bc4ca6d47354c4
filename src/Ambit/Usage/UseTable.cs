using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>
/// Where uses are counted: one place for each kind of use and resource, and beneath it a count for each day. It lies in blocks that
/// hold no references and are never moved; a place costs some 60 bytes and its resource's text, a day 32.
/// </summary>
internal sealed class UseTable
{
    private const int BlockBits = 12;
    private const int BlockMask = (1 << BlockBits) - 1;
    private const int TextBlock = 1 << 20;
    private readonly HashIndex _index = new();
    private readonly List<Place[]> _places = [];
    private readonly List<DayCount[]> _days = [];
    private readonly List<byte[]> _texts = [];
    private int _dayCount;
    private int _textAt = TextBlock;

    /// <summary>How many places there are.</summary>
    public int Count { get; private set; }

    /// <summary>The place of a kind of use on a resource, made if it is new.</summary>
    public int PlaceOf(int kind, ReadOnlySpan<byte> resource)
    {
        var hash = new SecretHash(kind);
        hash.Add(resource);
        if (_index.TryGet(hash, out var place))
            return place;
        place = Count++;
        if ((place & BlockMask) == 0)
            _places.Add(new Place[1 << BlockBits]);
        At(place) = new Place { Kind = kind, Latest = DayCount.None, Newest = -1, Length = resource.Length, Text = Keep(resource) };
        _index.Add(hash, place);
        return place;
    }

    /// <summary>The kind of a place.</summary>
    public int KindOf(int place) => At(place).Kind;

    /// <summary>The resource of a place, UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> ResourceOf(int place)
    {
        ref var at = ref At(place);
        return at.Length == 0 ? [] : _texts[(int)(at.Text >> 32)].AsSpan((int)at.Text, at.Length);
    }

    /// <summary>Says that a place will be counted at soon.</summary>
    public void Soon(int place) => Prefetch.Of(ref At(place).Latest);

    /// <summary>Counts at a place.</summary>
    public void Add(int place, long first, long last, long count)
    {
        ref var at = ref At(place);
        var day = (int)(first / TimeSpan.TicksPerDay);
        if (at.Latest.Number != day)
            Turn(ref at, day);
        at.Latest.Count += count;
        at.Latest.First = Math.Min(at.Latest.First, first);
        at.Latest.Last = Math.Max(at.Latest.Last, last);
    }

    /// <summary>Adds to a place all that another counted.</summary>
    public void Add(int place, UseTable other, int theirs)
    {
        foreach (var (_, count, first, last) in other.DaysOf(theirs))
            Add(place, first, last, count);
    }

    /// <summary>Takes away all that was counted at a place.</summary>
    public void Empty(int place) => At(place).Latest = DayCount.None;

    /// <summary>Every day of a place with its count, first and last time in UTC ticks; in no order.</summary>
    public IEnumerable<(DateOnly Day, long Count, long First, long Last)> DaysOf(int place)
    {
        for (var day = At(place).Latest; day.Count > 0; day = day.Next < 0 ? DayCount.None : Day(day.Next))
            yield return (DateOnly.FromDayNumber(day.Number), day.Count, day.First, day.Last);
    }

    private ref Place At(int place) => ref _places[place >> BlockBits][place & BlockMask];

    private ref DayCount Day(int number) => ref _days[number >> BlockBits][number & BlockMask];

    /// <summary>Makes a day the one at hand, which lies in the place itself, since events of one day come together.</summary>
    private void Turn(ref Place place, int number)
    {
        if (place.Latest.Count == 0)
        {
            place.Latest = DayCount.Of(number, -1);
            place.Newest = number;
            return;
        }

        // Logs are read in the order of time as a rule: a day after all others was not met before.
        for (var i = number > place.Newest ? -1 : place.Latest.Next; i >= 0; i = Day(i).Next)
        {
            ref var day = ref Day(i);
            if (day.Number != number)
                continue;
            (place.Latest, day) = (day with { Next = place.Latest.Next }, place.Latest with { Next = day.Next });
            return;
        }

        var made = _dayCount++;
        if ((made & BlockMask) == 0)
            _days.Add(new DayCount[1 << BlockBits]);
        Day(made) = place.Latest;
        place.Latest = DayCount.Of(number, made);
        place.Newest = Math.Max(place.Newest, number);
    }

    private long Keep(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0)
            return 0;
        if (_textAt + text.Length > TextBlock)
        {
            _texts.Add(new byte[Math.Max(TextBlock, text.Length)]);
            _textAt = 0;
        }

        text.CopyTo(_texts[^1].AsSpan(_textAt));
        var at = ((long)(_texts.Count - 1) << 32) | (uint)_textAt;
        _textAt += text.Length;
        return at;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Place
    {
        public long Text;
        public int Length;
        public int Kind;

        /// <summary>The last of its days.</summary>
        public int Newest;
        public DayCount Latest;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct DayCount
    {
        public long Count;
        public long First;
        public long Last;
        public int Number;
        public int Next;

        public static DayCount None => Of(-1, -1);

        public static DayCount Of(int number, int next) => new() { Number = number, Next = next, First = long.MaxValue, Last = long.MinValue };
    }
}
