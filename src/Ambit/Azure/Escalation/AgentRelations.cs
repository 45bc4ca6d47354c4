using Ambit.Azure.Import;
using Ambit.Access;
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
        rows["token-opens"] = b => b[0] is null ? tokens.Concat(Flexible(null)) : tokens.Where(t => t.Values[0] == b[0]).Concat(b[0]!.StartsWith("oidc:", StringComparison.Ordinal) ? Flexible(b[0]) : []);
    }

    /// <summary>Outside identities that some federated credential names.</summary>
    public static IEnumerable<string> Tokens(AzureDirectory directory) =>
        directory.FederatedCredentials.Where(f => !f.Flexible && InnerOf(directory, f) is null).Select(Token).Concat(directory.FederatedCredentials.Where(f => f.Flexible).Select(Pattern));

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

    /// <summary>Credentials by an expression: whoever's subject matches; claims that a subject does not tell stay open.</summary>
    private IEnumerable<Fact> Flexible(string? token)
    {
        foreach (var credential in directory.FederatedCredentials.Where(f => f.Flexible))
        {
            if (!directory.Objects.TryGetValue(credential.Target, out var target) || !target.Enabled)
                continue;
            var (pattern, expression) = (Pattern(credential), ClaimsExpression.Read(credential.Subject));
            var host = $"oidc:{Host(credential)}:";
            if (token is not null && token != pattern && !(token.StartsWith(host, StringComparison.OrdinalIgnoreCase) && expression?.Allows(token[host.Length..]) != false))
                continue;
            OpenCondition[] open = expression is null ? [Unread(credential)] : [.. expression.OtherClaims.Select(c => new OpenCondition($"claims['{c}']", "matches", [credential.Subject], Needed: true))];
            yield return new Fact([token ?? pattern, target.CanonicalId], open, []);
        }
    }

    private static OpenCondition Unread(FederatedCredential credential) => new("claimsMatchingExpression", "holds", [credential.Subject], Needed: true);

    /// <summary>The outside identities of an expression, as a pattern of subjects.</summary>
    private static string Pattern(FederatedCredential credential) => $"oidc:{Host(credential)}:{ClaimsExpression.Read(credential.Subject)?.SubjectPattern ?? "*"}";

    private static string Host(FederatedCredential credential) => credential.Issuer.Replace("https://", "", StringComparison.OrdinalIgnoreCase).TrimEnd('/');

    /// <summary>A managed identity of Entra as credential: issuer <c>login.microsoftonline.com/TENANT/v2.0</c>, subject its object id.</summary>
    private static string? InnerOf(AzureDirectory directory, FederatedCredential credential) =>
        credential.Issuer.Contains("login.microsoftonline.com/", StringComparison.OrdinalIgnoreCase)
        && directory.Objects.TryGetValue(credential.Subject.ToLowerInvariant(), out var inner) ? inner.CanonicalId : null;

    private static string Token(FederatedCredential credential) =>
        $"oidc:{Host(credential)}:{credential.Subject}";
}
