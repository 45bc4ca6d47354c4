namespace Ambit.Access;

/// <summary>A statement that grants all actions of a service, or all there are, without a condition.</summary>
/// <param name="Holder">Canonical id of the identity that holds it.</param>
/// <param name="Service">The service as the cloud spells it; <c>*</c> for all.</param>
/// <param name="Pattern">The pattern as the statement spells it.</param>
/// <param name="Resources">The resource patterns it is granted on.</param>
/// <param name="Statement">Where it is granted.</param>
public sealed record WideGrant(string Holder, string Service, string Pattern, IReadOnlyList<string> Resources, StatementReference Statement);
