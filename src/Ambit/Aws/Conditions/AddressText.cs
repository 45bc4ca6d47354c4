using System.Buffers.Binary;

namespace Ambit.Aws.Conditions;

/// <summary>
/// An IP address as AWS reads it in a request. IPv4 has four decimal parts, leading zeros allowed; an IPv4-mapped IPv6 address
/// counts as IPv4; IPv6 spelling is lax.
/// </summary>
/// <param name="V4">Whether it is IPv4.</param>
/// <param name="Bits">The address, IPv4 in the lowest 32 bits.</param>
internal readonly record struct AddressText(bool V4, UInt128 Bits)
{
    /// <summary>Reads a request's address; a network, a bare integer or other dotted IPv6 is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AddressText address) => TryParse(text, mappedIsV4: true, out address);

    /// <summary>Reads an address; <paramref name="mappedIsV4"/> tells what becomes of <c>::ffff:a.b.c.d</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, bool mappedIsV4, out AddressText address)
    {
        address = default;
        if (!text.Contains(':'))
        {
            if (!Four(text, out var four))
                return false;
            address = new AddressText(V4: true, four);
            return true;
        }
        if (!Six(text, out var six))
            return false;
        var mapped = six >> 32 == 0xffff;
        if (text.Contains('.') && !mapped)
            return false;
        address = mapped && mappedIsV4 ? new AddressText(V4: true, six & uint.MaxValue) : new AddressText(V4: false, six);
        return true;
    }

    private static bool Four(ReadOnlySpan<char> text, out uint bits)
    {
        bits = 0;
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++parts > 4 || !Decimal(part, 255, out var octet))
                return false;
            bits = (bits << 8) | octet;
        }
        return parts == 4;
    }

    /// <summary>A decimal number that may have leading zeros.</summary>
    public static bool Decimal(ReadOnlySpan<char> text, uint most, out uint value)
    {
        value = 0;
        if (text.Length == 0 || text.ContainsAnyExceptInRange('0', '9'))
            return false;
        foreach (var c in text)
        {
            value = (value * 10) + (uint)(c - '0');
            if (value > most)
                return false;
        }
        return true;
    }

    /// <summary>
    /// "One trailing colon is dropped, a single leading colon stands for a zero group, three colons in a row are one compression;
    /// more compressions than one are unreadable" (seen live).
    /// </summary>
    private static bool Six(ReadOnlySpan<char> text, out UInt128 bits)
    {
        bits = 0;
        if (text.Length > 64)
            return false;
        if (text is [.., not ':', ':'])
            text = text[..^1];
        Span<ushort> groups = stackalloc ushort[8];
        int count = 0, gap = -1;
        if (text is [':', not ':', ..])
        {
            groups[count++] = 0;
            text = text[1..];
        }
        while (text.Length > 0)
        {
            if (text[0] == ':')
            {
                var colons = 0;
                while (colons < text.Length && text[colons] == ':')
                    colons++;
                text = text[colons..];
                if (colons == 1)
                    continue;
                if (colons > 3 || gap >= 0)
                    return false;
                gap = count;
                continue;
            }
            if (!Group(ref text, groups, ref count))
                return false;
        }
        return Join(groups, count, gap, out bits);
    }

    private static bool Group(scoped ref ReadOnlySpan<char> text, scoped Span<ushort> groups, scoped ref int count)
    {
        var end = text.IndexOf(':');
        var group = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[end..];
        if (group.Contains('.'))
        {
            if (text.Length > 0 || count > 6 || !Four(group, out var four))
                return false;
            groups[count++] = (ushort)(four >> 16);
            groups[count++] = (ushort)four;
            return true;
        }
        if (count > 7 || group.Length > 4 || !ushort.TryParse(group, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var value))
            return false;
        groups[count++] = value;
        return true;
    }

    private static bool Join(ReadOnlySpan<ushort> groups, int count, int gap, out UInt128 bits)
    {
        bits = 0;
        if (gap < 0 ? count != 8 : count > 7)
            return false;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        for (var i = 0; i < count; i++)
        {
            var place = gap >= 0 && i >= gap ? 8 - count + i : i;
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(place * 2)..], groups[i]);
        }
        bits = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }
}
