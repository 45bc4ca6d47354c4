using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Model;

namespace Ambit.Aws.Agents;

/// <summary>Joins each agent of an estate with its role, its tools, those who may have it work, and the credentials that it can draw.</summary>
internal sealed class AgentProfiles(AwsEstate estate, AwsWorld world)
{
    private static readonly Dictionary<string, (string Action, bool Shell)[]> Calls = new(StringComparer.Ordinal)
    {
        ["AWS::Bedrock::Agent"] = [("bedrock:InvokeAgent", false)],
        ["AWS::BedrockAgentCore::Runtime"] = [("bedrock-agentcore:InvokeAgentRuntimeCommand", true), ("bedrock-agentcore:InvokeAgentRuntimeCommandShell", true), ("bedrock-agentcore:InvokeAgentRuntime", false), ("bedrock-agentcore:InvokeAgentRuntimeForUser", false)],
        ["AWS::BedrockAgentCore::Gateway"] = [("bedrock-agentcore:InvokeGateway", false)],
        ["AWS::BedrockAgentCore::CodeInterpreterCustom"] = [("bedrock-agentcore:InvokeCodeInterpreter", true)],
        ["AWS::BedrockAgentCore::Harness"] = [("bedrock-agentcore:InvokeHarness", false)],
        ["AWS::BedrockAgentCore::BrowserCustom"] = [("bedrock-agentcore:ConnectBrowserAutomationStream", false)],
    };

    private readonly AgentTools _tools = new(estate);
    private readonly AwsResource[] _providers = [.. estate.Resources.Where(r => r.Type is AwsAgents.OAuthProvider or AwsAgents.ApiKeyProvider)];

    /// <summary>All of them.</summary>
    public IEnumerable<AgentProfile> All() => AwsAgents.Listed(estate).Select(Of);

    private AgentProfile Of(AwsResource agent) => new(
        agent.Arn,
        AwsAgents.RoleOf(agent),
        _tools.Of(agent),
        // A caller with a token is none of IAM's.
        AgentDoor.Own(agent) ? [] : [.. Callers(agent)],
        AgentDoor.Words(agent),
        [.. Credentials(agent)]);

    private IEnumerable<AgentCaller> Callers(AwsResource agent)
    {
        var on = agent.Type == "AWS::Bedrock::Agent" ? $"{agent.Arn.Replace(":agent/", ":agent-alias/", StringComparison.Ordinal)}/*" : agent.Arn;
        foreach (var id in world.Ids)
        {
            // Of another account only whom the agent's own policy lets in.
            if (world.Find(id) is not { ServiceLinked: false } principal || (principal.Account != agent.Account && agent.Policy is null))
                continue;
            foreach (var (action, shell) in Calls.GetValueOrDefault(agent.Type, []))
            {
                var outcome = world.Decide(principal, action, on);
                if (outcome is not (Outcome.Allowed or Outcome.Conditional))
                    continue;
                yield return new AgentCaller(id, action, outcome is Outcome.Allowed, shell);
                break;
            }
        }
    }

    /// <summary>Those that the role may draw from the vault, and those that a gateway's targets name.</summary>
    private IEnumerable<AgentCredential> Credentials(AwsResource agent)
    {
        var named = _tools.Providers(agent).ToHashSet(StringComparer.Ordinal);
        var role = AwsAgents.RoleOf(agent) is { } arn ? world.Find(arn) : null;
        foreach (var provider in _providers.Where(p => p.Account == agent.Account))
        {
            var action = provider.Type == AwsAgents.OAuthProvider ? "bedrock-agentcore:GetResourceOauth2Token" : "bedrock-agentcore:GetResourceApiKey";
            if (named.Contains(provider.Arn) || (role is not null && world.Decide(role, action, provider.Arn) is Outcome.Allowed or Outcome.Conditional))
                yield return new AgentCredential(provider.Arn, AwsAgents.SecretOf(provider));
        }

        foreach (var provider in named.Where(n => !_providers.Any(p => p.Arn == n)))
            yield return new AgentCredential(provider, null);
    }
}
