using System.Runtime.InteropServices;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Identities as their records wrote them, byte for byte, each with the number of its caller. Events of a session lie near each
/// other and write their <c>userIdentity</c> the same: comparing it with what was met before costs less than finding its end.
/// Of identities that begin alike the last one is kept.
/// </summary>
internal sealed class KnownIdentities
{
    // The type, the unique id and the name of a session as a rule.
    private const int Telling = 96;
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
        var rest = data[at..];
        if (rest.Length < Telling)
            return -1;
        ref readonly var known = ref _identities[PlaceOf(rest)];
        if (known.Text is null || !rest.StartsWith(known.Text.AsSpan(0, known.Length)))
            return -1;
        length = known.Length;
        return known.Caller;
    }

    /// <summary>Keeps an identity.</summary>
    public void Add(ReadOnlySpan<byte> identity, int caller)
    {
        if (identity.Length is < Telling or > Longest)
            return;
        ref var known = ref _identities[PlaceOf(identity)];
        if (known.Text is null || known.Text.Length < identity.Length)
            known.Text = new byte[Math.Min(Longest, identity.Length + 64)];
        identity.CopyTo(known.Text);
        (known.Length, known.Caller) = (identity.Length, caller);
    }

    private static int PlaceOf(ReadOnlySpan<byte> identity)
    {
        var hash = new SecretHash(0);
        hash.Add(identity[..Telling]);
        return (int)hash.First & (Places - 1);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Identity
    {
        public byte[]? Text;
        public int Length;
        public int Caller;
    }
}
