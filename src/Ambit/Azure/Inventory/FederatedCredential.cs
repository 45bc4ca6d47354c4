namespace Ambit.Azure.Inventory;

/// <summary>Lets an outside token act as an application or user-assigned identity.</summary>
/// <param name="Id">The credential's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">Object id of the service principal or managed identity that it opens, lower case.</param>
/// <param name="Issuer">The token's issuer.</param>
/// <param name="Subject">The subject, or the expression that claims must match.</param>
/// <param name="Flexible">Whether <paramref name="Subject"/> is an expression.</param>
/// <param name="Audiences">The audiences.</param>
public sealed record FederatedCredential(string Id, string Name, string Target, string Issuer, string Subject, bool Flexible, IReadOnlyList<string> Audiences);
