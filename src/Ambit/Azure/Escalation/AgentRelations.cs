using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>Relations of agent identities and of tokens from outside.</summary>
internal sealed class AgentRelations(AzureDirectory directory)
{
    /// <summary>Adds the relations.</summary>
    public void AddTo(Dictionary<string, Func<IReadOnlyList<string?>, IEnumerable<Fact>>> rows)
    {
        List<Fact> agents = [.. Agents()], users = [.. AgentUsers()], tokens = [.. Opened()];
        rows["agent-of"] = _ => agents;
        rows["agent-user-of"] = _ => users;
        rows["token-opens"] = b => b[0] is null ? tokens : tokens.Where(t => t.Values[0] == b[0]);
    }

    /// <summary>Outside identities that some federated credential names.</summary>
    public static IEnumerable<string> Tokens(AzureDirectory directory) =>
        directory.FederatedCredentials.Where(f => !f.Flexible && InnerOf(directory, f) is null).Select(Token);

    /// <summary>"agentIdentityBlueprintId = the blueprint's app id": whoever has the blueprint's credential is every agent made from it.</summary>
    private IEnumerable<Fact> Agents()
    {
        foreach (var agent in directory.Objects.Values.Where(o => o.AgentType == "agentIdentity"))
        {
            var blueprint = (agent.Facts.Text("agentIdentityBlueprintId") ?? agent.Facts.Text("agentAppId"))?.ToLowerInvariant();
            if (directory.PrincipalOf(blueprint) is { } principal && principal.ObjectId != agent.ObjectId)
                yield return new Fact(principal.CanonicalId, agent.CanonicalId);
        }
    }

    private IEnumerable<Fact> AgentUsers()
    {
        foreach (var user in directory.Objects.Values.Where(o => o.AgentType == "agentUser"))
        {
            if (user.Facts.Text("identityParentId")?.ToLowerInvariant() is { } parent && directory.Objects.TryGetValue(parent, out var agent))
                yield return new Fact(agent.CanonicalId, user.CanonicalId);
        }
    }

    private IEnumerable<Fact> Opened()
    {
        foreach (var credential in directory.FederatedCredentials)
        {
            // "a disabled service principal gets no token"
            if (directory.Objects.TryGetValue(credential.Target, out var target) && target.Enabled && !credential.Flexible)
                yield return new Fact(InnerOf(directory, credential) ?? Token(credential), target.CanonicalId);
        }
    }

    /// <summary>A managed identity of Entra as credential: issuer <c>login.microsoftonline.com/TENANT/v2.0</c>, subject its object id.</summary>
    private static string? InnerOf(AzureDirectory directory, FederatedCredential credential) =>
        credential.Issuer.Contains("login.microsoftonline.com/", StringComparison.OrdinalIgnoreCase)
        && directory.Objects.TryGetValue(credential.Subject.ToLowerInvariant(), out var inner) ? inner.CanonicalId : null;

    private static string Token(FederatedCredential credential) =>
        $"oidc:{credential.Issuer.Replace("https://", "", StringComparison.OrdinalIgnoreCase).TrimEnd('/')}:{credential.Subject}";
}
