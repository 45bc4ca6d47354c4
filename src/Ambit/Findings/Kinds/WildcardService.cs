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
        foreach (var known in facts.Identities.Where(i => i.Identity is { CloudOwned: false, Admin: false, Enabled: true } && i.WideGrants.Count > 0))
            yield return Found(facts, known);
    }

    private Finding Found(EstateFacts facts, IdentityFacts known)
    {
        var identity = known.Identity;
        var services = known.WideGrants.Select(g => g.Service).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var all = services.Contains("*");
        var everywhere = known.WideGrants.Any(g => g.Resources.Contains("*"));
        var power = known.WidePower;
        var severity = everywhere && (all || (power && facts.Production.Contains(identity.Scope))) ? Severity.High : everywhere ? Severity.Medium : Severity.Low;
        var used = known.Uses.Where(u => u.Used > 0 && services.Exists(s => IsOf(u.Action, s))).Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var names = all ? "all actions of all services" : $"all of {string.Join(", ", services.Take(4))}{(services.Count > 4 ? $" and {services.Count - 4} more services" : "")}";
        return new Finding
        {
            Id = FindingId.Of(Id, identity.Id),
            Kind = Id,
            Severity = severity,
            Score = FindingScore.Of(severity, (power ? 0.5 : 0.2) + (used == 0 ? 0.3 : 0)),
            Cloud = identity.Cloud,
            Scope = identity.Scope,
            Identity = identity.Id,
            Title = $"{Words.Of(identity)} holds {names}{(everywhere ? "" : " on some resources")}",
            Why = power
                ? "That includes the power to change who may do what, and every action that comes to be in future."
                : "The pattern also grants every action that comes to be in future.",
            Evidence =
            [
                .. known.WideGrants.Take(8).Select(g => new FindingEvidence($"`{g.Pattern}` on {string.Join(", ", g.Resources.Take(3).Select(r => $"`{r}`"))}", g.Statement.Policy, g.Statement.Index)),
                new FindingEvidence($"it used {used} actions of it within {facts.Window.Days} days"),
            ],
            Remediation = new Remediation("rightsize", used == 0
                ? "Take the wildcard from it, or name the actions it needs."
                : $"Name the {used} actions it used: ambit rightsize {identity.Id}"),
        };
    }

    private static bool IsOf(string action, string service) =>
        service == "*" || (action.StartsWith(service, StringComparison.OrdinalIgnoreCase) && action.Length > service.Length && action[service.Length] is ':' or '/' or '.');
}
