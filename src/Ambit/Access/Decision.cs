namespace Ambit.Access;

/// <summary>An outcome with its reasons: what each layer said, by which statements, and what would decide an open condition.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Layers">Each layer that took part, in the order the cloud applies them.</param>
/// <param name="BlockedBy">Names of the layers that stand in the way; empty when allowed.</param>
/// <param name="Conditions">Conditions that decide a <see cref="Access.Outcome.Conditional"/> answer.</param>
/// <param name="MissingContext">Condition keys that mattered and were not known.</param>
/// <param name="Flips">Sentences that say which change would turn the answer.</param>
public sealed record Decision(
    Outcome Outcome,
    IReadOnlyList<LayerResult> Layers,
    IReadOnlyList<string> BlockedBy,
    IReadOnlyList<OpenCondition> Conditions,
    IReadOnlyList<string> MissingContext,
    IReadOnlyList<string> Flips);
