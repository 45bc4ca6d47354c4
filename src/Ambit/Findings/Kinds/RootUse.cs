using Ambit.Model;

namespace Ambit.Findings.Kinds;

/// <summary>The root of an account at work, or with keys that let it work.</summary>
public sealed class RootUse : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "root-use";

    /// <inheritdoc/>
    public string Title => "Root in use";

    /// <inheritdoc/>
    public string Rule => "The root of an account was used within the window, or has an active access key.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var known in facts.Identities.Where(i => i.Identity.Kind == "root"))
        {
            var identity = known.Identity;
            if (known.LastUsedAt >= facts.Window.From)
            {
                yield return Found(
                    identity, "used", Severity.High, $"root of {identity.Scope} was used on {known.LastUsedAt:yyyy-MM-dd}",
                    [new FindingEvidence(Did(known)), new FindingEvidence($"last used {known.LastUsedAt:yyyy-MM-dd}")],
                    new Remediation("stop-root-use", "Do this work with a role; keep root for what only root can do."));
            }

            foreach (var key in identity.Credentials.Where(c => c is { Kind: "accessKey", Active: true }))
            {
                yield return Found(
                    identity, key.Id, Severity.Critical, $"root of {identity.Scope} has an active access key",
                    [new FindingEvidence($"accessKey `{key.Id}` is active, {(key.LastUsedAt is { } used ? $"last used {used:yyyy-MM-dd}" : "no use of it is known")}")],
                    new Remediation("remove-credential", $"Delete the access key of root in {identity.Scope}."));
            }
        }
    }

    private static string Did(IdentityFacts known) => known.UsedCount == 0
        ? "the logs at hand show no action of it"
        : $"it used {known.UsedCount} actions, {string.Join(", ", known.Uses.Where(u => u.Used > 0).Select(u => u.Action).Distinct(StringComparer.Ordinal).Take(5))} among them";

    private Finding Found(Identity identity, string about, Severity severity, string title, IReadOnlyList<FindingEvidence> evidence, Remediation remediation) => new()
    {
        Id = FindingId.Of(Id, identity.Id, about),
        Kind = Id,
        Severity = severity,
        Score = FindingScore.Of(severity, 0.6),
        Cloud = identity.Cloud,
        Scope = identity.Scope,
        Identity = identity.Id,
        Title = title,
        Why = "No policy and no guardrail limits root, and it belongs to no one person.",
        Evidence = evidence,
        Remediation = remediation,
    };
}
