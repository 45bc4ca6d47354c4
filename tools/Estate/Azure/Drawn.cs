using System.Globalization;

namespace Ambit.Estate.Azure;

/// <summary>What Azure draws for each request, session and token: ids, times, addresses, opaque text.</summary>
internal sealed class Drawn(Seeded random)
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>A GUID of version 4.</summary>
    public string Guid()
    {
        var (a, b) = (random.Next(), random.Next());
        return $"{a >> 32:x8}-{(a >> 16) & 0xffff:x4}-4{a & 0xfff:x3}-{0x8000 | ((b >> 48) & 0x3fff):x4}-{b & 0xffffffffffff:x12}";
    }

    /// <summary>Opaque text as tokens and cursors have it.</summary>
    public string Opaque(int length) =>
        string.Create(length, random, static (span, r) =>
        {
            foreach (ref var c in span)
                c = Base64[(int)(r.Next() & 63)];
        });

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => random.Below(bound);

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => random.Pick(from);

    /// <summary>An address of a documentation range.</summary>
    public string Address() => random.Below(3) switch
    {
        0 => $"192.0.2.{1 + random.Below(254)}",
        1 => $"198.51.100.{1 + random.Below(254)}",
        _ => $"203.0.113.{1 + random.Below(254)}",
    };

    /// <summary>A moment of a day, to the tenth of a microsecond.</summary>
    public DateTime Moment(DateOnly day, int from = 7, int hours = 11) =>
        day.ToDateTime(new TimeOnly(from + random.Below(hours), random.Below(60), random.Below(60))).AddTicks(random.Below(10_000_000));

    /// <summary>A moment as the logs print it.</summary>
    public static string Text(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment in seconds since 1970, as tokens have it.</summary>
    public static long Epoch(DateTime moment) => (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
}
