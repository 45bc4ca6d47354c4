using Ambit.Aws.Agents;
using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Model;

namespace Ambit.Aws.Findings;

/// <summary>An agent whose role is an administrator, or shared with others, or that nobody owns, or that anybody may call.</summary>
internal sealed class AgentPower(AwsEstate estate, Func<IReadOnlyList<AgentProfile>> profiles) : AgentKind(estate, profiles)
{
    private readonly ILookup<string, string> _agentsOf = AwsAgents.Of(estate).Where(a => AwsAgents.RoleOf(a.Agent) is not null).ToLookup(a => AwsAgents.RoleOf(a.Agent)!, a => a.Agent.Arn, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Id => "agent-exposure";

    /// <inheritdoc/>
    public override string Title => "Agent with power, without an owner, or open to anybody";

    /// <inheritdoc/>
    public override string Rule => "A Bedrock agent or an AgentCore runtime, tool or gateway runs as an administrator, shares its role with other agents, has no tag that names an owner, takes calls without authorisation or with any token of its issuer, or has a policy engine that only logs.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(AwsResource agent, AgentProfile profile, EstateFacts facts)
    {
        if (profile.ActsAs is { } role && facts.Identities.Any(i => i.Identity.Admin && i.Identity.Id == role))
            yield return Of(agent, facts, "admin", Severity.Critical, $"agent {agent.Name} runs as an administrator", $"Whoever can have the agent use its tools acts with all of {agent.Account}.", [$"it acts as `{role}`"], "rightsize", $"Give {agent.Name} a role of its own with what its tools need; it runs as {role}.");
        if (profile.ActsAs is { } shared && _agentsOf[shared].FirstOrDefault(a => a != agent.Arn) is { } other)
            yield return Of(agent, facts, "shared", Severity.Medium, $"agent {agent.Name} shares its role with {Short(other)}", "What one of them may do the other may too, and logs cannot tell them apart.", [$"both act as `{shared}`"], "rightsize", $"Give {agent.Name} a role of its own in place of {shared}.");
        if (facts.Settings.OwnerOf(agent.Tags) is null)
            yield return Of(agent, facts, "owner", Severity.Low, $"agent {agent.Name} has no owner", "Nobody is named who answers for what it does.", [], "owner", $"Tag {agent.Name} with its owner.");
        foreach (var open in Open(agent, profile, facts))
            yield return open;
    }

    private IEnumerable<Finding> Open(AwsResource agent, AgentProfile profile, EstateFacts facts)
    {
        if (agent.Text("AuthorizerType") == "NONE")
            yield return Of(agent, facts, "open", Severity.Critical, $"gateway {agent.Name} takes calls from anybody", "Its tools can be called without any authorisation.", Tools(profile), "narrow-trust", $"Set an authorizer (AWS_IAM or CUSTOM_JWT) on {agent.Name}.");
        else if (agent.Text("AuthorizerType") == "AUTHENTICATE_ONLY")
            yield return Of(agent, facts, "open", Severity.Medium, $"gateway {agent.Name} asks who calls, and lets everybody in", "Who may use its tools is left to what stands behind it.", Tools(profile), "narrow-trust", $"Add a policy engine that enforces, or an authorizer that decides, to {agent.Name}.");
        else if (AgentDoor.AnyTokenOf(agent) is { } issuer)
            yield return Of(agent, facts, "open", Issuers(issuer) ? Severity.Critical : Severity.High, $"agent {agent.Name} takes any token of {issuer}", "Neither audience, client, scope nor claims are asked for: everybody whom the issuer knows, for whatever application, can have it work.", Tools(profile), "narrow-trust", $"Name allowedAudience or allowedClients in the authorizer of {agent.Name}.");
        if (agent.Text("PolicyEngineConfiguration", "Mode") == "LOG_ONLY")
            yield return Of(agent, facts, "engine", Severity.Low, $"the policy engine of gateway {agent.Name} refuses nothing", "In the mode LOG_ONLY it writes down what it would refuse, and lets it pass.", [], "narrow-trust", $"Set the mode of the policy engine of {agent.Name} to ENFORCE.");
    }

    /// <summary>Issuers that give tokens to whoever signs up.</summary>
    private static bool Issuers(string host) => host is "accounts.google.com" or "login.microsoftonline.com" or "token.actions.githubusercontent.com" || host.StartsWith("cognito-idp.", StringComparison.Ordinal);

    private static IEnumerable<string> Tools(AgentProfile profile) => profile.Tools.Where(t => t.Enabled).Take(8).Select(t => $"tool {t.Name} ({t.Kind}){(t.Target is null ? "" : $": `{t.Target}`")}");
}
