using Ambit.Model;

namespace Ambit.Findings.Kinds;

/// <summary>An identity that nobody used for longer than its class allows, and of which that is known.</summary>
public sealed class UnusedIdentity : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "unused-identity";

    /// <inheritdoc/>
    public string Title => "Unused identity";

    /// <inheritdoc/>
    public string Rule => "An identity that holds permissions was not used within its window, and logs or the cloud itself would have shown its use.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var known in facts.Identities.Where(i => i.Identity is { CloudOwned: false, Enabled: true, Kind: not ("group" or "root"), ActsAs: null } && i.GrantedCount > 0))
        {
            var identity = known.Identity;
            var patience = facts.PatienceOf(identity);
            var cutoff = facts.Now.AddDays(-patience);
            // Younger than its window: it had no time to be unused.
            if (identity.CreatedAt > cutoff || known.LastUsedAt >= cutoff || Why(facts, known, patience) is not { } evidence)
                continue;
            var severity = identity.Admin ? Severity.High : known.Holds("Write") || known.Holds("Permissions management") ? Severity.Medium : Severity.Low;
            yield return new Finding
            {
                Id = FindingId.Of(Id, identity.Id),
                Kind = Id,
                Severity = severity,
                Score = FindingScore.Of(severity, (facts.Production.Contains(identity.Scope) ? 0.4 : 0) + 0.6 * Math.Min(1, Math.Log10(1 + known.GrantedCount) / 4)),
                Cloud = identity.Cloud,
                Scope = identity.Scope,
                Identity = identity.Id,
                Title = known.LastUsedAt is { } last
                    ? $"{Words.Of(identity)} was last used {(int)(facts.Now - last).TotalDays} days ago"
                    : $"{Words.Of(identity)} was never seen in use",
                Why = $"Nobody would miss it, and whoever takes it over has {known.GrantedCount} actions.",
                Evidence = [evidence],
                Remediation = new Remediation("remove-identity", $"Disable {identity.Name}, wait, then delete it; nothing used it for {patience} days."),
            };
        }
    }

    /// <summary>How it is known that it was not used; null where nothing would have shown its use.</summary>
    private static FindingEvidence? Why(EstateFacts facts, IdentityFacts known, int patience)
    {
        var identity = known.Identity;
        if (known.LastUsedAt is { } last)
            return new FindingEvidence($"last used {last.UtcDateTime:yyyy-MM-dd}");
        if (patience <= facts.Window.Days && facts.Logs.SpansWindow(identity.Cloud, identity.Scope))
            return new FindingEvidence($"the logs of {identity.Scope} span {facts.Logs.DaysSpanned(identity.Cloud, identity.Scope)} days and show no use");
        if (known.Reported is { Any: true } reported && !reported.Used.Any() && !reported.UsedServices.Any() && reported.Sources is [var source, ..])
            return new FindingEvidence($"{source} knows of no use");
        return identity.Credentials.Count > 0 && identity.Credentials.All(c => c.UseKnown || !c.Active)
            ? new FindingEvidence("the credential report knows of no use of any of its credentials")
            : null;
    }
}
