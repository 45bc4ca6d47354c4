using Ambit.Model;

namespace Ambit.Findings.Kinds;

/// <summary>Somebody who can sign in with a password alone.</summary>
public sealed class MfaMissing : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "mfa-missing";

    /// <inheritdoc/>
    public string Title => "No second factor";

    /// <inheritdoc/>
    public string Rule => "An identity has an active password and an export says that no second factor is registered; the root of an account always has a password.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var known in facts.Identities.Where(i => i.Identity is { CloudOwned: false, Enabled: true, Mfa: false }))
        {
            var identity = known.Identity;
            if (identity.Kind != "root" && !identity.Credentials.Any(c => c is { Kind: "password", Active: true }))
                continue;
            var severity = identity.Admin || identity.Kind == "root" ? Severity.Critical : Severity.High;
            yield return new Finding
            {
                Id = FindingId.Of(Id, identity.Id),
                Kind = Id,
                Severity = severity,
                Score = FindingScore.Of(severity, facts.Production.Contains(identity.Scope) ? 0.8 : 0.4),
                Cloud = identity.Cloud,
                Scope = identity.Scope,
                Identity = identity.Id,
                Title = $"{Words.Of(identity)} signs in with a password alone",
                Why = identity.Admin || identity.Kind == "root" ? "One leaked password is the whole account." : "One leaked password is this identity.",
                Evidence = [new FindingEvidence("the export says that a password is set and no second factor is registered")],
                Remediation = new Remediation("require-mfa", $"Register a second factor for {Words.Of(identity)}, or take its password away."),
            };
        }
    }
}
