using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Model;

namespace Ambit.Aws.Findings;

/// <summary>What the kinds about agents share: each agent with its profile, and the shape of a finding about it.</summary>
internal abstract class AgentKind(AwsEstate estate, Func<IReadOnlyList<AgentProfile>> profiles) : IFindingKind
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Rule { get; }

    /// <summary>The estate.</summary>
    protected AwsEstate Estate { get; } = estate;

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        var known = profiles().ToDictionary(p => p.Id, StringComparer.Ordinal);
        foreach (var agent in Estate.Resources.Where(r => known.ContainsKey(r.Arn)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var finding in Look(agent, known[agent.Arn], facts))
                yield return finding;
        }
    }

    /// <summary>Finds what is wrong with one agent.</summary>
    protected abstract IEnumerable<Finding> Look(AwsResource agent, AgentProfile profile, EstateFacts facts);

    /// <summary>A finding about an agent.</summary>
    protected Finding Of(AwsResource agent, EstateFacts facts, string what, Severity severity, string title, string why, IEnumerable<string> evidence, string remedyKind, string remedy) => new()
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
        Evidence = [new FindingEvidence($"`{agent.Arn}` of type {agent.Type}"), .. evidence.Select(e => new FindingEvidence(e))],
        Remediation = new Remediation(remedyKind, remedy),
    };

    /// <summary>The short name of an ARN.</summary>
    protected static string Short(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
