namespace Ambit.Findings.Scoring;

/// <summary>One named part of a score.</summary>
/// <param name="Name">What it is: <c>administrator</c>, <c>unused power</c>.</param>
/// <param name="Points">How many points of the hundred it is.</param>
/// <param name="Why">The numbers it comes from, in plain words.</param>
public sealed record ScoreFactor(string Name, int Points, string Why);
