using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Where calls are counted: by the number of a call to the places of the permissions that each such call uses. Most use one: their
/// number is even and tells the place itself.
/// </summary>
internal sealed class CallTallies
{
    private const int Together = 128;

    // The first is that of calls that use nothing.
    private readonly List<int[]> _several = [[]];
    private readonly int[] _places = new int[Together];
    private readonly long[] _times = new long[Together];
    private int _count;

    /// <summary>A number for calls that use these permissions.</summary>
    public int NumberOf(IReadOnlyList<UsageKey> uses, IUsageSink sink)
    {
        var places = new List<int>(uses.Count);
        foreach (var use in uses)
            places.Add(sink.Place(sink.Kind(use), use.Resource));
        return NumberOf(places);
    }

    /// <summary>A number for calls that are counted at these places.</summary>
    public int NumberOf(List<int> places)
    {
        if (places.Count == 1)
            return places[0] << 1;
        if (places.Count == 0)
            return 1;
        _several.Add([.. places]);
        return ((_several.Count - 1) << 1) | 1;
    }

    /// <summary>Counts a call; the sink is told by <see cref="Settle"/> at the latest.</summary>
    public void Add(int number, long utcTicks, IUsageSink sink)
    {
        if ((number & 1) == 0)
        {
            Put(number >> 1, utcTicks, sink);
            return;
        }

        foreach (var place in _several[number >> 1])
            Put(place, utcTicks, sink);
    }

    /// <summary>Counts a call of which a better copy may come.</summary>
    public void AddLater(int number, ulong fingerprint, ulong order, long utcTicks, IUsageSink sink)
    {
        foreach (var place in (number & 1) == 0 ? [number >> 1] : _several[number >> 1])
            sink.AddLater(fingerprint, order, place, utcTicks);
    }

    /// <summary>Tells the sink all that was counted.</summary>
    public void Settle(IUsageSink sink)
    {
        sink.Add(_places.AsSpan(0, _count), _times.AsSpan(0, _count));
        _count = 0;
    }

    private void Put(int place, long utcTicks, IUsageSink sink)
    {
        if (_count == Together)
            Settle(sink);
        _places[_count] = place;
        _times[_count++] = utcTicks;
    }
}
