namespace Ambit;

/// <summary>An estate that the store keeps, with what is known of its making.</summary>
/// <param name="Id">Its name: a number that grows by one.</param>
/// <param name="TakenAt">When it was read into the store.</param>
/// <param name="CollectedAt">When its exports were made, as they tell it; null where none does.</param>
/// <param name="Read">What it was read from, itself read on first use: lists of files are long, and most questions are not about them.</param>
public sealed record Snapshot(string Id, DateTimeOffset TakenAt, DateTimeOffset? CollectedAt, Lazy<SnapshotInputs> Read)
{
    /// <summary>What it was read from.</summary>
    public SnapshotInputs Inputs => Read.Value;
}
