namespace Ambit.Access;

/// <summary>One answer to who-can.</summary>
/// <param name="Id">Canonical id of the principal; <c>*</c> for anybody.</param>
/// <param name="Outcome">Allowed or conditional.</param>
/// <param name="Conditions">What has to hold.</param>
/// <param name="Via">Groups or roles through which it holds.</param>
public sealed record Holder(string Id, Outcome Outcome, IReadOnlyList<OpenCondition> Conditions, IReadOnlyList<string> Via);
