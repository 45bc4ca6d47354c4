namespace Ambit.Findings.Kinds;

/// <summary>
/// An identity at work that holds more than it uses, by access level. What the logs could not have shown is told apart and
/// never counted as unused.
/// </summary>
public sealed class ExcessiveEntitlement : IFindingKind
{
    /// <summary>What the cloud's catalogue calls the power to change who may do what.</summary>
    private const string Permissions = "Permissions management";

    /// <inheritdoc/>
    public string Id => "excessive-entitlement";

    /// <inheritdoc/>
    public string Title => "Excessive entitlement";

    /// <inheritdoc/>
    public string Rule => "An identity that was at work in the window holds actions that the logs would have shown, and did not use them.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var known in facts.Identities)
        {
            if (known.Identity is { CloudOwned: true } or { Enabled: false } or { Kind: "group" or "root" } or { ActsAs: not null } || known.UsedCount == 0)
                continue;
            var unused = known.Count(GrantState.Unused);
            if (unused > 0)
                yield return Found(facts, known, unused);
        }
    }

    private Finding Found(EstateFacts facts, IdentityFacts known, int unused)
    {
        var identity = known.Identity;
        var production = facts.Production.Contains(identity.Scope);
        var (permissions, writes) = (Unused(known, Permissions), Unused(known, "Write"));
        var severity = permissions > 0 && (production || identity.Admin) ? Severity.High
            : permissions > 0 || writes > 0 ? Severity.Medium
            : Severity.Low;
        var waste = known.Patterns.Count > 0 ? 1 : unused / (double)(unused + known.Count(GrantState.Used));
        return new Finding
        {
            Id = FindingId.Of(Id, identity.Id),
            Kind = Id,
            Severity = severity,
            Score = FindingScore.Of(severity, 0.6 * waste + 0.4 * Math.Min(1, Math.Log10(1 + unused) / 4)),
            Cloud = identity.Cloud,
            Scope = identity.Scope,
            Identity = identity.Id,
            Title = $"{Words.Of(identity)} used {Sum(known)}",
            Why = permissions > 0
                ? "Among what it never used is the power to change who may do what."
                : writes > 0 ? "Among what it never used is the power to change things." : "It can read more than its work needs.",
            Evidence = [.. Evidence(facts, known)],
            Remediation = new Remediation("rightsize", $"Replace what it holds by what it used, proved by replay: ambit rightsize {identity.Id}"),
        };
    }

    /// <summary>A pattern stands for more actions than anybody listed: then it is named instead of a number.</summary>
    private static string Sum(IdentityFacts known) =>
        known.Patterns.Count == 0 ? $"{known.Count(GrantState.Used)} of {known.GrantedCount} actions it holds"
        : $"{known.Count(GrantState.Used)} of the actions it holds, all that `{known.Patterns.MinBy(p => p.Length)}` stands for among them";

    private static int Unused(IdentityFacts known, string level) => known.Levels.Where(l => l.Level == level).Sum(l => l.Unused);

    private static IEnumerable<FindingEvidence> Evidence(EstateFacts facts, IdentityFacts known)
    {
        foreach (var level in known.Levels.OrderBy(l => l.Level, StringComparer.Ordinal))
            yield return new FindingEvidence($"{level.Level}: {level.Granted} granted, {level.Used} used, {level.Unused} unused, {level.NotObservable} not observable");

        var days = facts.Logs.DaysSpanned(known.Identity.Cloud, known.Identity.Scope);
        yield return new FindingEvidence($"the logs of {known.Identity.Scope} span {days} of {facts.Window.Days} days");
        foreach (var source in known.Reported.Sources)
            yield return new FindingEvidence($"where the logs could not show it: {source}");
    }
}
