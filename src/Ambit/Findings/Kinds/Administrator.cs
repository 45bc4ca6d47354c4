using Ambit.Model;

namespace Ambit.Findings.Kinds;

/// <summary>An identity that holds all of its account, tenant, project or cluster, and that ambit.yaml does not name as meant to.</summary>
public sealed class Administrator : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "administrator";

    /// <inheritdoc/>
    public string Title => "Administrator";

    /// <inheritdoc/>
    public string Rule => "An identity holds everything in its scope now, without any step, and `administrators` of ambit.yaml does not name it.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var known in facts.Identities.Where(i => i.Identity is { Admin: true, CloudOwned: false, Enabled: true, Kind: not "root", ActsAs: null }))
        {
            var identity = known.Identity;
            if (facts.Settings.Administrators.Any(p => Settings.NamePattern.Matches(p, identity.Id) || Settings.NamePattern.Matches(p, identity.Name)))
                continue;
            var production = facts.Production.Reasons.GetValueOrDefault(identity.Scope);
            var severity = production is not null || identity.Mfa == false ? Severity.High : Severity.Medium;
            yield return new Finding
            {
                Id = FindingId.Of(Id, identity.Id),
                Kind = Id,
                Severity = severity,
                Score = FindingScore.Of(severity, Weight(known, production is not null)),
                Cloud = identity.Cloud,
                Scope = identity.Scope,
                Identity = identity.Id,
                Title = $"{Words.Of(identity)} is an administrator of {(production is null ? "" : "production ")}{identity.Scope}",
                Why = "Whoever is this identity, or gets to act as it, can do anything there, and give it to anybody.",
                Evidence = [.. Evidence(known, production)],
                Remediation = new Remediation("rightsize", known.UsedCount > 0
                    ? $"Replace what it holds by the {known.UsedCount} actions it used: ambit rightsize {identity.Id}"
                    : "Take the administrator's policy from it, or name it under `administrators` in ambit.yaml if it is meant to hold it."),
            };
        }
    }

    private static double Weight(IdentityFacts known, bool production) =>
        (production ? 0.4 : 0) + (known.Identity.Mfa == false ? 0.3 : 0) + (known.UsedCount == 0 ? 0.3 : 0);

    private static IEnumerable<FindingEvidence> Evidence(IdentityFacts known, string? production)
    {
        foreach (var wide in known.WideGrants.Where(w => w.Service == "*").Take(3))
            yield return new FindingEvidence($"`{wide.Pattern}` on {string.Join(", ", wide.Resources.Take(3).Select(r => $"`{r}`"))}", wide.Statement.Policy, wide.Statement.Index);
        yield return new FindingEvidence($"it may do {known.GrantedCount} actions and used {known.UsedCount}");
        if (production is not null)
            yield return new FindingEvidence($"{known.Identity.Scope} is production: {production}");
    }
}
