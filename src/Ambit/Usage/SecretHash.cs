using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>
/// A hash of 128 bits over texts and numbers, made with numbers that this process draws and nobody knows: no stranger can build two
/// keys that have one hash, and by chance two of a million keys do with less than one in ten million. What has the same hash is
/// therefore taken for the same, and tables keep hashes only. It differs from process to process and never reaches a disk.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct SecretHash
{
    private const int Stride = 64;

    // The runtime draws the seed of its own text hash for each process, for the same reason.
    private static readonly ulong A = Drawn("a", "b");
    private static readonly ulong B = Drawn("c", "d");
    private static readonly ulong C = Drawn("e", "f");
    private static readonly ulong D = Drawn("g", "h");

    private ulong _first;
    private ulong _second;

    /// <summary>A hash that begins with a number.</summary>
    public SecretHash(long number)
    {
        _first = C;
        _second = D;
        Add((ulong)number);
    }

    /// <summary>The first half.</summary>
    public readonly ulong First => _first;

    /// <summary>The second half.</summary>
    public readonly ulong Second => _second;

    /// <summary>Adds a text; where one ends and the next begins is part of the hash.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => Add(bytes, 0);

    /// <summary>Adds a text and a number with it.</summary>
    public void Add(ReadOnlySpan<byte> bytes, uint number)
    {
        // Invariant: C is odd and nobody knows it, so no text can be made that undoes the length of another.
        _first ^= (((ulong)number << 32) | (uint)bytes.Length) * C;
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        if (length >= Stride)
        {
            AddLanes(ref at, length);
            return;
        }

        // What is left of a text is taken together with what was taken before it: that costs less than taking less at a time.
        for (; length > 16; length -= 16)
        {
            Add(Eight(ref at, 0), Eight(ref at, 8));
            at = ref Unsafe.Add(ref at, 16);
        }

        if (bytes.Length >= 16)
            Add(Eight(ref at, length - 16), Eight(ref at, length - 8));
        else if (length >= 8)
            Add(Eight(ref at, 0), Eight(ref at, length - 8));
        else if (length >= 4)
            Add(Unsafe.ReadUnaligned<uint>(ref at), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, length - 4)));
        else if (length > 0)
            Add(at, ((ulong)Unsafe.Add(ref at, length >> 1) << 8) | Unsafe.Add(ref at, length - 1));
        else
            Add(0);
    }

    /// <summary>Four lanes beside each other: a multiplication need not wait for the one before it.</summary>
    private void AddLanes(ref byte at, int length)
    {
        ulong a = _first, b = _second, c = A, d = B;
        for (var left = length; left > 0; left -= Stride)
        {
            ref var stride = ref Unsafe.Add(ref at, left < Stride ? length - Stride : length - left);
            a = Fold(Eight(ref stride, 0) ^ A, Eight(ref stride, 8) ^ a);
            b = Fold(Eight(ref stride, 16) ^ B, Eight(ref stride, 24) ^ b);
            c = Fold(Eight(ref stride, 32) ^ C, Eight(ref stride, 40) ^ c);
            d = Fold(Eight(ref stride, 48) ^ D, Eight(ref stride, 56) ^ d);
        }

        Add(a, b);
        Add(c, d);
    }

    /// <summary>Adds a number.</summary>
    public void Add(ulong number) => Add(number, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ulong x, ulong y)
    {
        _first = Fold(x ^ A, y ^ _first);
        _second = Fold(y ^ B, x ^ _second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(ref byte at, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }

    private static ulong Drawn(string one, string other) =>
        (((ulong)(uint)one.GetHashCode(StringComparison.Ordinal) << 32) | (uint)other.GetHashCode(StringComparison.Ordinal)) | 1;
}
