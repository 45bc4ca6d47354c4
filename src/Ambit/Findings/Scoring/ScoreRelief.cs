namespace Ambit.Findings.Scoring;

/// <summary>What fixing one finding takes off the scores of its identity.</summary>
/// <param name="Impact">Points of impact.</param>
/// <param name="Waste">Points of waste.</param>
public sealed record ScoreRelief(int Impact, int Waste);
