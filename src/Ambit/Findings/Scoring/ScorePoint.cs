namespace Ambit.Findings.Scoring;

/// <summary>One point of a trend.</summary>
/// <param name="Snapshot">The snapshot's name.</param>
/// <param name="At">When its exports were made, or when it was read.</param>
/// <param name="Level"><c>identity</c>, <c>scope</c> or <c>cloud</c>.</param>
/// <param name="Id">Whose scores.</param>
/// <param name="Impact">0 to 100.</param>
/// <param name="Waste">0 to 100.</param>
public sealed record ScorePoint(string Snapshot, DateTimeOffset At, string Level, string Id, int Impact, int Waste);
