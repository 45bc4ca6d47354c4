namespace Ambit;

/// <summary>What a self-check came to.</summary>
/// <param name="Replayed">How many calls were decided again.</param>
/// <param name="Agree">In how many of them the answer is the cloud's.</param>
/// <param name="SetApart">Whose policies changed within the window, so that nothing of theirs was decided.</param>
/// <param name="Disagree">The others, the most frequent first.</param>
public sealed record SelfCheckResult(long Replayed, long Agree, IReadOnlyList<string> SetApart, IReadOnlyList<Disagreement> Disagree);
