using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Inventory;
using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>
/// Who comes in from outside: tokens of OIDC issuers, guests of identity pools. A token lets in only if the
/// account has the provider, the audience is among its client ids, and the trust's conditions on the token hold.
/// </summary>
internal sealed class AwsFederation(AwsEstate estate, AwsTrusts trusts, AwsPermissions permissions)
{
    private const string Prefix = "oidc:";
    private const string PoolType = "AWS::Cognito::IdentityPool";
    private const string ProviderType = "AWS::IAM::OIDCProvider";
    private const string Action = "sts:AssumeRoleWithWebIdentity";
    private const string GitHub = "token.actions.githubusercontent.com";

    private readonly Dictionary<string, AwsResource> _providers = estate.Resources.Where(r => r.Type == ProviderType).GroupBy(r => r.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>Rows of <c>web-identity</c>: start, role.</summary>
    public IEnumerable<Fact> WebIdentity(string start)
    {
        if (!start.StartsWith(Prefix, StringComparison.Ordinal) || start.IndexOf(':', Prefix.Length) is not (> 0 and var colon))
            yield break;
        var (issuer, subject) = (start[Prefix.Length..colon], start[(colon + 1)..]);
        foreach (var (provider, role) in trusts.Federated)
        {
            if (!provider.EndsWith($":oidc-provider/{issuer}", StringComparison.Ordinal))
                continue;
            var known = _providers.GetValueOrDefault(provider);
            if (known is null && estate.Lists(AwsTrusts.Account(provider), ProviderType))
                continue;
            if (Best(provider, role, issuer, subject, known) is { Holds: true } answer)
                yield return new Fact([start, role.Arn], known is null ? [.. answer.Conditions, Fact.Unknown(provider, AwsTrusts.Account(provider))] : answer.Conditions, [new StatementReference("trust", Index(answer), null, "Allow")]);
        }
    }

    /// <summary>Rows of <c>guest-role</c>: start, role; anybody is everybody outside.</summary>
    public IEnumerable<Fact> GuestRoles(string start)
    {
        if (start != "*" && !start.StartsWith(Prefix, StringComparison.Ordinal))
            yield break;
        foreach (var (provider, role) in trusts.Federated.Where(f => f.Provider == "cognito-identity.amazonaws.com"))
        {
            if (role.Trust.Document.GetRawText().Contains("\"unauthenticated\"", StringComparison.Ordinal) && Giving(role) is { } conditions)
                yield return new Fact([start, role.Arn], conditions, [new StatementReference("trust", 0, null, "Allow")]);
        }
    }

    /// <summary>
    /// What a pool that gives its guests the role waits for; null where none does. "The enhanced flow … scopes down the services" that guests
    /// may use; the classic flow, where the pool allows it, gives all of the role (Cognito guide, "Identity pools authentication flow").
    /// </summary>
    private IReadOnlyList<OpenCondition>? Giving(AwsRole role)
    {
        var pools = estate.Resources.Where(r => r.Type == PoolType && r.Account == role.Account).ToList();
        if (!estate.Lists(role.Account, PoolType) && pools.Count == 0)
            return [Fact.Unknown($"which identity pools give guests {role.Name}", role.Account)];
        var open = pools.Where(p => p.Text("AllowUnauthenticatedIdentities") is not "false" && (p.Text("Roles", "Unauthenticated") is not { } given || given == role.Arn)).ToList();
        if (open.Count == 0)
            return null;
        var sure = open.Exists(p => p.Text("Roles", "Unauthenticated") == role.Arn && p.Text("AllowUnauthenticatedIdentities") is "true" && p.Text("AllowClassicFlow") is "true");
        return sure ? [] : [Fact.Unknown($"whether an identity pool gives guests all of {role.Name} (its roles, the classic flow)", role.Account)];
    }

    /// <summary>Rows of <c>trusts-provider</c>: role, provider, kind, account.</summary>
    public IEnumerable<Fact> TrustsProvider()
    {
        foreach (var (provider, role) in trusts.Federated)
        {
            var kind = provider.Contains(":saml-provider/", StringComparison.Ordinal) ? "saml" : provider.Contains(":oidc-provider/", StringComparison.Ordinal) ? "oidc" : null;
            if (kind is not null && AwsTrusts.Account(provider) == role.Account && !role.Reserved)
                yield return new Fact(role.Arn, provider, kind, role.Account);
        }
    }

    private PermissionAnswer Best(string provider, AwsRole role, string issuer, string subject, AwsResource? known)
    {
        var best = PermissionAnswer.No;
        if (permissions.Find(provider) is not { } caller)
            return best;
        foreach (var audience in Audiences(known))
        {
            var answer = permissions.Ask(caller, Action, role.Arn, Token(issuer, subject, audience), null);
            if (answer.Outcome is Outcome.Allowed)
                return answer;
            if (answer.Holds)
                best = answer;
        }

        return best;
    }

    /// <summary>"aud must also be in the provider's client id list": each of them is one the workload may ask for.</summary>
    private static IEnumerable<string?> Audiences(AwsResource? provider)
    {
        if (provider is null || !provider.Properties.TryGetProperty("ClientIdList", out var ids) || ids.ValueKind != JsonValueKind.Array)
            return [null];
        return ids.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString());
    }

    private static Dictionary<string, IReadOnlyList<string>> Token(string issuer, string subject, string? audience)
    {
        var claims = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [$"{issuer}:sub"] = [subject] };
        if (audience is not null)
            claims[$"{issuer}:aud"] = [audience];
        // A subject of the default form tells repository, owner and, without an environment, the ref.
        if (issuer.StartsWith(GitHub, StringComparison.Ordinal) && subject.Split(':') is ["repo", var repository, ..] parts)
        {
            claims[$"{issuer}:repository"] = [repository];
            claims[$"{issuer}:repository_owner"] = [repository.Split('/')[0]];
            if (parts is [_, _, "ref", var reference, ..])
                claims[$"{issuer}:ref"] = [reference];
            if (parts is [_, _, "environment", var environment, ..])
                claims[$"{issuer}:environment"] = [environment];
        }

        return claims;
    }

    private static int Index(PermissionAnswer answer) => answer.Sides.SelectMany(s => s).Select(g => g.Index).FirstOrDefault();
}
