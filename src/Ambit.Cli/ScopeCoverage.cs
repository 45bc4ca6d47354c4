using System.Globalization;
using System.Text.Json;
using Ambit.Cli.Reports;
using Ambit.Usage;

namespace Ambit.Cli;

/// <summary>What the logs of one account (tenant, project, cluster) cover, and what of it is missing.</summary>
/// <param name="Scope">The scope's id.</param>
/// <param name="Kinds">Records by kind of log.</param>
/// <param name="Regions">Where they are from.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Missing">What is missing, as sentences.</param>
internal sealed record ScopeCoverage(
    string Scope, IReadOnlyDictionary<string, long> Kinds, IReadOnlyList<string> Regions, DateOnly? From, DateOnly? To, IReadOnlyList<string> Missing)
{
    /// <summary>Looks at every scope that has logs or identities.</summary>
    public static IReadOnlyList<ScopeCoverage> Of(IReadOnlyList<LogCoverage> coverage, OpenedEstate estate, UsageWindow window, DateTimeOffset clock)
    {
        var logs = coverage.ToLookup(c => c.Scope, StringComparer.Ordinal);
        var homes = estate.Clouds.SelectMany(c => c.Identities).Select(i => i.Scope).ToHashSet(StringComparer.Ordinal);
        return [.. homes.Union(logs.Select(l => l.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(s => One(s, [.. logs[s]], homes.Contains(s), window, clock))];
    }

    /// <summary>Writes the JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("scope", Scope);
        json.WriteStartObject("logs");
        json.WriteNumber("management", Kinds.GetValueOrDefault("management"));
        json.WriteNumber("data", Kinds.GetValueOrDefault("data"));
        foreach (var (kind, count) in Kinds.Where(k => k.Key is not ("management" or "data")))
            json.WriteNumber(kind, count);
        json.WriteStrings("regions", Regions);
        json.WriteString("from", Day(From));
        json.WriteString("to", Day(To));
        json.WriteEndObject();
        json.WriteStrings("missing", Missing);
        json.WriteEndObject();
    }

    /// <summary>Prints it for people.</summary>
    public void Print(WrappedText text)
    {
        text.Bullet("-", From is null
            ? $"{Scope}: no logs"
            : $"{Scope}: {string.Join(", ", Kinds.Select(k => $"{k.Value.ToString("N0", CultureInfo.InvariantCulture)} {k.Key}"))}, {Day(From)} to {Day(To)}, {Regions.Count} regions");
        foreach (var missing in Missing)
            text.Bullet("  missing:", missing);
    }

    private static ScopeCoverage One(string scope, IReadOnlyList<LogCoverage> all, bool home, UsageWindow window, DateTimeOffset clock)
    {
        var today = DateOnly.FromDateTime(clock.UtcDateTime);
        var days = all.Where(c => c.Day <= today).ToList();
        var kinds = all.GroupBy(c => c.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Events), StringComparer.Ordinal);
        DateOnly? from = days.Count == 0 ? null : days.Min(c => c.Day);
        DateOnly? to = days.Count == 0 ? null : days.Max(c => c.Day);
        return new ScopeCoverage(
            scope, kinds, [.. all.Select(c => c.Region).Where(r => r.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], from, to,
            [.. Lacks(all, kinds, from, home, window, today)]);
    }

    private static IEnumerable<string> Lacks(IReadOnlyList<LogCoverage> all, Dictionary<string, long> kinds, DateOnly? from, bool home, UsageWindow window, DateOnly today)
    {
        // A log of one resource has no identities in it, and shows use alone.
        if (!home && kinds.Count > 0 && kinds.Keys.All(k => k == LogCoverage.OfOneResource))
            yield return "proof of what was not done: such logs are delivered on best effort and show use alone";
        else if (!home)
            yield return "no export of the identities in it";
        if (from is null)
            yield return "logs: nothing in it can be called used or unused";
        else if (from.Value.DayNumber - DateOnly.FromDateTime(window.From.UtcDateTime).DayNumber > window.Days / 10)
            yield return $"logs before {Day(from)}; the window begins {window.From:yyyy-MM-dd}";
        if (kinds.ContainsKey("management") && !kinds.ContainsKey("data"))
            yield return "data events: use of what they record is not observable";
        if (all.Where(c => c.Day > today).Sum(c => c.Events) is > 0 and var future)
            yield return string.Create(CultureInfo.InvariantCulture, $"sense in {future} events dated in the future; they move nothing");
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
