namespace Ambit;

/// <summary>An estate that the store keeps, with what is known of its making.</summary>
/// <param name="Id">Its name: a number that grows by one.</param>
/// <param name="TakenAt">When it was read into the store.</param>
/// <param name="CollectedAt">When its exports were made, as they tell it; null where none does.</param>
/// <param name="Inputs">What it was read from.</param>
public sealed record Snapshot(string Id, DateTimeOffset TakenAt, DateTimeOffset? CollectedAt, SnapshotInputs Inputs);
