using Ambit.Access;

namespace Ambit;

/// <summary>Calls that the cloud answered otherwise than the evaluator, or for another reason.</summary>
/// <param name="Principal">Who.</param>
/// <param name="Action">The permission.</param>
/// <param name="Resource">The resource, null where the log names none.</param>
/// <param name="Logged">succeeded or refused.</param>
/// <param name="LoggedReason">How the cloud refused it and which layer did (<c>explicit scp</c>), null where it did not say.</param>
/// <param name="Decided">What the evaluator says.</param>
/// <param name="DecidedReason">The layers that stand in the way there, null for none.</param>
/// <param name="Count">How many calls.</param>
public sealed record Disagreement(string Principal, string Action, string? Resource, string Logged, string? LoggedReason, Outcome Decided, string? DecidedReason, long Count);
