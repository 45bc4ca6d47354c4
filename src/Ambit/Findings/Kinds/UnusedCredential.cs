using Ambit.Model;

namespace Ambit.Findings.Kinds;

/// <summary>An active password, key, secret or certificate that nobody used for longer than its identity's window.</summary>
public sealed class UnusedCredential : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "unused-credential";

    /// <inheritdoc/>
    public string Title => "Unused credential";

    /// <inheritdoc/>
    public string Rule => "An active credential was not used within its identity's window, and an export says when it was last used, or that it never was.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var known in facts.Identities.Where(i => i.Identity is { CloudOwned: false, Enabled: true }))
        {
            var cutoff = facts.Now.AddDays(-facts.PatienceOf(known.Identity));
            foreach (var credential in known.Identity.Credentials.Where(c => IsUnused(c, cutoff)))
                yield return Found(facts, known, credential);
        }
    }

    private static bool IsUnused(Credential credential, DateTimeOffset cutoff)
    {
        if (!credential.Active || credential.CreatedAt >= cutoff)
            return false;
        // Null is "never" only where the export says when credentials were used.
        return credential.LastUsedAt is { } last ? last < cutoff : credential.UseKnown;
    }

    private Finding Found(EstateFacts facts, IdentityFacts known, Credential credential)
    {
        var identity = known.Identity;
        var severity = identity.Admin || identity.Kind == "root" ? Severity.High : Severity.Medium;
        var used = credential.LastUsedAt is { } last ? $"last used {(int)(facts.Now - last).TotalDays} days ago" : "never used";
        return new Finding
        {
            Id = FindingId.Of(Id, identity.Id, credential.Kind, credential.Id),
            Kind = Id,
            Severity = severity,
            Score = FindingScore.Of(severity, credential.LastUsedAt is null ? 0.7 : 0.4),
            Cloud = identity.Cloud,
            Scope = identity.Scope,
            Identity = identity.Id,
            Title = $"{Words.Of(identity)} has {Words.Of(credential)} {used}",
            Why = "It is a way in that nobody watches and nobody would miss.",
            Evidence = [new FindingEvidence($"{credential.Kind} `{credential.Id}`, made {credential.CreatedAt?.UtcDateTime.ToString("yyyy-MM-dd") ?? "at an unknown time"}, {used}")],
            Remediation = new Remediation("remove-credential", $"Deactivate {Words.Of(credential)} of {Words.Of(identity)}, then delete it."),
        };
    }
}
