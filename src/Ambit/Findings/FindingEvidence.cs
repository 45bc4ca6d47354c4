namespace Ambit.Findings;

/// <summary>One fact that a finding rests on.</summary>
/// <param name="Text">The fact in plain words.</param>
/// <param name="Policy">The policy that holds the statement, null where the fact is none of a policy.</param>
/// <param name="Index">The statement's place in it, from 0.</param>
/// <param name="Source">The file (and place in it) that the fact was read from, null where it is derived.</param>
public sealed record FindingEvidence(string Text, string? Policy = null, int? Index = null, string? Source = null);
