namespace Ambit.Aws.Policies;

/// <summary>One name in a Principal element.</summary>
/// <param name="Kind">The key it stands under.</param>
/// <param name="Value">The name as the policy spells it.</param>
public readonly record struct PrincipalEntry(PrincipalKind Kind, string Value);
