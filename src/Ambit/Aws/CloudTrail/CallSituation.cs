using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// All that calls of one caller, one kind and one context share. What is on the resources alone tells them apart, and is looked up
/// beneath (<see cref="CallTallies"/>).
/// </summary>
internal sealed class CallSituation
{
    private UsageContext? _context;
    private CallSurroundings? _surroundings;
    private int[]? _kinds;

    /// <summary>Its number on this thread.</summary>
    public required int Number { get; init; }

    /// <summary>What is known of the kind of call.</summary>
    public required CallRecipe Recipe { get; init; }

    /// <summary>The call without resources and parameters.</summary>
    public required CloudTrailCall Call { get; init; }

    /// <summary>The coverage of the log.</summary>
    public required DayTally Log { get; init; }

    /// <summary>Whether somebody is to be credited with permissions; else only the log is counted.</summary>
    public required bool Credited { get; init; }

    /// <summary>Whether such calls map to nothing and are to be listed so.</summary>
    public required bool Unmapped { get; init; }

    /// <summary>Whose copy of the call it is, where several accounts log it.</summary>
    public required CallCopy Copy { get; init; }

    /// <summary>A hash of its content that is the same on every thread and in every scan.</summary>
    public required ulong Identity { get; init; }

    /// <summary>A hash of what all copies of a call across accounts have in common.</summary>
    public required ulong SharedIdentity { get; init; }

    /// <summary>What came together with the call, where its parameters add nothing.</summary>
    public UsageContext Context => _context ??= CallContext.Of(Call);

    /// <summary>What the variables of ARNs ask of it.</summary>
    public CallSurroundings Surroundings => _surroundings ??= CallSurroundings.Of(Call);

    /// <summary>Whether such calls may be plain as far as their situation tells (<see cref="PlainUses"/>).</summary>
    public bool MayBePlain { get; init; }

    /// <summary>The number of the tallies of calls that name no resource and no parameter that matters; null until the first is met.</summary>
    public int? Plain { get; set; }

    /// <summary>The sink's number of the kind of use of one of the recipe's permissions.</summary>
    public int KindOf(int action, IUsageSink sink)
    {
        _kinds ??= [.. Recipe.Actions.Select(a => sink.Kind(
            new UsageKey("aws", Call.Caller.Principal!, a.Action.Action, null, Context, Call.Outcome, Recipe.Mapping.Basis, Recipe.Label)))];
        return _kinds[action];
    }
}
