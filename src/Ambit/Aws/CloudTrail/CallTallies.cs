using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Where calls are counted: by the number of a call to the places of the permissions that each such call uses. Most use one, and the
/// number then is the place itself.
/// </summary>
internal sealed class CallTallies
{
    /// <summary>The number of calls that use nothing.</summary>
    public const int None = -1;

    private readonly List<int[]> _several = [];

    /// <summary>A number for calls that use these permissions.</summary>
    public int NumberOf(IReadOnlyList<UsageKey> uses, IUsageSink sink)
    {
        if (uses.Count == 0)
            return None;
        var places = new int[uses.Count];
        for (var i = 0; i < places.Length; i++)
            places[i] = sink.Place(sink.Kind(uses[i]), uses[i].Resource);
        if (places.Length == 1)
            return places[0];
        _several.Add(places);
        return -1 - _several.Count;
    }

    /// <summary>Counts a call.</summary>
    public void Add(int number, long utcTicks, IUsageSink sink)
    {
        if (number >= 0)
            sink.Add(number, utcTicks);
        else if (number < None)
            AddSeveral(_several[-2 - number], utcTicks, sink);
    }

    /// <summary>Counts a call of which a better copy may come.</summary>
    public void AddLater(int number, ulong fingerprint, ulong order, long utcTicks, IUsageSink sink)
    {
        if (number >= 0)
            sink.AddLater(fingerprint, order, number, utcTicks);
        else if (number < None)
        {
            foreach (var place in _several[-2 - number])
                sink.AddLater(fingerprint, order, place, utcTicks);
        }
    }

    private static void AddSeveral(int[] places, long utcTicks, IUsageSink sink)
    {
        foreach (var place in places)
            sink.Add(place, utcTicks);
    }
}
