namespace Ambit.Usage;

/// <summary>What the logs at hand could have shown within a window: without it, "unused" would be a guess.</summary>
public sealed class LogReach
{
    private readonly Dictionary<(string Cloud, string Scope), Dictionary<string, HashSet<DateOnly>>> _days = [];

    /// <summary>Reads the coverage of a window.</summary>
    public LogReach(IEnumerable<LogCoverage> coverage, UsageWindow window)
    {
        var (from, to) = (DateOnly.FromDateTime(window.From.UtcDateTime), DateOnly.FromDateTime(window.To.UtcDateTime));
        Window = window;
        foreach (var c in coverage.Where(c => c.Day >= from && c.Day <= to))
        {
            if (!_days.TryGetValue((c.Cloud, c.Scope), out var kinds))
                _days.Add((c.Cloud, c.Scope), kinds = new(StringComparer.Ordinal));
            if (!kinds.TryGetValue(c.Kind, out var days))
                kinds.Add(c.Kind, days = []);
            days.Add(c.Day);
        }
    }

    /// <summary>The window.</summary>
    public UsageWindow Window { get; }

    /// <summary>Whether there is any log of a scope.</summary>
    public bool Any(string cloud, string scope) => _days.ContainsKey((cloud, scope));

    /// <summary>Whether a scope's logs hold records of a kind at all.</summary>
    public bool Shows(string cloud, string scope, string kind) => _days.TryGetValue((cloud, scope), out var kinds) && kinds.ContainsKey(kind);

    /// <summary>
    /// From the first to the last day that a scope's logs of any kind hold records: how much of the window they span. A day without
    /// a record between the two counts as covered, for nothing may have happened on it.
    /// </summary>
    public int DaysSpanned(string cloud, string scope)
    {
        if (!_days.TryGetValue((cloud, scope), out var kinds))
            return 0;
        var days = kinds.Values.SelectMany(d => d).ToList();
        return days.Max().DayNumber - days.Min().DayNumber + 1;
    }

    /// <summary>Whether a scope's logs span (nearly) all of the window, so that what they do not show did not happen in it.</summary>
    public bool SpansWindow(string cloud, string scope) =>
        // A tenth may be missing at the ends: quiet days, and logs that are delivered late.
        DaysSpanned(cloud, scope) >= Math.Max(1, (int)(Window.Days * 0.9));
}
