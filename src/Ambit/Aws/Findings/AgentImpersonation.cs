using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Agents;
using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Model;

namespace Ambit.Aws.Findings;

/// <summary>
/// Identities that can be any user towards an agent: they call it for a user id of their choice, or draw the token of its workload identity for
/// one, and with it what that user let the agent have of other systems (AgentCore developer guide, "InvokeAgentRuntimeForUser", "Get workload
/// access token").
/// </summary>
internal sealed class AgentImpersonation(AwsEstate estate, AwsWorld world, Func<IReadOnlyList<AgentProfile>> profiles) : AgentKind(estate, profiles)
{
    private const string Token = "bedrock-agentcore:GetWorkloadAccessTokenForUserId";
    private static readonly string[] Calls = ["bedrock-agentcore:InvokeAgentRuntimeForUser", "bedrock-agentcore:InvokeAgentRuntimeWithWebSocketStreamForUser"];

    /// <inheritdoc/>
    public override string Id => "agent-impersonation";

    /// <inheritdoc/>
    public override string Title => "Users of an agent can be impersonated";

    /// <inheritdoc/>
    public override string Rule => "An identity that is neither administrator nor the agent may call the agent for any user id (InvokeAgentRuntimeForUser), or draw the token of its workload identity for any (GetWorkloadAccessTokenForUserId), without a condition on the user id.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(AwsResource agent, AgentProfile profile, EstateFacts facts)
    {
        var severity = profile.Credentials.Count > 0 ? Severity.High : Severity.Medium;
        if (agent.Type == "AWS::BedrockAgentCore::Runtime" && !AgentDoor.Own(agent))
        {
            var callers = Others(agent, profile, facts).SelectMany(p => Calls.Where(c => world.Decide(p, c, agent.Arn) is Outcome.Allowed).Take(1).Select(c => (p.Id, Permission: c))).ToList();
            if (callers.Count > 0)
                yield return Of(
                    agent, facts, "call", severity,
                    $"{Who([.. callers.Select(c => c.Id)])} can call agent {agent.Name} as any of its users",
                    "The caller names the user: the agent then acts for that user, with whatever the user let it have of other systems.",
                    callers.Take(10).Select(c => $"`{c.Id}` may `{c.Permission}` on `{agent.Arn}`"),
                    "remove-grant", $"Let only the front end that signs users in call {agent.Name} for users, or take tokens of users instead.");
        }

        if (agent.Text("WorkloadIdentityDetails", "WorkloadIdentityArn") is not { } identity || profile.Credentials.Count == 0)
            yield break;
        var directory = identity.Split("/workload-identity/")[0];
        var drawing = Others(agent, profile, facts).Where(p => world.Decide(p, Token, identity) is Outcome.Allowed && world.Decide(p, Token, directory) is Outcome.Allowed).Select(p => p.Id).ToList();
        if (drawing.Count > 0)
            yield return Of(
                agent, facts, "token", Severity.High,
                $"{Who(drawing)} can draw the token of agent {agent.Name} for any of its users",
                $"With that token the vault hands out what the user let the agent have of {profile.Credentials.Count} other systems.",
                drawing.Take(10).Select(d => $"`{d}` may `{Token}` on `{identity}`"),
                "remove-grant", $"Leave {Token[18..]} to the role of {agent.Name}, and limit bedrock-agentcore:userid.");
    }

    private List<CompiledPrincipal> Others(AwsResource agent, AgentProfile profile, EstateFacts facts)
    {
        var admins = facts.Identities.Where(i => i.Identity.Admin || i.Identity.CloudOwned).Select(i => i.Identity.Id).ToHashSet(StringComparer.Ordinal);
        return [.. world.Ids.Where(id => id != profile.ActsAs && !admins.Contains(id)).Select(world.Find).OfType<CompiledPrincipal>()
            .Where(p => !p.ServiceLinked && p.Kind is not CallerKind.Root && (p.Account == agent.Account || agent.Policy is not null))];
    }

    private static string Who(IReadOnlyList<string> ids) => ids.Count == 1 ? Short(ids[0]) : $"{ids.Count} identities";
}
