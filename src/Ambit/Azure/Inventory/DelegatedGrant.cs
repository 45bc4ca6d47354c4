namespace Ambit.Azure.Inventory;

/// <summary>A consent to act for users: never a power of the application alone.</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="Client">The service principal that acts, lower case.</param>
/// <param name="Everybody">Admin consent for all users.</param>
/// <param name="Principal">The one user otherwise, lower case.</param>
/// <param name="Resource">The resource's service principal.</param>
/// <param name="Scopes">The permissions.</param>
public sealed record DelegatedGrant(string Id, string Client, bool Everybody, string? Principal, string Resource, IReadOnlyList<string> Scopes);
