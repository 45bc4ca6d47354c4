using Ambit.Access;
using Ambit.Usage;

namespace Ambit;

/// <summary>
/// What changed within a window of what somebody may do, as the logs tell it. A use counts as decided by the policies of the exports
/// only where it came after the last change that bears on it, and that change before the exports were made.
/// </summary>
internal sealed class ChangedPolicies
{
    // "Changes … might take several minutes" (IAM User Guide, "eventual consistency").
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, DateTimeOffset> _principals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, string Value), DateTimeOffset> _contexts = [];
    private readonly DateTimeOffset _collected;

    /// <summary>Reads the changes since a moment.</summary>
    public ChangedPolicies(OpenedEstate estate, Callers callers, IUsageStore usage, DateTimeOffset from, CancellationToken cancellation)
    {
        _collected = estate.Estate.CollectedAt ?? DateTimeOffset.MaxValue;
        var first = DateOnly.FromDateTime(from.UtcDateTime);
        var clouds = estate.Clouds.ToDictionary(c => c.Cloud, StringComparer.Ordinal);
        PolicyReach? Reach(string cloud, string action, string? resource, string? about) =>
            clouds.TryGetValue(cloud, out var known) ? known.ChangedBy(action, callers.ResourceOf(cloud, action, resource), about) : null;

        // Sums do not tell what a change was about, and few principals change anything: only their uses are read one by one.
        var changers = usage.Totals(new UsageQuestion(first), cancellation)
            .Where(t => t.LastUsed is not null && Reach(t.Cloud, t.Action, t.Resource, null) is not null).Select(t => t.Principal).ToHashSet(StringComparer.Ordinal);
        if (changers.Count == 0)
            return;
        foreach (var row in usage.Rows(new UsageQuestion(first, null, changers), cancellation).Where(r => r.Outcome == UseOutcome.Used))
        {
            if (Reach(row.Cloud, row.Action, row.Resource, row.Context.Value(UsageContext.Changed)) is { } reach)
                Add(reach, row.LastSeen);
        }
    }

    private void Add(PolicyReach reach, DateTimeOffset at)
    {
        foreach (var principal in reach.Principals)
            Later(_principals, principal, at);
        foreach (var resource in reach.Resources)
            Later(_resources, resource, at);
        if (reach.Context is { } context)
            Later(_contexts, (context.Key, context.Value), at);
    }

    /// <summary>Whether the policies of the exports may not be those that decided a use.</summary>
    /// <param name="principal">The canonical id of who it was.</param>
    /// <param name="resource">What it was on, null where the log names nothing.</param>
    /// <param name="row">The use.</param>
    public bool SetApart(string principal, string? resource, UsageRow row) =>
        (_principals.TryGetValue(principal, out var at) && Apart(at, row))
        || (resource is not null && Containers(resource).Any(c => _resources.TryGetValue(c, out var at) && Apart(at, row)))
        || _contexts.Any(c => Apart(c.Value, row) && row.Context.Value(c.Key.Key) == c.Key.Value);

    private bool Apart(DateTimeOffset changed, UsageRow row) => changed > _collected || row.FirstSeen <= changed + Settles;

    /// <summary>The resource itself and what it lies in: of <c>arn:aws:s3:::b/x/y</c> also <c>arn:aws:s3:::b</c>.</summary>
    private static IEnumerable<string> Containers(string resource)
    {
        yield return resource;
        for (var slash = resource.LastIndexOf('/'); slash > 0; slash = resource.LastIndexOf('/', slash - 1))
            yield return resource[..slash];
    }

    private static void Later<T>(Dictionary<T, DateTimeOffset> changes, T what, DateTimeOffset at)
        where T : notnull
    {
        if (!changes.TryGetValue(what, out var known) || known < at)
            changes[what] = at;
    }
}
