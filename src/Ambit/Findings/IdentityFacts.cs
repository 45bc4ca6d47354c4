using Ambit.Access;
using Ambit.Model;
using Ambit.Usage;

namespace Ambit.Findings;

/// <summary>Everything known of one identity: what it is, what it may do, what it did.</summary>
public sealed record IdentityFacts
{
    /// <summary>Who it is.</summary>
    public required Identity Identity { get; init; }

    /// <summary>What it did within the window, as far as the logs show.</summary>
    public required IReadOnlyList<UsageTotal> Uses { get; init; }

    /// <summary>When it was last seen, by the logs or by what the cloud itself says; null where neither shows any use.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>What it was granted, counted by access level: an administrator holds tens of thousands of actions.</summary>
    public required IReadOnlyList<GrantedLevel> Levels { get; init; }

    /// <summary>Patterns among what it was granted, where no export and no catalogue lists what they stand for; one counts as one action that is not used.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>How many distinct actions it may do on at least one resource.</summary>
    public int GrantedCount => Levels.Sum(l => l.Granted);

    /// <summary>What the cloud itself reports of its use, besides the logs.</summary>
    public ReportedUses Reported { get; init; } = ReportedUses.None;

    /// <summary>Statements that grant it all of a service.</summary>
    public IReadOnlyList<WideGrant> WideGrants { get; init; } = [];

    /// <summary>Whether what it holds of these services includes the power to change who may do what.</summary>
    public bool WidePower { get; init; }

    /// <summary>How many distinct actions it used.</summary>
    public int UsedCount => Uses.Where(u => u.Used > 0).Select(u => u.Action).Concat(Reported.Used.Select(u => u.Action!)).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    /// <summary>How many of what it was granted is of a state.</summary>
    public int Count(GrantState state) => Levels.Sum(l => state switch
    {
        GrantState.Used => l.Used,
        GrantState.Unused => l.Unused,
        _ => l.NotObservable,
    });

    /// <summary>Whether it holds any action of a level.</summary>
    public bool Holds(string level) => Levels.Any(l => l.Level == level && l.Granted > 0);
}
