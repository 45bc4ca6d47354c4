using Ambit.Access;
using Ambit.Model;
using Ambit.Usage;

namespace Ambit.Findings;

/// <summary>Everything known of one identity: what it is, what it may do, what it did.</summary>
public sealed record IdentityFacts
{
    /// <summary>Who it is.</summary>
    public required Identity Identity { get; init; }

    /// <summary>What it may do.</summary>
    public required EffectiveAccess Access { get; init; }

    /// <summary>What it did within the window, as far as the logs show.</summary>
    public required IReadOnlyList<UsageTotal> Uses { get; init; }

    /// <summary>When it was last seen, by the logs or by what the cloud itself says; null where neither shows any use.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>What it was granted, action by action.</summary>
    public required IReadOnlyList<GrantedAction> Granted { get; init; }

    /// <summary>Statements that grant it all of a service.</summary>
    public IReadOnlyList<WideGrant> WideGrants { get; init; } = [];

    /// <summary>How many distinct actions it used.</summary>
    public int UsedCount => Uses.Where(u => u.Used > 0).Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    /// <summary>How many of what it was granted is of a state.</summary>
    public int Count(GrantState state) => Granted.Count(g => g.State == state);
}
