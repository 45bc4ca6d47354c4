using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>A fast hash over bytes (multiply and fold, as wyhash does). It serves tables that compare the bytes as well, and event identities.</summary>
internal static class ByteHash
{
    private const ulong A = 0xA0761D6478BD642F;
    private const ulong B = 0xE7037ED1A0B428DB;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var left = bytes.Length;
        var hash = seed ^ A ^ (ulong)left * B;
        for (; left >= 16; left -= 16)
        {
            hash = Fold(Eight(ref at, 0) ^ A, Eight(ref at, 8) ^ hash);
            at = ref Unsafe.Add(ref at, 16);
        }

        return left switch
        {
            0 => Fold(hash, B),
            >= 8 => Fold(Fold(Eight(ref at, 0) ^ A, Eight(ref at, left - 8) ^ hash), B),
            4 => Fold(Fold(BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref at)) ^ A, hash), B),
            _ => Fold(Fold(Few(bytes[^left..]) ^ A, hash), B),
        };
    }

    private static ulong Few(ReadOnlySpan<byte> bytes)
    {
        ulong few = 0;
        foreach (var one in bytes)
            few = (few << 8) | one;
        return few;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(ref byte at, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }
}
