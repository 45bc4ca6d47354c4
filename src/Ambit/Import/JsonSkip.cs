using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ambit.Import;

/// <summary>
/// Finds the end of JSON values over UTF-8 bytes without looking at what is in them: 64 bytes at a time become bit masks of
/// quotes and brackets (the method of simdjson), so that a value nobody needs costs next to nothing. Brackets are counted and not
/// paired by kind: what is inside a skipped value is not validated.
/// </summary>
internal static class JsonSkip
{
    /// <summary>The data ends before the value does.</summary>
    public const int Cut = -1;

    /// <summary>No value begins here.</summary>
    public const int Malformed = -2;

    private const int Block = 64;

    /// <summary>The position of the first byte that is no white space.</summary>
    public static int Space(ReadOnlySpan<byte> data, int at)
    {
        while ((uint)at < (uint)data.Length && data[at] <= 0x20 && data[at] is 0x20 or 0x0A or 0x0D or 0x09)
            at++;
        return at;
    }

    /// <summary>The position after the value that begins at <paramref name="at"/>, <see cref="Cut"/> or <see cref="Malformed"/>.</summary>
    public static int Value(ReadOnlySpan<byte> data, int at)
    {
        if ((uint)at >= (uint)data.Length)
            return Cut;
        switch (data[at])
        {
            case (byte)'"':
                return String(data, at);
            case (byte)'{' or (byte)'[':
                return Container(data, at);
            case (byte)'t' or (byte)'f' or (byte)'n' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return Scalar(data, at);
            default:
                return Malformed;
        }
    }

    /// <summary>The position of what ends a number or a word; most are a few bytes long.</summary>
    private static int Scalar(ReadOnlySpan<byte> data, int at)
    {
        for (at++; (uint)at < (uint)data.Length; at++)
        {
            if (data[at] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t')
                return at;
        }

        return Cut;
    }

    /// <summary>The position after the closing quote of the string whose opening quote is at <paramref name="at"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int String(ReadOnlySpan<byte> data, int at) => String(data, at, out _);

    /// <summary>The position after the closing quote, and whether a backslash came before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int String(ReadOnlySpan<byte> data, int at, out bool escapes)
    {
        at++;
        escapes = false;
        ref var start = ref MemoryMarshal.GetReference(data);

        // Most strings end within the first vectors, and without a call; the rest is left to the loop that knows of escapes.
        while (at + Vector256<byte>.Count <= data.Length)
        {
            var bytes = Vector256.LoadUnsafe(ref start, (nuint)at);
            var found = (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
            if (found != 0)
            {
                at += BitOperations.TrailingZeroCount(found);
                return Unsafe.Add(ref start, at) == '"' ? at + 1 : WithEscapes(data, at, out escapes);
            }

            at += Vector256<byte>.Count;
        }

        return WithEscapes(data, at, out escapes);
    }

    /// <summary>The rest of a string of which a piece was looked at; JSON within a string has an escape every few bytes.</summary>
    private static int WithEscapes(ReadOnlySpan<byte> data, int at, out bool escapes)
    {
        escapes = false;
        ulong escape = 0;
        while (at + Block <= data.Length)
        {
            var end = StringStep(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at), ref escape, ref escapes);
            if (end >= 0)
                return at + end + 1;
            at += Block;
        }

        if (at >= data.Length)
            return Cut;
        Span<byte> rest = stackalloc byte[Block];
        rest.Fill((byte)' ');
        data[at..].CopyTo(rest);
        var last = StringStep(ref MemoryMarshal.GetReference(rest), ref escape, ref escapes);
        return last >= 0 ? at + last + 1 : Cut;
    }

    /// <summary>Takes one block within a string; the place of the closing quote in it, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int StringStep(ref byte block, ref ulong escape, ref bool escapes)
    {
        var quotes = Mask(ref block, (byte)'"', 0);
        var backslashes = Mask(ref block, (byte)'\\', 0);
        if ((backslashes | escape) != 0)
            quotes &= ~Escaped(backslashes, ref escape);
        if (quotes == 0)
        {
            escapes |= backslashes != 0;
            return -1;
        }

        var end = BitOperations.TrailingZeroCount(quotes);
        escapes |= (backslashes & ((1UL << end) - 1)) != 0;
        return end;
    }

    /// <summary>The position after the bracket that closes the one at <paramref name="at"/>.</summary>
    public static int Container(ReadOnlySpan<byte> data, int at)
    {
        var depth = 0;
        ulong inString = 0, escape = 0;
        while (at + Block <= data.Length)
        {
            var end = Step(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at), ref depth, ref inString, ref escape);
            if (end >= 0)
                return at + end + 1;
            at += Block;
        }

        Span<byte> rest = stackalloc byte[Block];
        rest.Fill((byte)' ');
        data[at..].CopyTo(rest);
        var last = Step(ref MemoryMarshal.GetReference(rest), ref depth, ref inString, ref escape);
        return last >= 0 ? at + last + 1 : Cut;
    }

    /// <summary>Takes one block; the place of the closing bracket in it, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step(ref byte block, ref int depth, ref ulong inString, ref ulong escape)
    {
        var quotes = Mask(ref block, (byte)'"', 0);
        var backslashes = Mask(ref block, (byte)'\\', 0);
        if ((backslashes | escape) != 0)
            quotes &= ~Escaped(backslashes, ref escape);
        var strings = PrefixXor(quotes) ^ inString;
        inString = (ulong)((long)strings >> 63);

        // '{' and '[' differ in one bit, '}' and ']' too.
        var opens = Mask(ref block, (byte)'{', 0x20) & ~strings;
        var closes = Mask(ref block, (byte)'}', 0x20) & ~strings;
        var ends = BitOperations.PopCount(closes);
        if (ends < depth)
        {
            depth += BitOperations.PopCount(opens) - ends;
            return -1;
        }

        return Walk(opens, closes, ref depth);
    }

    private static int Walk(ulong opens, ulong closes, ref int depth)
    {
        var all = opens | closes;
        while (all != 0)
        {
            var lowest = all & (ulong)-(long)all;
            if ((opens & lowest) != 0)
                depth++;
            else if (--depth <= 0)
                return BitOperations.TrailingZeroCount(lowest);
            all ^= lowest;
        }

        return -1;
    }

    /// <summary>Which bytes of a block are the wanted one, with some bits set in all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(ref byte block, byte wanted, byte bits)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Equals(Vector512.LoadUnsafe(ref block) | Vector512.Create(bits), Vector512.Create(wanted)).ExtractMostSignificantBits();
        var pattern = Vector256.Create(wanted);
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref block) | Vector256.Create(bits), pattern).ExtractMostSignificantBits();
        return low | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref block, 32) | Vector256.Create(bits), pattern).ExtractMostSignificantBits() << 32);
    }

    /// <summary>The bytes that a backslash before them takes out of the grammar; an escape may reach over into the next block.</summary>
    private static ulong Escaped(ulong backslashes, ref ulong escape)
    {
        const ulong even = 0x5555555555555555;
        backslashes &= ~escape;
        var follows = (backslashes << 1) | escape;
        var oddStarts = backslashes & ~even & ~follows;
        var sequences = oddStarts + backslashes;
        escape = sequences < backslashes ? 1UL : 0UL;
        return (even ^ (sequences << 1)) & follows;
    }

    /// <summary>Each bit becomes the parity of all bits up to it: inside or outside of a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        if (System.Runtime.Intrinsics.X86.Pclmulqdq.IsSupported)
        {
            var product = System.Runtime.Intrinsics.X86.Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0);
            return product.ToScalar();
        }

        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
