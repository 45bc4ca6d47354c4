namespace Ambit.Usage;

/// <summary>
/// What clouds report of one identity's use, for a window: of each permission whether it was used, was not, or that the report does
/// not tell. Reports from long before the end of the window are left out, as logs that end so early are.
/// </summary>
public sealed class ReportedUses
{
    /// <summary>Nothing is reported.</summary>
    public static readonly ReportedUses None = new([], new UsageWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

    private readonly Dictionary<string, ReportedUse> _actions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ReportedUse> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly UsageWindow _window;

    /// <summary>The reports about one identity.</summary>
    public ReportedUses(IEnumerable<ReportedUse> reports, UsageWindow window)
    {
        _window = window;
        foreach (var report in reports.Where(r => r.At is null || r.At >= window.To.AddDays(-window.Slack)))
        {
            var (into, key) = report.Action is { } action ? (_actions, action) : (_services, report.Service);
            Complete |= report.Complete;

            // Of two reports that differ, the one that saw a use.
            if (!into.TryGetValue(key, out var known) || known.LastUsedAt is null || report.LastUsedAt > known.LastUsedAt)
                into[key] = report;
        }
    }

    /// <summary>Whether anything is reported.</summary>
    public bool Any => _actions.Count + _services.Count > 0;

    /// <summary>Whether one of the reports lists every service that the identity may use.</summary>
    public bool Complete { get; }

    /// <summary>Whether a service as a whole is reported of.</summary>
    public bool Lists(string service) => _services.ContainsKey(service) || _services.ContainsKey("*");

    /// <summary>What reports, for people to read.</summary>
    public IReadOnlyList<string> Sources => [.. _actions.Values.Concat(_services.Values).Select(r => r.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Permissions that were tried within the window.</summary>
    public IEnumerable<ReportedUse> Used => _actions.Values.Where(InWindow);

    /// <summary>Services that were used within the window, with the last time; what of them was used only <see cref="Used"/> tells, as far as it does.</summary>
    public IEnumerable<ReportedUse> UsedServices => _services.Values.Where(InWindow);

    /// <summary>Whether a permission was used; null where no report tells. A service that was not used at all was used by no permission of it.</summary>
    public bool? WasUsed(string action)
    {
        if (_actions.TryGetValue(action, out var known))
            return InWindow(known);
        var service = action[..Math.Max(0, action.AsSpan().IndexOfAny(':', '/'))];
        return (_services.TryGetValue(service, out var whole) || _services.TryGetValue("*", out whole)) && !InWindow(whole) ? false : null;
    }

    private bool InWindow(ReportedUse report) => report.LastUsedAt >= _window.From;
}
