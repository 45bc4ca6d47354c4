using Ambit.Model;

namespace Ambit.Findings.Kinds;

/// <summary>An active key or secret that is older than keys may get.</summary>
public sealed class KeyAge : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "key-age";

    /// <inheritdoc/>
    public string Title => "Old key";

    /// <inheritdoc/>
    public string Rule => "An active access key or secret was made more than `windows.keyAge` days ago (90 where ambit.yaml says nothing).";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        var most = facts.Settings.Windows.KeyAge;
        foreach (var known in facts.Identities.Where(i => i.Identity is { CloudOwned: false, Enabled: true }))
        {
            foreach (var key in known.Identity.Credentials.Where(c => c is { Active: true, Kind: "accessKey" or "secret" } && c.CreatedAt < facts.Now.AddDays(-most)))
                yield return Found(facts, known, key, most);
        }
    }

    private Finding Found(EstateFacts facts, IdentityFacts known, Credential key, int most)
    {
        var identity = known.Identity;
        var days = (int)(facts.Now - key.CreatedAt!.Value).TotalDays;
        var severity = identity.Admin || days > 4 * most ? Severity.Medium : Severity.Low;
        return new Finding
        {
            Id = FindingId.Of(Id, identity.Id, key.Kind, key.Id),
            Kind = Id,
            Severity = severity,
            Score = FindingScore.Of(severity, Math.Min(1, days / (10.0 * most))),
            Cloud = identity.Cloud,
            Scope = identity.Scope,
            Identity = identity.Id,
            Title = $"{Words.Of(identity)} has {Words.Of(key)} {days} days old",
            Why = "The longer a key lives, the more places it has leaked to.",
            Evidence = [new FindingEvidence($"{key.Kind} `{key.Id}` was made {key.CreatedAt.Value.UtcDateTime:yyyy-MM-dd}")],
            Remediation = new Remediation("rotate-credential", $"Make a new key for {identity.Name}, move its users over, then delete {key.Id}; better, use a role."),
        };
    }
}
