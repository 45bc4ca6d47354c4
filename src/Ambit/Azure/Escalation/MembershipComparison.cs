namespace Ambit.Azure.Escalation;

/// <summary>One comparison of a dynamic rule: <c>user.department -eq "HR"</c>.</summary>
/// <param name="Attribute">Lower case, without <c>user.</c>; with its beginning where it is of something else than the user.</param>
/// <param name="Operator">Lower case, without the dash.</param>
/// <param name="Values">What it is compared with; null for the word <c>null</c>.</param>
internal sealed record MembershipComparison(string Attribute, string Operator, IReadOnlyList<string?> Values);
