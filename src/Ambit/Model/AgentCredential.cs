namespace Ambit.Model;

/// <summary>A credential of somebody else that an agent can draw from a vault.</summary>
/// <param name="Provider">The provider that hands it out.</param>
/// <param name="Secret">The secret that it lies in, null where no export tells.</param>
public sealed record AgentCredential(string Provider, string? Secret);
