using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>A table whose keys are bytes, looked up without making anything of them; keys are compared whole, never by their hash alone.</summary>
internal sealed class ByteKeyedTable<T>
{
    private int[] _places = new int[256];
    private Entry[] _entries = new Entry[64];
    private byte[] _keys = new byte[4096];
    private int _keyBytes;

    public int Count { get; private set; }

    public bool TryGet(ReadOnlySpan<byte> key, ulong hash, out T value)
    {
        var mask = _places.Length - 1;
        for (var at = (int)hash & mask; _places[at] != 0; at = (at + 1) & mask)
        {
            ref var entry = ref _entries[_places[at] - 1];
            if (entry.Hash == hash && _keys.AsSpan(entry.Start, entry.Length).SequenceEqual(key))
            {
                value = entry.Value;
                return true;
            }
        }

        value = default!;
        return false;
    }

    /// <summary>Adds a key that is not in the table.</summary>
    public void Add(ReadOnlySpan<byte> key, ulong hash, T value)
    {
        if ((Count + 1) * 2 > _places.Length)
            Grow();
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        if (_keyBytes + key.Length > _keys.Length)
            Array.Resize(ref _keys, Math.Max(_keys.Length * 2, _keyBytes + key.Length));
        key.CopyTo(_keys.AsSpan(_keyBytes));
        _entries[Count] = new Entry { Hash = hash, Start = _keyBytes, Length = key.Length, Value = value };
        _keyBytes += key.Length;
        Count++;
        Put(_places, hash, Count);
    }

    public void Clear()
    {
        Array.Clear(_places);
        Array.Clear(_entries);
        _keyBytes = 0;
        Count = 0;
    }

    private static void Put(int[] places, ulong hash, int number)
    {
        var mask = places.Length - 1;
        var at = (int)hash & mask;
        while (places[at] != 0)
            at = (at + 1) & mask;
        places[at] = number;
    }

    private void Grow()
    {
        var larger = new int[_places.Length * 2];
        for (var i = 0; i < Count; i++)
            Put(larger, _entries[i].Hash, i + 1);
        _places = larger;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public ulong Hash;
        public int Start;
        public int Length;
        public T Value;
    }
}
