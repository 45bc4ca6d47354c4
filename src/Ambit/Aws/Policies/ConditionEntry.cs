using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>One line of a Condition block: operator, key, values. All entries of a statement must hold.</summary>
/// <param name="Spelled">The operator as the policy spells it, with set qualifier and IfExists.</param>
/// <param name="Operator">The operator read; null when no such operator exists.</param>
/// <param name="Key">The condition key as the policy spells it; case does not matter.</param>
/// <param name="Values">What it compares with; numbers and Booleans as their text.</param>
public sealed record ConditionEntry(string Spelled, ConditionOperator? Operator, string Key, IReadOnlyList<string> Values);
