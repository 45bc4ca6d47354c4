namespace Ambit.Model;

/// <summary>What belongs to an agent (an identity that a model steers): whose authority it acts with, what it can use, who can set it to work.</summary>
/// <param name="Id">The agent's canonical id.</param>
/// <param name="ActsAs">The identity whose rights it has; null where no export tells, or where it has none of its own.</param>
/// <param name="Tools">What it can use.</param>
/// <param name="Callers">Who may have it work, by the cloud's own permissions.</param>
/// <param name="OpenTo">Whom its own authorizer lets in, in words (<c>any token of ISSUER</c>, <c>anybody</c>); null where the cloud's permissions decide.</param>
/// <param name="Credentials">What credentials of others it can draw: providers of its vault.</param>
public sealed record AgentProfile(
    string Id, string? ActsAs, IReadOnlyList<AgentTool> Tools, IReadOnlyList<AgentCaller> Callers, string? OpenTo, IReadOnlyList<AgentCredential> Credentials)
{
    /// <summary>Whether a caller has the agent's whole authority in hand: it can have it run any code.</summary>
    public bool RunsAnyCode => Tools.Any(t => t.Kind == AgentTool.Shell && t.Enabled);
}
