using Ambit.Access;

namespace Ambit.Findings.Kinds;

/// <summary>A statement that grants all of a service, those actions that do not exist yet among them.</summary>
public sealed class WildcardService : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "wildcard-service";

    /// <inheritdoc/>
    public string Title => "Wildcard over a service";

    /// <inheritdoc/>
    public string Rule => "A statement grants every action of a service (or of all services) to an identity that is no administrator anyway.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var known in facts.Identities.Where(i => i.Identity is { CloudOwned: false, Admin: false, Enabled: true }))
        {
            foreach (var service in known.WideGrants.GroupBy(w => w.Service, StringComparer.OrdinalIgnoreCase))
                yield return Found(facts, known, service.Key, [.. service]);
        }
    }

    private Finding Found(EstateFacts facts, IdentityFacts known, string service, IReadOnlyList<WideGrant> grants)
    {
        var identity = known.Identity;
        var everywhere = grants.Any(g => g.Resources.Contains("*"));
        var used = known.Uses.Where(u => u.Used > 0 && IsOf(u.Action, service)).Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var severity = everywhere && (facts.Production.Contains(identity.Scope) || service == "*") ? Severity.High : everywhere ? Severity.Medium : Severity.Low;
        return new Finding
        {
            Id = FindingId.Of(Id, identity.Id, service.ToLowerInvariant()),
            Kind = Id,
            Severity = severity,
            Score = FindingScore.Of(severity, used == 0 ? 0.7 : 0.4),
            Cloud = identity.Cloud,
            Scope = identity.Scope,
            Identity = identity.Id,
            Title = $"{Words.Of(identity)} holds {(service == "*" ? "all actions of all services" : $"all of {service}")}{(everywhere ? "" : " on some resources")}",
            Why = "The pattern also grants every action that the service will get in future.",
            Evidence =
            [
                .. grants.Take(5).Select(g => new FindingEvidence($"`{g.Pattern}` on {string.Join(", ", g.Resources.Take(3).Select(r => $"`{r}`"))}", g.Statement.Policy, g.Statement.Index)),
                new FindingEvidence($"it used {used} actions of it within {facts.Window.Days} days"),
            ],
            Remediation = new Remediation("rightsize", used == 0
                ? $"Take {service} from it, or name the actions it needs."
                : $"Name the {used} actions it used: ambit rightsize {identity.Id}"),
        };
    }

    private static bool IsOf(string action, string service) =>
        service == "*" || (action.StartsWith(service, StringComparison.OrdinalIgnoreCase) && action.Length > service.Length && action[service.Length] is ':' or '/' or '.');
}
