using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Identities as their records wrote them, byte for byte, each with the number of its caller. Events of a session lie near each
/// other and write their <c>userIdentity</c> the same: comparing it with what was met before costs less than finding its end.
/// Of identities that begin alike the last two are kept.
/// </summary>
internal sealed class KnownIdentities
{
    // The type and the unique id, as a rule; what is shorter is told by what comes after it as well.
    private const int Telling = 64;
    private const int Longest = 1024;
    private const int Places = 2048;
    private readonly Identity[] _identities = new Identity[Places];

    /// <summary>The number of the caller whose identity begins at a place; -1 where it was not met before.</summary>
    /// <param name="data">The records.</param>
    /// <param name="at">The brace that opens the identity.</param>
    /// <param name="length">Its length, braces included.</param>
    public int Find(ReadOnlySpan<byte> data, int at, out int length)
    {
        length = 0;
        if (data.Length - at < Telling)
            return -1;
        var rest = data[at..];
        ref var first = ref _identities[PlaceOf(rest)];
        if (!first.Begins(rest))
        {
            ref var second = ref Unsafe.Add(ref first, 1);
            if (!second.Begins(rest))
                return -1;
            (first, second) = (second, first);
        }

        length = first.Length;
        return first.Caller;
    }

    /// <summary>Keeps an identity, in the place of the one of its two that was met longer ago.</summary>
    /// <param name="data">The records.</param>
    /// <param name="at">The brace that opens the identity.</param>
    /// <param name="length">Its length, braces included.</param>
    /// <param name="caller">The number of its caller.</param>
    public void Add(ReadOnlySpan<byte> data, int at, int length, int caller)
    {
        if (length > Longest || data.Length - at < Telling)
            return;
        ref var first = ref _identities[PlaceOf(data[at..])];
        ref var second = ref Unsafe.Add(ref first, 1);
        (first, second) = (second, first);
        if (first.Text is null || first.Text.Length < length)
            first.Text = new byte[Math.Min(Longest, length + 64)];
        data.Slice(at, length).CopyTo(first.Text);
        (first.Length, first.Caller) = (length, caller);
    }

    /// <summary>The first of two places. Whoever makes identities share one gains nothing but that theirs are searched through.</summary>
    private static int PlaceOf(ReadOnlySpan<byte> identity)
    {
        ulong sum = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(identity[..Telling]);
        for (var i = 0; i < Telling / sizeof(ulong); i++)
            sum += words[i] * (0x9E3779B97F4A7C15 + (((ulong)i << 33) | ((ulong)i << 1)));
        return (int)(sum >> 40) & (Places - 2);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Identity
    {
        public byte[]? Text;
        public int Length;
        public int Caller;

        public readonly bool Begins(ReadOnlySpan<byte> data) => Text is not null && data.StartsWith(Text.AsSpan(0, Length));
    }
}
