using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>From hashes of 128 bits to numbers: open addressing in one array that holds no references, so that the collector of garbage has nothing to look at.</summary>
internal sealed class HashIndex
{
    private Place[] _places = new Place[256];

    /// <summary>How many hashes it knows.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a hash.</summary>
    public bool TryGet(in SecretHash hash, out int number)
    {
        var mask = _places.Length - 1;
        for (var at = (int)hash.First & mask; ; at = (at + 1) & mask)
        {
            ref var place = ref _places[at];
            if (place.First == hash.First && place.Second == hash.Second && place.Taken)
            {
                number = place.Number;
                return true;
            }

            if (!place.Taken)
            {
                number = 0;
                return false;
            }
        }
    }

    /// <summary>Adds a hash that is not known yet.</summary>
    public void Add(in SecretHash hash, int number)
    {
        if ((Count + 1) * 4 > _places.Length * 3)
            Grow();
        Put(_places, new Place { First = hash.First, Second = hash.Second, Number = number, Taken = true });
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
        while (places[at].Taken)
            at = (at + 1) & mask;
        places[at] = place;
    }

    private void Grow()
    {
        var larger = new Place[_places.Length * 2];
        foreach (ref readonly var place in _places.AsSpan())
        {
            if (place.Taken)
                Put(larger, place);
        }

        _places = larger;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Place
    {
        public ulong First;
        public ulong Second;
        public int Number;
        public bool Taken;
    }
}
