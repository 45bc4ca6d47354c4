using System.Globalization;
using System.Net;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Sets;

/// <summary>Numbers, dates, addresses and Booleans as conditions compare them, and the points at which a comparison changes.</summary>
internal static class ComparedValue
{
    /// <summary>What an operator compares; null for texts, ARNs and Null.</summary>
    public static ValueFamily? FamilyOf(Comparison comparison) =>
        comparison switch
        {
            >= Comparison.NumericEquals and <= Comparison.NumericGreaterThanEquals => ValueFamily.Number,
            >= Comparison.DateEquals and <= Comparison.DateGreaterThanEquals => ValueFamily.Date,
            Comparison.IpAddress or Comparison.NotIpAddress => ValueFamily.Address,
            Comparison.Bool => ValueFamily.Boolean,
            _ => null,
        };

    /// <summary>Whether a policy's value can be read as what the operator compares.</summary>
    public static bool Readable(Comparison comparison, string value) =>
        FamilyOf(comparison) switch
        {
            ValueFamily.Number => Limit(value) is < 1_000_000_000_000_000m and > -1_000_000_000_000_000m,
            ValueFamily.Date => Moment(value) is not null,
            ValueFamily.Address => NetworkText.TryParse(value, out _),
            _ => true,
        };

    /// <summary>One text of every point and interval into which the values cut the family's line.</summary>
    public static IEnumerable<string> Points(ValueFamily family, IEnumerable<string> values) =>
        family switch
        {
            ValueFamily.Number => Numbers(values),
            ValueFamily.Date => Moments(values),
            ValueFamily.Address => Addresses(values),
            _ => ["true", "false"],
        };

    /// <summary>Whether a request's value meets the condition.</summary>
    public static bool Holds(Comparison comparison, IReadOnlyList<string> values, string actual) =>
        FamilyOf(comparison) switch
        {
            ValueFamily.Number => Holds(comparison - Comparison.NumericEquals, values, actual, Number, (NumberText a, NumberText b) => a.Against(b)),
            ValueFamily.Date => Holds(comparison - Comparison.DateEquals, values, actual, Moment, (long a, long b) => a.CompareTo(b)),
            ValueFamily.Address => HoldsAddress(comparison, values, actual),
            _ => values.Any(v => v.Equals("true", StringComparison.OrdinalIgnoreCase) == actual.Equals("true", StringComparison.OrdinalIgnoreCase)),
        };

    /// <summary>The first and last address of a network; null where it is none, or matches nothing.</summary>
    public static (UInt128 First, UInt128 Last, bool V4)? Network(string text) =>
        NetworkText.TryParse(text, out var network) && !network.Empty
            ? (network.Bits, network.Bits | (~network.Mask & (network.V4 ? uint.MaxValue : UInt128.MaxValue)), network.V4) : null;

    private static bool Holds<T>(int order, IReadOnlyList<string> values, string actual, Func<string, T?> read, Func<T, T, int> compare)
        where T : struct
    {
        // 0 equals, 1 not equals, 2 less, 3 less or equal, 4 greater, 5 greater or equal
        if (read(actual) is not { } number)
            return order == 1;
        var any = false;
        foreach (var value in values)
        {
            if (read(value) is not { } limit)
                continue;
            var compared = compare(number, limit);
            any |= order switch { 0 or 1 => compared == 0, 2 => compared < 0, 3 => compared <= 0, 4 => compared > 0, _ => compared >= 0 };
        }

        return any != (order == 1);
    }

    private static bool HoldsAddress(Comparison comparison, IReadOnlyList<string> values, string actual)
    {
        // An address that cannot be read is neither inside nor outside.
        if (!AddressText.TryParse(actual, out var address))
            return false;
        var inside = values.Any(v => NetworkText.TryParse(v, out var network) && network.Holds(address));
        return inside == comparison is Comparison.IpAddress;
    }

    private static NumberText? Number(string text) => NumberText.TryParse(text, out var number) ? number : null;

    private static decimal? Limit(string text) =>
        NumberText.TryParse(text, out _) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Moment(string text) => DateText.TryParse(text, out var moment) ? moment : null;

    private static IEnumerable<string> Numbers(IEnumerable<string> values)
    {
        var limits = values.Select(Limit).OfType<decimal>().Distinct().Order().ToList();
        for (var i = 0; i < limits.Count; i++)
        {
            if (i == 0)
                yield return Spell(limits[i] - 1);
            yield return Spell(limits[i]);
            yield return Spell(i + 1 == limits.Count ? limits[i] + 1 : (limits[i] + limits[i + 1]) / 2);
        }

        static string Spell(decimal number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Moments(IEnumerable<string> values)
    {
        var limits = values.Select(Moment).OfType<long>().SelectMany(m => new[] { m - 1, m, m + 1 }).Distinct().Order();
        foreach (var moment in limits)
            yield return DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Addresses(IEnumerable<string> values)
    {
        var networks = values.Select(Network).OfType<(UInt128 First, UInt128 Last, bool V4)>().ToList();
        foreach (var v4 in (bool[])[true, false])
        {
            var last = v4 ? uint.MaxValue : UInt128.MaxValue;
            var limits = networks.Where(n => n.V4 == v4).SelectMany(n => n.Last == last ? new[] { n.First } : [n.First, n.Last + 1]);
            foreach (var limit in limits.Append(UInt128.Zero).Distinct().Order())
                yield return Spell(limit, v4);
        }
    }

    private static string Spell(UInt128 value, bool v4)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return new IPAddress(v4 ? bytes[12..] : bytes).ToString();
    }
}
