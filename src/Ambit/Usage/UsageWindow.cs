using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>The time that "used" is asked of; both ends included.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UsageWindow
{
    /// <summary>Creates a window.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is before <paramref name="from"/>.</exception>
    public UsageWindow(DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        From = from;
        To = to;
    }

    /// <summary>The beginning.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The end: what counts as now.</summary>
    public DateTimeOffset To { get; }

    /// <summary>Its length in whole days.</summary>
    public int Days => (int)(To - From).TotalDays;

    /// <summary>How many days before its end a log or report may stop and still tell of the window.</summary>
    public int Slack => Math.Max(3, Days / 3);

    /// <summary>The last <paramref name="days"/> days before a moment.</summary>
    public static UsageWindow Before(DateTimeOffset now, int days) => new(now.AddDays(-days), now);
}
