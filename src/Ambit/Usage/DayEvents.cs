namespace Ambit.Usage;

/// <summary>The events of one day that a scan counted for the first time.</summary>
/// <param name="Day">The day of the events, UTC.</param>
/// <param name="Fingerprints">Their fingerprints, sorted, <see cref="EventMemory.FingerprintBits"/> bits each.</param>
public sealed record DayEvents(DateOnly Day, ulong[] Fingerprints);
