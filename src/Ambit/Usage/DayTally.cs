using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>How often something happened on each day (UTC), with the first and last time of each. Adding allocates only for a day not seen before.</summary>
public sealed class DayTally
{
    private Entry[] _days = new Entry[1];
    private int _count;
    private int _last;

    /// <summary>How many days have something.</summary>
    public int Days => _count;

    /// <summary>How often on all days together.</summary>
    public long Total
    {
        get
        {
            long sum = 0;
            foreach (ref readonly var day in _days.AsSpan(0, _count))
                sum += day.Count;
            return sum;
        }
    }

    /// <summary>Counts one.</summary>
    public void Add(DateTimeOffset time) => Add(time.UtcTicks, time.UtcTicks, 1);

    /// <summary>Counts one at a time given in UTC ticks.</summary>
    public void Add(long utcTicks) => Add(utcTicks, utcTicks, 1);

    /// <summary>Counts all that another counted.</summary>
    public void Add(DayTally other)
    {
        foreach (ref readonly var day in other._days.AsSpan(0, other._count))
            Add(day.First, day.Last, day.Count);
    }

    /// <summary>Every day with its count, first and last time, in order.</summary>
    public IEnumerable<(DateOnly Day, long Count, DateTimeOffset First, DateTimeOffset Last)> Each()
    {
        for (var i = 0; i < _count; i++)
        {
            var day = _days[i];
            yield return (DateOnly.FromDayNumber(day.Number), day.Count, new DateTimeOffset(day.First, TimeSpan.Zero), new DateTimeOffset(day.Last, TimeSpan.Zero));
        }
    }

    private void Add(long first, long last, long count)
    {
        ref var day = ref At((int)(first / TimeSpan.TicksPerDay));
        day.Count += count;
        day.First = Math.Min(day.First, first);
        day.Last = Math.Max(day.Last, last);
    }

    private ref Entry At(int number)
    {
        if (_last < _count && _days[_last].Number == number)
            return ref _days[_last];
        var at = Search(number);
        if (at >= 0)
        {
            _last = at;
            return ref _days[at];
        }

        return ref Insert(~at, number);
    }

    private int Search(int number)
    {
        int low = 0, high = _count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_days[middle].Number == number)
                return middle;
            if (_days[middle].Number < number)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private ref Entry Insert(int at, int number)
    {
        if (_count == _days.Length)
            Array.Resize(ref _days, _days.Length * 2);
        _days.AsSpan(at, _count - at).CopyTo(_days.AsSpan(at + 1));
        _count++;
        _last = at;
        _days[at] = new Entry { Number = number, First = long.MaxValue, Last = long.MinValue };
        return ref _days[at];
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public int Number;
        public long Count;
        public long First;
        public long Last;
    }
}
