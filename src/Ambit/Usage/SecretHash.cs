using System.Buffers.Binary;
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
    public void Add(ReadOnlySpan<byte> bytes)
    {
        // Invariant: C is odd and nobody knows it, so no text can be made that undoes the length of another.
        _first ^= (ulong)bytes.Length * C;
        if (bytes.Length >= 64)
            bytes = AddLanes(bytes);
        while (bytes.Length >= 16)
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            bytes = bytes[16..];
        }

        if (bytes.Length >= 8)
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]));
        else if (bytes.Length >= 4)
            Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]));
        else if (bytes.Length > 0)
            Add(bytes[0], ((ulong)bytes[bytes.Length >> 1] << 8) | bytes[^1]);
        else
            Add(0);
    }

    /// <summary>Four lanes beside each other: a multiplication need not wait for the one before it. What is left over of 64 bytes comes back.</summary>
    private ReadOnlySpan<byte> AddLanes(ReadOnlySpan<byte> bytes)
    {
        ulong a = _first, b = _second, c = A, d = B;
        while (bytes.Length >= 64)
        {
            a = Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ A, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ a);
            b = Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) ^ B, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]) ^ b);
            c = Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]) ^ C, BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]) ^ c);
            d = Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]) ^ D, BinaryPrimitives.ReadUInt64LittleEndian(bytes[56..]) ^ d);
            bytes = bytes[64..];
        }

        Add(a, b);
        Add(c, d);
        return bytes;
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
    private static ulong Fold(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }

    private static ulong Drawn(string one, string other) =>
        (((ulong)(uint)one.GetHashCode(StringComparison.Ordinal) << 32) | (uint)other.GetHashCode(StringComparison.Ordinal)) | 1;
}
