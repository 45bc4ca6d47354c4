namespace Ambit.Aws.Conditions;

/// <summary>
/// A network of a policy as AWS reads it (seen live): IPv4 ignores its host bits; IPv6 with host bits set matches nothing, not
/// even its own address; an IPv4-mapped network matches neither form.
/// </summary>
/// <param name="V4">Whether it is IPv4.</param>
/// <param name="Bits">Its address.</param>
/// <param name="Mask">The bits that count.</param>
/// <param name="Empty">Whether it matches nothing.</param>
internal readonly record struct NetworkText(bool V4, UInt128 Bits, UInt128 Mask, bool Empty)
{
    /// <summary>Reads a network or an address; false where it is neither, which a list passes over.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NetworkText network)
    {
        network = default;
        var slash = text.IndexOf('/');
        var host = slash < 0 ? text : text[..slash];
        if (!AddressText.TryParse(host, mappedIsV4: false, out var address))
            return false;
        uint size = address.V4 ? 32u : 128u, length = size;
        if (slash >= 0)
        {
            var digits = text[(slash + 1)..];
            if (digits is ['+', ..])
                digits = digits[1..];
            if (!AddressText.Decimal(digits, size, out length))
                return false;
        }
        var all = address.V4 ? uint.MaxValue : UInt128.MaxValue;
        var mask = length == 0 ? 0 : all & (all << (int)(size - length));
        var mapped = !address.V4 && address.Bits >> 32 == 0xffff;
        network = new NetworkText(address.V4, address.Bits & mask, mask, mapped || (!address.V4 && (address.Bits & ~mask) != 0));
        return true;
    }

    /// <summary>Whether it holds the address.</summary>
    public bool Holds(AddressText address) => !Empty && V4 == address.V4 && (address.Bits & Mask) == Bits;
}
