using System.Globalization;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Decides every distinct (principal, action, resource, day, context) of a window again, with some principals changed and all
/// other layers as they are. What succeeded and would be refused is the answer; what nothing known decides is never counted as allowed.
/// </summary>
internal sealed class Replay(AwsWorld world)
{
    /// <summary>Replays roll-ups against changed principals.</summary>
    /// <param name="usage">The roll-ups; what was refused then is left out.</param>
    /// <param name="change">Gives a principal its proposed policies.</param>
    public ReplayReport Of(IEnumerable<UsageRow> usage, Func<CompiledPrincipal, CompiledPrincipal> change)
    {
        long events = 0, allowed = 0;
        var undecided = new Dictionary<(string, string, string?), ReplayLoss>();
        var denied = new Dictionary<(string, string, string?), ReplayLoss>();
        var today = new Dictionary<(string, string, string?), ReplayLoss>();
        var changed = new Dictionary<string, CompiledPrincipal?>(StringComparer.Ordinal);
        foreach (var row in usage)
        {
            if (row.Outcome is not UseOutcome.Used)
                continue;
            if (!changed.TryGetValue(row.Principal, out var principal))
                changed[row.Principal] = principal = world.Find(row.Principal) is { } known ? change(known) : null;
            if (principal is null)
                continue;
            events += row.Count;
            var outcome = Decide(principal, row);
            if (outcome is Outcome.Allowed)
                allowed += row.Count;
            else if (outcome is Outcome.Conditional)
                Add(undecided, row, Keys(principal, row));
            else
            {
                Add(denied, row, []);
                if (Decide(world.Find(row.Principal)!, row) is Outcome.ImplicitlyDenied or Outcome.ExplicitlyDenied)
                    Add(today, row, []);
            }
        }

        return new ReplayReport(events, allowed, Sorted(undecided), Sorted(denied), Sorted(today));
    }

    // A key's policy, another account's trust: what decides as well, and no export holds.
    private const string NotExported = "ambit:NotExported";

    private Outcome Decide(CompiledPrincipal principal, UsageRow row) => world.Decide(principal, row.Action, row.Resource, Context(row));

    private IReadOnlyList<string> Keys(CompiledPrincipal principal, UsageRow row)
    {
        var trace = new Trace();
        world.Verdict(principal, world.Compiler.Action(row.Action), row.Resource, Context(row), trace);
        List<string> keys = [.. trace.Open.Select(c => c.Key).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        return keys.Count > 0 ? keys : [NotExported];
    }

    /// <summary>What came together with the call, and when: the last of the day stands for the day.</summary>
    private RequestContext Context(UsageRow row)
    {
        var keys = new Dictionary<string, IReadOnlyList<string>>(row.Context.ToDictionary(), StringComparer.OrdinalIgnoreCase);
        keys.TryAdd("aws:CurrentTime", [row.LastSeen.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)]);
        keys.TryAdd("aws:EpochTime", [row.LastSeen.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]);
        return world.Context(keys);
    }

    private static void Add(Dictionary<(string, string, string?), ReplayLoss> losses, UsageRow row, IReadOnlyList<string> keys)
    {
        var key = (row.Principal, row.Action, row.Resource);
        losses[key] = losses.TryGetValue(key, out var known)
            ? known with
            {
                Count = known.Count + row.Count,
                LastSeen = known.LastSeen > row.LastSeen ? known.LastSeen : row.LastSeen,
                Keys = [.. known.Keys.Union(keys, StringComparer.OrdinalIgnoreCase)],
            }
            : new ReplayLoss(row.Principal, row.Action, row.Resource, row.Count, row.LastSeen, keys);
    }

    private static IReadOnlyList<ReplayLoss> Sorted(Dictionary<(string, string, string?), ReplayLoss> losses) =>
        [.. losses.Values.OrderByDescending(l => l.Count).ThenBy(l => l.Action, StringComparer.Ordinal).ThenBy(l => l.Resource, StringComparer.Ordinal)];
}
