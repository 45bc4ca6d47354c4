using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Ambit.Import;

/// <summary>The times that logs write: <c>2026-05-01T10:11:12Z</c> or with a fraction as a rule; with blanks or offsets, or as epoch seconds elsewhere.</summary>
internal static class WrittenTime
{
    private const int ToSeconds = 19;

    /// <summary>Reads a time as UTC ticks; false where the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long utcTicks)
    {
        if (text.Length > ToSeconds && text[10] == 'T' && Fast(text, out utcTicks))
            return true;
        var time = Slow(text);
        utcTicks = time?.UtcTicks ?? 0;
        return time is not null;
    }

    private static DateTimeOffset? Slow(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out double seconds, out var used) && used == text.Length)
            return Epoch(seconds);
        return text.Length <= 64 && DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed) ? parsed : null;
    }

    private static DateTimeOffset? Epoch(double number)
    {
        // Milliseconds since the epoch have three digits more than seconds have.
        var seconds = number > 100_000_000_000 ? number / 1000 : number;
        return seconds is > 0 and < 253_402_300_799 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
    }

    private static bool Fast(ReadOnlySpan<byte> t, out long utcTicks)
    {
        utcTicks = 0;
        if (t[4] != '-' || t[7] != '-' || t[13] != ':' || t[16] != ':' || !Fraction(t[ToSeconds..], out var fraction))
            return false;
        var year = (Two(t, 0) * 100) + Two(t, 2);
        int month = Two(t, 5), day = Two(t, 8), hour = Two(t, 11), minute = Two(t, 14), second = Two(t, 17);
        if ((year | month | day | hour | minute | second) < 0 || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
            return false;
        utcTicks = new DateTime(year, month, day, hour, minute, second).Ticks + fraction;
        return true;
    }

    /// <summary>The ticks of <c>.1234567</c> and that only UTC follows; what is finer than a tick is left out.</summary>
    private static bool Fraction(ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] == '.')
        {
            var (at, unit) = (1, TimeSpan.TicksPerSecond);
            for (; at < rest.Length && (uint)(rest[at] - '0') <= 9; at++)
                ticks += (rest[at] - '0') * (unit /= 10);
            if (at == 1)
                return false;
            rest = rest[at..];
        }

        return rest is [(byte)'Z'] || rest.SequenceEqual("+00:00"u8);
    }

    private static int Two(ReadOnlySpan<byte> t, int at)
    {
        int high = t[at] - '0', low = t[at + 1] - '0';
        return (uint)high > 9 || (uint)low > 9 ? -10_000 : (high * 10) + low;
    }
}
