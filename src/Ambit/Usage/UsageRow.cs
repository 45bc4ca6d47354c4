namespace Ambit.Usage;

/// <summary>A roll-up: one principal, one permission, one resource, one day, one context, one outcome.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Principal">Canonical id, or the id the log gives where the estate does not know it.</param>
/// <param name="Action">The permission that was checked, not the API event.</param>
/// <param name="Resource">The resource, null where the log names none.</param>
/// <param name="Day">The day, UTC.</param>
/// <param name="Context">What came together with it.</param>
/// <param name="Outcome">Used, refused or untold.</param>
/// <param name="Basis">How the permission was found.</param>
/// <param name="Source">The log's own name of the call (<c>lambda.amazonaws.com Invoke</c>).</param>
/// <param name="Count">How many calls.</param>
/// <param name="FirstSeen">The first of them.</param>
/// <param name="LastSeen">The last of them.</param>
public sealed record UsageRow(
    string Cloud, string Principal, string Action, string? Resource, DateOnly Day, UsageContext Context, UseOutcome Outcome,
    MappingBasis Basis, string Source, long Count, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
