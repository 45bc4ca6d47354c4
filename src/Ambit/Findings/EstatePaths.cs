using Ambit.Escalation;
using Ambit.Settings;

namespace Ambit.Findings;

/// <summary>The escalation graph of an estate with what its owner says matters; findings, assertions and reports share it.</summary>
public sealed class EstatePaths
{
    private readonly EstateFacts _facts;
    private readonly Lazy<EscalationGraph> _graph;
    private readonly Lazy<RuleSet> _rules;

    /// <summary>Prepares it; nothing is searched before something is asked.</summary>
    public EstatePaths(EstateFacts facts)
    {
        _facts = facts;
        Labels = LabelsOf(facts.Resources, facts.Settings, facts.Production);
        _rules = new Lazy<RuleSet>(() => RuleSet.BuiltIn([.. facts.Escalation.SelectMany(f => f.Vocabularies)]));
        _graph = new Lazy<EscalationGraph>(() => new PowerGraph(facts.Escalation, Rules, SensitiveResources()).Build(CancellationToken.None));
    }

    /// <summary>What matters.</summary>
    public PathLabels Labels { get; }

    /// <summary>The methods.</summary>
    public RuleSet Rules => _rules.Value;

    /// <summary>The graph of everybody.</summary>
    public EscalationGraph Graph => _graph.Value;

    /// <summary>Identities that start and administer nothing.</summary>
    public IEnumerable<string> Starts => _facts.Escalation.SelectMany(f => f.Starts.Where(s => f.Administers(s) is null && f.MayAdminister(s) is null)).Distinct(StringComparer.Ordinal);

    /// <summary>The best way of each start to the administration of each scope, and to each sensitive resource that it cannot use directly.</summary>
    public IEnumerable<EscalationPath> ToPower()
    {
        var search = new PathSearch(Graph);
        var starts = Starts.Order(StringComparer.Ordinal).ToList();
        foreach (var target in Graph.AdminNodes.Concat(SensitiveResources()).Order(StringComparer.Ordinal).ToList())
        {
            foreach (var path in search.Best(starts, [target]))
            {
                if (path.Hops.Count > 1 || path.Hops[0].Category != RuleCategory.Direct)
                    yield return path;
            }
        }
    }

    /// <summary>
    /// The labels: what <c>ambit.yaml</c> names as sensitive; where it names nothing, stores of data that a tag or their name calls so.
    /// </summary>
    public static PathLabels LabelsOf(IReadOnlyList<Model.Resource> resources, AmbitSettings settings, ProductionScopes production)
    {
        var sensitive = resources.Where(r => settings.Sensitive.Count > 0 ? settings.Sensitive.Any(s => s.Matches(r.Id, r.Tags)) : r.HoldsData && LooksSensitive(r))
            .Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return new PathLabels(production.Contains, sensitive.Contains);
    }

    private List<string> SensitiveResources() => [.. _facts.Resources.Select(r => r.Id).Where(Labels.Sensitive)];

    private static bool LooksSensitive(Model.Resource resource) =>
        resource.Tags.Any(t => t.Key.ToLowerInvariant() is "sensitivity" or "data-classification" or "dataclassification" or "classification" or "confidentiality"
            && t.Value.ToLowerInvariant() is "sensitive" or "confidential" or "restricted" or "secret" or "pii" or "high")
        || resource.Name.Contains("sensitive", StringComparison.OrdinalIgnoreCase) || resource.Name.Contains("confidential", StringComparison.OrdinalIgnoreCase);
}
