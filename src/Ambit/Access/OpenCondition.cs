namespace Ambit.Access;

/// <summary>A condition that nothing known decides.</summary>
/// <param name="Key">The condition key in the cloud's spelling.</param>
/// <param name="Operator">The operator as the policy spells it.</param>
/// <param name="Values">What the policy compares with.</param>
/// <param name="Needed">True: it must hold for the answer to be yes; false: it must not.</param>
public sealed record OpenCondition(string Key, string Operator, IReadOnlyList<string> Values, bool Needed);
