using Ambit.Access;

namespace Ambit;

/// <summary>Calls that the cloud answered otherwise than the evaluator.</summary>
/// <param name="Principal">Who.</param>
/// <param name="Action">The permission.</param>
/// <param name="Resource">The resource, null where the log names none.</param>
/// <param name="Logged">succeeded or refused.</param>
/// <param name="Decided">What the evaluator says.</param>
/// <param name="Count">How many calls.</param>
public sealed record Disagreement(string Principal, string Action, string? Resource, string Logged, Outcome Decided, long Count);
