using Ambit.Aws.Escalation;
using Ambit.Aws.Inventory;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>An agent whose role is an administrator, or shared with others, or that nobody owns, or that anybody may call.</summary>
internal sealed class AgentPower(AwsEstate estate) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "agent-exposure";

    /// <inheritdoc/>
    public string Title => "Agent with power, without an owner, or open to anybody";

    /// <inheritdoc/>
    public string Rule => "A Bedrock agent or an AgentCore runtime, tool or gateway runs as an administrator, shares its role with other agents, has no tag that names an owner, or takes calls without authorisation.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        var workloads = new AwsWorkloads(estate, new AwsTrusts(estate));
        var roles = workloads.Agents().Select(f => (Agent: f.Values[0], Role: f.Values[1])).ToList();
        var admins = facts.Identities.Where(i => i.Identity.Admin).Select(i => i.Identity.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var agent in estate.Resources.Where(r => WorkloadType.Of(r.Type) is { Agent: true }))
        {
            var role = roles.FirstOrDefault(r => r.Agent == agent.Arn).Role;
            if (role is not null && admins.Contains(role))
                yield return Of(agent, facts, "admin", Severity.Critical, $"agent {agent.Name} runs as an administrator", $"Whoever can have the agent use its tools acts with all of {agent.Account}.", $"Give {agent.Name} a role of its own with what its tools need; it runs as {role}.");
            if (role is not null && roles.Where(r => r.Role == role && r.Agent != agent.Arn).Select(r => r.Agent).FirstOrDefault() is { } other)
                yield return Of(agent, facts, "shared", Severity.Medium, $"agent {agent.Name} shares its role with {other[(other.LastIndexOf('/') + 1)..]}", "What one of them may do the other may too, and logs cannot tell them apart.", $"Give {agent.Name} a role of its own in place of {role}.");
            if (facts.Settings.OwnerOf(agent.Tags) is null)
                yield return Of(agent, facts, "owner", Severity.Low, $"agent {agent.Name} has no owner", "Nobody is named who answers for what it does.", $"Tag {agent.Name} with its owner.");
            if (agent.Type == "AWS::BedrockAgentCore::Gateway" && agent.Text("AuthorizerType") == "NONE")
                yield return Of(agent, facts, "open", Severity.Critical, $"gateway {agent.Name} takes calls from anybody", "Its tools can be called without any authorisation.", $"Set an authorizer (AWS_IAM or CUSTOM_JWT) on {agent.Name}.");
        }
    }

    private Finding Of(AwsResource agent, EstateFacts facts, string what, Severity severity, string title, string why, string remedy) => new()
    {
        Id = FindingId.Of(Id, agent.Arn, what),
        Kind = Id,
        Severity = severity,
        Score = FindingScore.Of(severity, facts.Production.Contains(agent.Account) ? 0.9 : 0.4),
        Cloud = AwsCloud.CloudName,
        Scope = agent.Account,
        Identity = agent.Arn,
        Resource = agent.Arn,
        Title = title,
        Why = why,
        Evidence = [new FindingEvidence($"`{agent.Arn}` of type {agent.Type}")],
        Remediation = new Remediation("narrow-trust", remedy),
    };
}
