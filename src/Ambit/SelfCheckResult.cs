namespace Ambit;

/// <summary>What a self-check came to.</summary>
/// <param name="Replayed">How many calls were decided again.</param>
/// <param name="Agree">In how many of them the answer is the cloud's.</param>
/// <param name="Disagree">The others, the most frequent first.</param>
public sealed record SelfCheckResult(long Replayed, long Agree, IReadOnlyList<Disagreement> Disagree);
