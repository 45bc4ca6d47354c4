using System.Globalization;
using System.Net;
using Ambit.Access;

namespace Ambit.Azure.Conditions;

/// <summary>The operators of ABAC conditions on two values. A value that is not of the operator's type compares as false.</summary>
internal static class ValueComparison
{
    /// <summary>The operators that there are, lower case.</summary>
    public static readonly IReadOnlySet<string> Operators = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringStartsWith", "StringNotStartsWith", "StringLike", "StringNotLike",
        "StringStartsWithIgnoreCase", "StringNotStartsWithIgnoreCase", "StringLikeIgnoreCase", "StringNotLikeIgnoreCase",
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
        "DateTimeEquals", "DateTimeNotEquals", "DateTimeLessThan", "DateTimeLessThanEquals", "DateTimeGreaterThan", "DateTimeGreaterThanEquals",
        "BoolEquals", "BoolNotEquals", "GuidEquals", "GuidNotEquals", "IpMatch", "IpNotMatch", "TimeOfDayInRange",
    };

    /// <summary>Whether the operator holds between two values.</summary>
    public static bool Holds(string @operator, string left, string right)
    {
        var name = @operator.ToLowerInvariant();
        if (name.Contains("not", StringComparison.Ordinal))
            return !Holds(name.Replace("not", "", StringComparison.Ordinal), left, right);
        return name switch
        {
            "stringequals" => left == right,
            "stringequalsignorecase" => left.Equals(right, StringComparison.OrdinalIgnoreCase),
            "stringstartswith" => left.StartsWith(right, StringComparison.Ordinal),
            "stringstartswithignorecase" => left.StartsWith(right, StringComparison.OrdinalIgnoreCase),
            "stringlike" => Like(right, left),
            "stringlikeignorecase" => Like(right.ToLowerInvariant(), left.ToLowerInvariant()),
            "boolequals" => left.Equals(right, StringComparison.OrdinalIgnoreCase),
            "guidequals" => left.Equals(right, StringComparison.OrdinalIgnoreCase) || ResourceId.NameOf(left).Equals(ResourceId.NameOf(right), StringComparison.OrdinalIgnoreCase),
            "ipmatch" => InRange(left, right),
            _ when name.StartsWith("numeric", StringComparison.Ordinal) => Ordered<decimal>(name["numeric".Length..], left, right, ParseNumber),
            _ when name.StartsWith("datetime", StringComparison.Ordinal) => Ordered<DateTimeOffset>(name["datetime".Length..], left, right, ParseTime),
            _ => false,
        };
    }

    /// <summary>"StringLike: * for any number of characters, ? for one."</summary>
    internal static bool Like(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => Wildcards.Match(pattern, text, anyCase: false, one: true);

    private static bool Ordered<T>(string relation, string left, string right, Func<string, T?> parse)
        where T : struct, IComparable<T>
    {
        if (parse(left) is not { } l || parse(right) is not { } r)
            return false;
        var order = l.CompareTo(r);
        return relation switch
        {
            "equals" => order == 0,
            "lessthan" => order < 0,
            "lessthanequals" => order <= 0,
            "greaterthan" => order > 0,
            "greaterthanequals" => order >= 0,
            _ => false,
        };
    }

    private static decimal? ParseNumber(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static DateTimeOffset? ParseTime(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var t) ? t : null;

    private static bool InRange(string address, string range)
    {
        if (!IPAddress.TryParse(address, out var ip))
            return false;
        return range.Contains('/') ? IPNetwork.TryParse(range, out var network) && network.Contains(ip) : IPAddress.TryParse(range, out var one) && one.Equals(ip);
    }
}
