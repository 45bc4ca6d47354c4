namespace Ambit.Usage;

/// <summary>A call of the logs that maps to no permission and is none of those that need none.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="EventSource">The service as the log names it.</param>
/// <param name="EventName">The call.</param>
/// <param name="Count">How often it was seen.</param>
public sealed record UnmappedCall(string Cloud, string EventSource, string EventName, long Count);
