namespace Ambit.Usage;

/// <summary>
/// Keeps usage over time. A file is counted once, by its content; a batch is added whole or not at all; reading never waits
/// for writing. The embedded store is one implementation; nothing here presumes that it is the only one.
/// </summary>
public interface IUsageStore
{
    /// <summary>Every file that is counted.</summary>
    IReadOnlyList<CountedFile> Files();

    /// <summary>The events that are counted.</summary>
    IEventHistory Events { get; }

    /// <summary>Adds a batch in one transaction.</summary>
    /// <exception cref="InvalidOperationException">One of its files is counted already; nothing was added.</exception>
    void Add(UsageBatch batch, CancellationToken cancellation);

    /// <summary>The roll-ups, sorted by principal, action, resource and day within each part of the store.</summary>
    IEnumerable<UsageRow> Rows(UsageQuestion question, CancellationToken cancellation);

    /// <summary>The roll-ups summed by principal, action and resource, sorted by these.</summary>
    IReadOnlyList<UsageTotal> Totals(UsageQuestion question, CancellationToken cancellation);

    /// <summary>Every principal that the logs name, with the time of its last call that was not refused, over all time; null where all were.</summary>
    IReadOnlyDictionary<(string Cloud, string Principal), DateTimeOffset?> Principals(CancellationToken cancellation);

    /// <summary>How many calls were mapped in each way.</summary>
    IReadOnlyDictionary<MappingBasis, long> Mapping(CancellationToken cancellation);

    /// <summary>What the counted logs cover.</summary>
    IReadOnlyList<LogCoverage> Coverage();

    /// <summary>The time of the last event that is not after a moment; null where there is none.</summary>
    DateTimeOffset? LastEvent(DateTimeOffset notAfter);

    /// <summary>What in them maps to nothing, the most frequent first.</summary>
    IReadOnlyList<UnmappedCall> Unmapped();
}
