namespace Ambit.Usage;

/// <summary>What a number of log files held, ready for the store; it is added whole or not at all.</summary>
/// <param name="Rows">The roll-ups; read once, in any order.</param>
/// <param name="Files">The files they come from, none of them counted before.</param>
/// <param name="Coverage">What the files cover.</param>
/// <param name="Unmapped">What in them maps to nothing.</param>
public sealed record UsageBatch(
    IEnumerable<UsageRow> Rows, IReadOnlyList<CountedFile> Files, IReadOnlyList<LogCoverage> Coverage, IReadOnlyList<UnmappedCall> Unmapped)
{
    /// <summary>The events that it counts, so that none of them counts again in a later batch.</summary>
    public IReadOnlyList<DayEvents> Events { get; init; } = [];

    /// <summary>Names of principals that the files tell: what was counted under an alias in whatever scan goes to the canonical id.</summary>
    public IReadOnlyList<KnownName> Names { get; init; } = [];
}
