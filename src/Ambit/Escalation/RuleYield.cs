namespace Ambit.Escalation;

/// <summary>What a method gives: an identity to be, the administration of a scope, or a resource.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="What">The identity, scope or resource.</param>
/// <param name="Through">Only for <see cref="RuleYieldKind.Admin"/>: the power was written onto this identity, so the start has to become it as well.</param>
/// <param name="TakenBy">Only with <paramref name="Through"/>: the methods by which the start may become it; empty for any.</param>
public sealed record RuleYield(RuleYieldKind Kind, Term What, Term? Through, IReadOnlyList<string> TakenBy);
