using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Access;
using Ambit.Model;

namespace Ambit.Aws.Findings;

/// <summary>Credentials that an agent draws from its vault, and that others can read at their source.</summary>
internal sealed class AgentVault(AwsEstate estate, AwsWorld world, Func<IReadOnlyList<AgentProfile>> profiles) : AgentKind(estate, profiles)
{
    /// <inheritdoc/>
    public override string Id => "agent-vault";

    /// <inheritdoc/>
    public override string Title => "Credential of an agent that others can read";

    /// <inheritdoc/>
    public override string Rule => "The secret behind a credential provider that an agent draws from can be read from Secrets Manager by identities that are neither administrators nor agents: past the vault, which binds it to the agent and its user.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(AwsResource agent, AgentProfile profile, EstateFacts facts)
    {
        var admins = facts.Identities.Where(i => i.Identity.Admin || i.Identity.CloudOwned).Select(i => i.Identity.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var credential in profile.Credentials.Where(c => c.Secret is not null))
        {
            var readers = world.Ids.Where(id => id != profile.ActsAs && !admins.Contains(id) && world.Find(id) is { ServiceLinked: false } reader && world.Decide(reader, "secretsmanager:GetSecretValue", credential.Secret) is Outcome.Allowed).ToList();
            if (readers.Count == 0)
                continue;
            yield return Of(
                agent, facts, credential.Provider, facts.Production.Contains(agent.Account) ? Severity.High : Severity.Medium,
                $"{(readers.Count == 1 ? Short(readers[0]) : $"{readers.Count} identities")} can read the credential that agent {agent.Name} draws from {Short(credential.Provider)}",
                "Whoever reads the secret itself has the other system's credential without the vault, which would bind it to the agent and its user.",
                [.. readers.Take(10).Select(r => $"`{r}` may `secretsmanager:GetSecretValue` on `{credential.Secret}`")],
                "remove-grant", $"Deny secretsmanager:GetSecretValue on {credential.Secret} to all but bedrock-agentcore.");
        }
    }
}
