namespace Ambit.Aws.Conditions;

/// <summary>
/// A moment as AWS reads it in conditions: ISO 8601 (a date alone; without zone UTC) or epoch seconds with or without a plus.
/// Moments compare by the millisecond, finer digits are cut off.
/// </summary>
internal static class DateText
{
    /// <summary>Reads a moment into milliseconds since 1970; false where the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        var digits = text is ['+', ..] ? text[1..] : text;
        if (digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9'))
        {
            if (!long.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var seconds) || seconds > long.MaxValue / 1000)
                return false;
            milliseconds = seconds * 1000;
            return true;
        }
        var rest = text;
        if (!Date(ref rest, out var moment))
            return false;
        var offset = TimeSpan.Zero;
        if (rest.Length > 0 && (rest[0] is not ('T' or 't' or ' ') || !Time(rest[1..], ref moment, out offset)))
            return false;
        milliseconds = (moment.Ticks - DateTime.UnixEpoch.Ticks - offset.Ticks) / TimeSpan.TicksPerMillisecond;
        return true;
    }

    private static bool Date(ref ReadOnlySpan<char> rest, out DateTime date)
    {
        date = default;
        if (!Number(ref rest, 4, out var year))
            return false;
        int month = 1, day = 1;
        if (Take(ref rest, '-') && !(Number(ref rest, 2, out month) && (!Take(ref rest, '-') || Number(ref rest, 2, out day))))
            return false;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    private static bool Time(ReadOnlySpan<char> rest, ref DateTime moment, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (!Number(ref rest, 2, out var hour) || !Take(ref rest, ':') || !Number(ref rest, 2, out var minute))
            return false;
        var second = 0;
        long ticks = 0;
        if (Take(ref rest, ':') && !(Number(ref rest, 2, out second) && Fraction(ref rest, out ticks)))
            return false;
        if (hour > 23 || minute > 59 || second > 59 || !Zone(rest, out offset))
            return false;
        moment = moment.AddHours(hour).AddMinutes(minute).AddSeconds(second).AddTicks(ticks);
        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (!Take(ref rest, '.'))
            return true;
        var unit = TimeSpan.TicksPerSecond;
        var count = 0;
        for (; rest.Length > 0 && char.IsAsciiDigit(rest[0]); rest = rest[1..], count++)
        {
            unit /= 10;
            ticks += (rest[0] - '0') * unit;
        }
        return count > 0;
    }

    private static bool Zone(ReadOnlySpan<char> rest, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (rest.Length == 0 || rest is "Z" or "z")
            return true;
        if (rest[0] is not ('+' or '-'))
            return false;
        var sign = rest[0] == '-' ? -1 : 1;
        rest = rest[1..];
        if (!Number(ref rest, 2, out var hours))
            return false;
        Take(ref rest, ':');
        var minutes = 0;
        if (rest.Length > 0 && !Number(ref rest, 2, out minutes))
            return false;
        offset = sign * new TimeSpan(hours, minutes, 0);
        return rest.Length == 0 && hours < 24 && minutes < 60;
    }

    private static bool Number(ref ReadOnlySpan<char> rest, int length, out int value)
    {
        value = 0;
        if (rest.Length < length || rest[..length].ContainsAnyExceptInRange('0', '9'))
            return false;
        foreach (var c in rest[..length])
            value = (value * 10) + (c - '0');
        rest = rest[length..];
        return true;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char c)
    {
        if (rest.Length == 0 || rest[0] != c)
            return false;
        rest = rest[1..];
        return true;
    }
}
