namespace Ambit.Usage;

/// <summary>A set of 64-bit fingerprints in one array, open addressing; zero stands for an empty place.</summary>
internal sealed class FingerprintSet
{
    private ulong[] _places = new ulong[16];

    /// <summary>How many are in it.</summary>
    public int Count { get; private set; }

    /// <summary>When it was last asked, in the owner's count.</summary>
    public long Asked { get; set; }

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
        for (var at = (int)(fingerprint * 0x9E3779B97F4A7C15 >> 33) & mask; ; at = (at + 1) & mask)
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
