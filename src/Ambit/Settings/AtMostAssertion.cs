namespace Ambit.Settings;

/// <summary>What some identities may hold at most.</summary>
/// <param name="Identity">A pattern of identities.</param>
/// <param name="Kind">The kind of identity (<c>agent</c>), null for any.</param>
/// <param name="Permissions">Patterns of permissions.</param>
public sealed record AtMostAssertion(string? Identity, string? Kind, IReadOnlyList<string> Permissions);
