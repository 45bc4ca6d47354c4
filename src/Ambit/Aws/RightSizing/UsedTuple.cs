using Ambit.Usage;

namespace Ambit.Aws.RightSizing;

/// <summary>One thing that was done, summed over days: who, what, on what, in which context.</summary>
/// <param name="Principal">Who, as the logs name it.</param>
/// <param name="Action">The permission.</param>
/// <param name="Resource">On what; null where the log names none.</param>
/// <param name="Context">What came together with it.</param>
/// <param name="Count">How many calls.</param>
/// <param name="LastSeen">The last of them.</param>
/// <param name="Inferred">Whether it was inferred from another call's request, such as a role that was passed.</param>
internal sealed record UsedTuple(string Principal, string Action, string? Resource, UsageContext Context, long Count, DateTimeOffset LastSeen, bool Inferred)
{
    /// <summary>Whether a trail recorded it: logs of single buckets show use, and nothing of what the rest of the account's trails record.</summary>
    public bool OfTrail { get; init; } = true;

    /// <summary>The uses among roll-ups; what was refused is not use.</summary>
    public static IReadOnlyList<UsedTuple> Of(IEnumerable<UsageRow> rows) =>
        [.. rows.Where(r => r.Outcome is UseOutcome.Used)
            .GroupBy(r => (r.Principal, r.Action, Resource: IsProfile(r) ? null : r.Resource, r.Context))
            .Select(g => new UsedTuple(
                g.Key.Principal, g.Key.Action, g.Key.Resource, g.Key.Context, g.Sum(r => r.Count), g.Max(r => r.LastSeen), g.All(r => r.Basis is MappingBasis.Inferred))
                { OfTrail = g.Any(r => !r.Source.StartsWith(ServerAccess.ServerAccessUses.Source, StringComparison.Ordinal)) })];

    /// <summary>A role is passed and no profile: of a profile that no export shows, nobody knows the role.</summary>
    private static bool IsProfile(UsageRow row) => row.Action == "iam:PassRole" && row.Resource is { } resource && resource.Contains(":instance-profile/", StringComparison.Ordinal);
}
