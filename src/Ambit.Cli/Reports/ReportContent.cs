using Ambit.Findings;
using Ambit.Findings.Scoring;

namespace Ambit.Cli.Reports;

/// <summary>What a report tells, whatever its format.</summary>
internal sealed record ReportContent
{
    /// <summary>The snapshot's name.</summary>
    public required string Snapshot { get; init; }

    /// <summary>What counts as now.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The window of use, in days.</summary>
    public required int WindowDays { get; init; }

    /// <summary>What was read.</summary>
    public required SnapshotInputs Inputs { get; init; }

    /// <summary>How many resources there are.</summary>
    public int Resources { get; init; }

    /// <summary>How many policies there are.</summary>
    public int Policies { get; init; }

    /// <summary>Names of accounts and other scopes by id.</summary>
    public IReadOnlyDictionary<string, string> ScopeNames { get; init; } = new Dictionary<string, string>();

    /// <summary>The worst first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Title and rule of each kind of finding, by id.</summary>
    public IReadOnlyDictionary<string, (string Title, string Rule)> Kinds { get; init; } = new Dictionary<string, (string, string)>();

    /// <summary>Every identity.</summary>
    public required IReadOnlyList<ReportIdentity> Identities { get; init; }

    /// <summary>The paths worth showing, the worst first.</summary>
    public IReadOnlyList<ReportPath> Paths { get; init; } = [];

    /// <summary>The fewest removals that close the paths to admin; null where there are none or nobody asked.</summary>
    public ReportCut? Cut { get; init; }

    /// <summary>Who is let in from where.</summary>
    public IReadOnlyList<ReportTrust> Trusts { get; init; } = [];

    /// <summary>What people call them.</summary>
    public ReportNames Names => field ??= new ReportNames(Identities, ScopeNames);

    /// <summary>Gathers the content from what a scan found.</summary>
    public static ReportContent Of(ReportSubject subject) => new()
    {
        Snapshot = subject.Snapshot.Id,
        AsOf = subject.Facts.Now,
        WindowDays = subject.Facts.Window.Days,
        Inputs = subject.Snapshot.Inputs,
        Resources = subject.Facts.Resources.Count,
        Policies = subject.Estate.Clouds.Sum(c => c.PolicyCount),
        ScopeNames = subject.Facts.Scopes.DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.Name, StringComparer.Ordinal),
        Findings = subject.Findings,
        Kinds = FindingKinds.All.Concat(subject.Estate.Clouds.SelectMany(c => c.FindingKinds)).DistinctBy(k => k.Id).ToDictionary(k => k.Id, k => (k.Title, k.Rule), StringComparer.Ordinal),
        Identities = Rows(subject),
        Paths = ReportPaths.Of(subject.Facts),
        Cut = ReportPaths.Cut(subject.Facts, CancellationToken.None),
        Trusts = [.. subject.Findings.Where(f => f.Remediation.Kind == "narrow-trust").Select(f => new ReportTrust(f.Identity ?? f.Resource ?? f.Scope, f.Title, f.Severity.ToString().ToLowerInvariant(), f.Remediation.Summary))],
    };

    private static IReadOnlyList<ReportIdentity> Rows(ReportSubject subject)
    {
        var scores = Scores.Of(subject.Facts, subject.Findings);
        return [.. subject.Facts.Identities.Select(i => Row(i, scores.Find(i.Identity.Id)))];
    }

    private static ReportIdentity Row(IdentityFacts facts, IdentityScore? score) => new(
        facts.Identity.Id, facts.Identity.Name, facts.Identity.Cloud, facts.Identity.Scope, facts.Identity.Kind, facts.Identity.Admin, facts.Identity.CloudOwned,
        facts.GrantedCount, facts.Count(GrantState.Used), facts.Count(GrantState.NotObservable), facts.LastUsedAt, score?.Impact, score?.Waste);
}
