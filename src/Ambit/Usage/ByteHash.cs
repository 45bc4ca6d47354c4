using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ambit.Usage;

/// <summary>A fast hash over bytes (multiply and fold, as wyhash does). It serves tables that compare the bytes as well, and event identities.</summary>
internal static class ByteHash
{
    private const ulong A = 0xA0761D6478BD642F;
    private const ulong B = 0xE7037ED1A0B428DB;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var hash = seed ^ A ^ (ulong)bytes.Length * B;
        while (bytes.Length >= 16)
        {
            hash = Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ A, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ hash);
            bytes = bytes[16..];
        }

        if (bytes.Length == 0)
            return Fold(hash, B);
        ulong first = 0, second = 0;
        if (bytes.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            second = BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]);
        }
        else
        {
            for (var i = 0; i < bytes.Length; i++)
                first = (first << 8) | bytes[i];
        }

        return Fold(Fold(first ^ A, second ^ hash), B);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }
}
