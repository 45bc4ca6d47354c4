namespace Ambit.Usage;

/// <summary>A set of 64-bit fingerprints in one array, open addressing; zero stands for an empty place.</summary>
internal sealed class FingerprintSet
{
    private ulong[] _places = new ulong[16];

    /// <summary>How many are in it.</summary>
    public int Count { get; private set; }

    /// <summary>All that are in it, in no order. Of zero and one, which are one to it, one comes out.</summary>
    public IEnumerable<ulong> All() => _places.Where(p => p != 0);

    /// <summary>Whether one is in it.</summary>
    public bool Contains(ulong fingerprint)
    {
        if (Count == 0)
            return false;
        if (fingerprint == 0)
            fingerprint = 1;
        var mask = _places.Length - 1;
        for (var at = Home(fingerprint) & mask; _places[at] != 0; at = (at + 1) & mask)
        {
            if (_places[at] == fingerprint)
                return true;
        }

        return false;
    }

    /// <summary>Adds one; false if it was there.</summary>
    public bool Add(ulong fingerprint)
    {
        if (fingerprint == 0)
            fingerprint = 1;
        if (Count * 4 >= _places.Length * 3)
            Grow();
        if (!Put(_places, fingerprint))
            return false;
        Count++;
        return true;
    }

    private static bool Put(ulong[] places, ulong fingerprint)
    {
        var mask = places.Length - 1;
        for (var at = Home(fingerprint) & mask; ; at = (at + 1) & mask)
        {
            if (places[at] == fingerprint)
                return false;
            if (places[at] == 0)
            {
                places[at] = fingerprint;
                return true;
            }
        }
    }

    private static int Home(ulong fingerprint) => (int)(fingerprint * 0x9E3779B97F4A7C15 >> 33);

    private void Grow()
    {
        var larger = new ulong[_places.Length * 2];
        foreach (var fingerprint in _places)
        {
            if (fingerprint != 0)
                Put(larger, fingerprint);
        }

        _places = larger;
    }
}
