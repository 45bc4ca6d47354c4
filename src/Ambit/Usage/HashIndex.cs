using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>
/// From hashes to numbers: open addressing in one array that holds no references, so that the collector of garbage has nothing to
/// look at. 96 bits of a hash are kept, so that four places fill a line of the cache.
/// </summary>
internal sealed class HashIndex
{
    private Place[] _places = new Place[256];

    /// <summary>How many hashes it knows.</summary>
    public int Count { get; private set; }

    /// <summary>Says that a hash will be asked for soon.</summary>
    public void Soon(in SecretHash hash) => Prefetch.Of(ref _places[(int)hash.First & (_places.Length - 1)]);

    /// <summary>The number of a hash.</summary>
    public bool TryGet(in SecretHash hash, out int number)
    {
        var places = _places;
        var mask = places.Length - 1;
        for (var at = (int)hash.First & mask; ; at = (at + 1) & mask)
        {
            ref var place = ref places[at];
            number = place.After - 1;
            if (place.First == hash.First && place.Second == (uint)hash.Second && number >= 0)
                return true;
            if (number < 0)
                return false;
        }
    }

    /// <summary>Adds a hash that is not known yet.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="number">Its number, from 0.</param>
    public void Add(in SecretHash hash, int number)
    {
        if ((Count + 1) * 4 > _places.Length * 3)
            Grow();
        Put(_places, new Place { First = hash.First, Second = (uint)hash.Second, After = number + 1 });
        Count++;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_places);
        Count = 0;
    }

    private static void Put(Place[] places, in Place place)
    {
        var mask = places.Length - 1;
        var at = (int)place.First & mask;
        while (places[at].After > 0)
            at = (at + 1) & mask;
        places[at] = place;
    }

    private void Grow()
    {
        var larger = new Place[_places.Length * 2];
        foreach (ref readonly var place in _places.AsSpan())
        {
            if (place.After > 0)
                Put(larger, place);
        }

        _places = larger;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Place
    {
        public ulong First;
        public uint Second;

        /// <summary>The number after the one that it stands for; 0 where nothing is.</summary>
        public int After;
    }
}
