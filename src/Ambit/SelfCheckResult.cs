namespace Ambit;

/// <summary>What a self-check came to.</summary>
/// <param name="Replayed">How many calls were decided again.</param>
/// <param name="Agree">In how many of them the answer is the cloud's.</param>
/// <param name="SetApart">Who has calls that were not decided, because policies that bear on them changed afterwards.</param>
/// <param name="SetApartCalls">How many calls that are.</param>
/// <param name="Disagree">The others, the most frequent first.</param>
public sealed record SelfCheckResult(long Replayed, long Agree, IReadOnlyList<string> SetApart, long SetApartCalls, IReadOnlyList<Disagreement> Disagree);
