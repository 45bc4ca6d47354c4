namespace Ambit.Usage;

/// <summary>One permission exercised by one logged call; a call that needs several permissions makes several.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Principal">Canonical id as far as the log alone tells it.</param>
/// <param name="Action">The permission.</param>
/// <param name="Resource">The resource, null where the log names none.</param>
/// <param name="Time">When.</param>
/// <param name="Context">What came together with it.</param>
/// <param name="Outcome">Used, refused or untold.</param>
/// <param name="Basis">How the permission was found.</param>
/// <param name="Source">The log's own name of the call.</param>
public readonly record struct UsageEvent(
    string Cloud, string Principal, string Action, string? Resource, DateTimeOffset Time, UsageContext Context, UseOutcome Outcome, MappingBasis Basis, string Source);
