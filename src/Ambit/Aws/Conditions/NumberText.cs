using System.Numerics;

namespace Ambit.Aws.Conditions;

/// <summary>
/// A decimal number of any precision, as AWS reads it: leading zeros, a plus, a trailing point and an exponent are fine;
/// <c>NaN</c>, <c>Infinity</c> and <c>10abc</c> are no numbers. Kept as normalised digits and an exponent, so that a hostile
/// exponent costs nothing.
/// </summary>
internal readonly struct NumberText
{
    private readonly int _sign;
    private readonly BigInteger _exponent;
    private readonly string _digits;

    private NumberText(int sign, string digits, BigInteger exponent)
    {
        _sign = sign;
        _digits = digits;
        _exponent = exponent;
    }

    /// <summary>Reads a number; false where the text is none.</summary>
    public static bool TryParse(string text, out NumberText number)
    {
        number = default;
        var rest = text.AsSpan();
        var sign = 1;
        if (rest is ['+' or '-', ..])
        {
            sign = rest[0] == '-' ? -1 : 1;
            rest = rest[1..];
        }
        BigInteger exponent = 0;
        var e = rest.IndexOfAny('e', 'E');
        if (e >= 0 && !TryExponent(rest[(e + 1)..], out exponent))
            return false;
        var mantissa = e < 0 ? rest : rest[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? [] : mantissa[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
            return false;
        number = Normal(sign, whole, fraction, exponent);
        return true;
    }

    /// <summary>Less than zero where this one is smaller, zero where they are the same number.</summary>
    public int Against(NumberText other)
    {
        if (_sign != other._sign)
            return _sign.CompareTo(other._sign);
        if (_sign == 0)
            return 0;
        var size = _exponent.CompareTo(other._exponent);
        return _sign * (size != 0 ? size : string.CompareOrdinal(_digits, other._digits));
    }

    /// <summary>Zero point digits times ten to the exponent, without zeros at either end.</summary>
    private static NumberText Normal(int sign, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, BigInteger exponent)
    {
        whole = whole.TrimStart('0');
        if (whole.Length == 0)
        {
            var trimmed = fraction.TrimStart('0');
            exponent -= fraction.Length - trimmed.Length;
            fraction = trimmed;
        }
        var digits = string.Concat(whole, fraction).TrimEnd('0');
        return digits.Length == 0 ? new NumberText(0, "", 0) : new NumberText(sign, digits, exponent + whole.Length);
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out BigInteger exponent)
    {
        exponent = 0;
        var digits = text is ['+' or '-', ..] ? text[1..] : text;
        // More digits than this name a number that no request holds; reading them would cost more than linear time.
        if (digits.Length is 0 or > 64 || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        exponent = BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        if (text[0] == '-')
            exponent = -exponent;
        return true;
    }
}
