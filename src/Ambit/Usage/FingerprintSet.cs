namespace Ambit.Usage;

/// <summary>
/// A set of fingerprints of <see cref="EventMemory.FingerprintBits"/> bits, open addressing; zero stands for an empty place. It lies
/// in several arrays that grow one by one, so that growing never holds the whole of it twice.
/// </summary>
internal sealed class FingerprintSet
{
    private const int PartBits = 4;
    private readonly ulong[][] _parts = new ulong[1 << PartBits][];
    private readonly int[] _counts = new int[1 << PartBits];

    public FingerprintSet()
    {
        for (var part = 0; part < _parts.Length; part++)
            _parts[part] = new ulong[16];
    }

    /// <summary>How many are in it.</summary>
    public int Count { get; private set; }

    /// <summary>All that are in it, in no order. Of zero and one, which are one to it, one comes out.</summary>
    public IEnumerable<ulong> All() => _parts.SelectMany(p => p).Where(p => p != 0);

    /// <summary>Says that one will be asked for soon.</summary>
    public void Soon(ulong fingerprint)
    {
        var mixed = Mixed(fingerprint);
        var places = _parts[PartOf(mixed)];
        Prefetch.Of(ref places[Home(mixed) & (places.Length - 1)]);
    }

    /// <summary>Whether one is in it.</summary>
    public bool Contains(ulong fingerprint)
    {
        if (Count == 0)
            return false;
        if (fingerprint == 0)
            fingerprint = 1;
        var mixed = Mixed(fingerprint);
        var places = _parts[PartOf(mixed)];
        var mask = places.Length - 1;
        for (var at = Home(mixed) & mask; places[at] != 0; at = (at + 1) & mask)
        {
            if (places[at] == fingerprint)
                return true;
        }

        return false;
    }

    /// <summary>Adds one; false if it was there.</summary>
    public bool Add(ulong fingerprint)
    {
        if (fingerprint == 0)
            fingerprint = 1;
        var mixed = Mixed(fingerprint);
        var part = PartOf(mixed);
        if (_counts[part] * 4 >= _parts[part].Length * 3)
            Grow(part);
        if (!Put(_parts[part], mixed, fingerprint))
            return false;
        _counts[part]++;
        Count++;
        return true;
    }

    private static bool Put(ulong[] places, ulong mixed, ulong fingerprint)
    {
        var mask = places.Length - 1;
        for (var at = Home(mixed) & mask; ; at = (at + 1) & mask)
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

    private static ulong Mixed(ulong fingerprint) => fingerprint * 0x9E3779B97F4A7C15;

    private static int PartOf(ulong mixed) => (int)(mixed >> (64 - PartBits));

    private static int Home(ulong mixed) => (int)(mixed >> 29) & int.MaxValue;

    private void Grow(int part)
    {
        var larger = new ulong[_parts[part].Length * 2];
        foreach (var fingerprint in _parts[part])
        {
            if (fingerprint != 0)
                Put(larger, Mixed(fingerprint), fingerprint);
        }

        _parts[part] = larger;
    }
}
