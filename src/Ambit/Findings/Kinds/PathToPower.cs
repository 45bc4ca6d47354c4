using Ambit.Escalation;

namespace Ambit.Findings.Kinds;

/// <summary>A way up: an identity that could become administrator, or reach a sensitive resource, by steps.</summary>
public sealed class PathToPower : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "escalation-path";

    /// <inheritdoc/>
    public string Title => "Escalation path";

    /// <inheritdoc/>
    public string Rule => "An identity can become administrator of a scope, or reach a sensitive resource that it cannot use directly, by steps that its effective permissions allow.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        var known = facts.Identities.ToDictionary(i => i.Identity.Id, i => i.Identity, StringComparer.Ordinal);
        foreach (var path in facts.Paths.ToPower())
        {
            cancellation.ThrowIfCancellationRequested();
            if (known.GetValueOrDefault(path.From) is { Enabled: false })
                continue;
            yield return Of(path, known.GetValueOrDefault(path.From), facts);
        }
    }

    private Finding Of(EscalationPath path, Model.Identity? start, EstateFacts facts)
    {
        var severity = PathSeverity.Of(path, facts.Paths.Labels);
        var production = EscalationEdge.IsAdmin(path.To, out var administered) && facts.Production.Contains(administered);
        var target = EscalationEdge.IsAdmin(path.To, out var scope)
            ? $"administrator of {(production ? "production " : "")}{Named(scope, facts)}"
            : $"{path.To}";
        var first = path.Hops[0];
        var way = EscalationEdge.IsAdmin(path.To, out _) ? "could become" : "could reach";
        return new Finding
        {
            Id = FindingId.Of(Id, path.From, path.To),
            Kind = Id,
            Severity = severity,
            Score = FindingScore.Of(severity, (production ? 0.5 : 0) + (0.5 / path.Hops.Count)),
            Cloud = start?.Cloud ?? first.Method.Split('.')[0],
            Scope = start?.Scope ?? "",
            Identity = path.From,
            Resource = EscalationEdge.IsAdmin(path.To, out _) ? null : path.To,
            Title = $"{(start is null ? path.From : Words.Of(start))} {way} {target} in {path.Hops.Count} {(path.Hops.Count == 1 ? "step" : "steps")}{(path.Certain ? "" : ", on conditions")}",
            Why = string.Join(". Then: ", path.Hops.Select(h => $"{h.Title} ({h.Method})")) + ".",
            Evidence = [.. path.Hops.SelectMany(Evidence)],
            Remediation = new Remediation("remove-grant", Remedy(first, path, facts)),
        };
    }

    private static string Named(string scope, EstateFacts facts) =>
        facts.Scopes.FirstOrDefault(s => s.Id == scope) is { } known && known.Name != scope ? $"{known.Name} ({scope})" : scope;

    private static string Remedy(EscalationEdge first, EscalationPath path, EstateFacts facts)
    {
        var weakest = path.Hops.Select(h => facts.Paths.Rules[h.Method]).FirstOrDefault(r => r is not null);
        return $"{weakest?.Mitigation ?? $"Take {string.Join(", ", first.Needs.Select(n => n.Permission))} from {first.From}."} The fewest removals: ambit cut --from {path.From} --to {(EscalationEdge.IsAdmin(path.To, out _) ? "admin" : path.To)}";
    }

    private static IEnumerable<FindingEvidence> Evidence(EscalationEdge hop)
    {
        foreach (var need in hop.Needs)
        {
            var grant = need.Sides.SelectMany(s => s).FirstOrDefault();
            yield return new FindingEvidence($"`{need.Principal}` may `{need.Permission}`{(need.Resource is null ? "" : $" on `{need.Resource}`")}", grant?.Policy, grant?.Index);
        }

        foreach (var trust in hop.Evidence)
            yield return new FindingEvidence($"`{hop.To}` lets it in", trust.Policy, trust.Index);
        foreach (var condition in hop.Conditions)
            yield return new FindingEvidence($"if {(condition.Needed ? "" : "not ")}`{condition.Key}` {condition.Operator} {string.Join(", ", condition.Values.Select(v => $"`{v}`"))}");
    }
}
