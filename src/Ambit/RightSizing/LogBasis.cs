using System.Globalization;
using Ambit.Usage;

namespace Ambit.RightSizing;

/// <summary>
/// Whether the logs at hand are enough to size somebody by. "Unused" may be said only of what the logs could have shown: logs that
/// ended long before the question, or none at all of somebody's own account, tell nothing of today.
/// </summary>
public sealed class LogBasis
{
    private readonly Dictionary<(string Cloud, string Scope), List<DateOnly>> _days;
    private readonly HashSet<string> _matching;

    /// <summary>Reads the coverage.</summary>
    /// <param name="coverage">What the logs hold, by day.</param>
    /// <param name="homes">The scopes that identities are in, by cloud: where logs are named by none of them (a tenant's identities, a subscription's logs), their own logs cannot be told.</param>
    public LogBasis(IEnumerable<LogCoverage> coverage, IEnumerable<(string Cloud, string Scope)> homes)
    {
        _days = coverage.GroupBy(c => (c.Cloud, c.Scope)).ToDictionary(g => g.Key, g => g.Select(c => c.Day).Distinct().Order().ToList());
        _matching = homes.Where(_days.ContainsKey).Select(h => h.Cloud).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Why nothing can be concluded for somebody of a scope, null where something can; and what the reader must know of the logs.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="scope">The account that the identity is in.</param>
    /// <param name="window">The window that is asked for.</param>
    /// <param name="seen">Whether some log of the window shows the identity at work.</param>
    /// <param name="notes">Gets what the reader must know.</param>
    public string? Refusal(string cloud, string scope, UsageWindow window, bool seen, ICollection<string> notes)
    {
        var (from, to) = (DateOnly.FromDateTime(window.From.UtcDateTime), DateOnly.FromDateTime(window.To.UtcDateTime));
        var all = _days.GetValueOrDefault((cloud, scope)) ?? [];
        var days = all.FindAll(d => d >= from && d <= to);
        var before = all.FindLast(d => d < from);
        if (days.Count == 0)
        {
            if (!_matching.Contains(cloud) && seen)
                return null;
            return before == default
                ? $"no log of {scope} is at hand: what is used there is not observable, which is not unused"
                : Stale(scope, before, window);
        }

        if (to.DayNumber - days[^1].DayNumber > window.Slack)
            return Stale(scope, days[^1], window);
        var age = to.DayNumber - days[^1].DayNumber;
        if (age > Math.Max(1, window.Days / 10))
            notes.Add($"the logs of {scope} end on {Day(days[^1])}, {Number(age)} days before the question: what was used since is not in them");
        var spanned = to.DayNumber - Earliest(all, days[0], from).DayNumber + 1;
        if (spanned < window.Days * 0.9)
            notes.Add($"the logs of {scope} begin on {Day(days[0])}: {Number(spanned)} of the {Number(window.Days)} days asked for; what is needed less often than that is not in them");
        return null;
    }

    /// <summary>Logs that reach further back than the window were there on its quiet first days.</summary>
    private static DateOnly Earliest(List<DateOnly> all, DateOnly first, DateOnly from) => all[0] < from ? from : first;

    private static string Stale(string scope, DateOnly last, UsageWindow window) =>
        $"the logs of {scope} end on {Day(last)}, {Number(DateOnly.FromDateTime(window.To.UtcDateTime).DayNumber - last.DayNumber)} days before the question ({window.To.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}): "
        + $"too old to tell what is used now; scan newer logs, or ask as of then with --as-of {Day(last)}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
