using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>What a roll-up counts under, the day left out: who did what on what, in which context, with what outcome.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Principal">Canonical id as far as the log alone tells it.</param>
/// <param name="Action">The permission.</param>
/// <param name="Resource">The resource, null where the log names none.</param>
/// <param name="Context">What came together with it.</param>
/// <param name="Outcome">Used, refused or untold.</param>
/// <param name="Basis">How the permission was found.</param>
/// <param name="Source">The log's own name of the call.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UsageKey(
    string Cloud, string Principal, string Action, string? Resource, UsageContext Context, UseOutcome Outcome, MappingBasis Basis, string Source);
