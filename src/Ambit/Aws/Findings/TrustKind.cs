using Ambit.Aws.Catalogue;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>What the kinds about trust share: they look at each statement that lets somebody in.</summary>
internal abstract class TrustKind(AwsEstate estate) : IFindingKind
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Rule { get; }

    /// <summary>The estate.</summary>
    protected AwsEstate Estate { get; } = estate;

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var statement in TrustStatement.Of(Estate, new PolicyCompiler(AwsCatalogue.Current)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var finding in Look(statement, facts))
                yield return finding;
        }
    }

    /// <summary>Finds what is wrong with one statement.</summary>
    protected abstract IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts);

    /// <summary>A finding about a statement.</summary>
    protected Finding Of(TrustStatement trust, EstateFacts facts, string whom, Severity severity, string title, string why, string remedy)
    {
        var production = facts.Production.Contains(trust.Account) || facts.Paths.Labels.Sensitive(trust.Holder);
        var conditions = trust.Statement.Source.Conditions.Select(c => $"`{c.Key}` {c.Spelled} {string.Join(", ", c.Values.Take(3).Select(v => $"`{v}`"))}").ToList();
        return new Finding
        {
            Id = FindingId.Of(Id, trust.Holder, whom),
            Kind = Id,
            Severity = severity,
            Score = FindingScore.Of(severity, production ? 0.9 : 0.4),
            Cloud = AwsCloud.CloudName,
            Scope = trust.Account,
            Identity = trust.Role ? trust.Holder : null,
            Resource = trust.Role ? null : trust.Holder,
            Title = title,
            Why = why,
            Evidence = [new FindingEvidence($"it allows `{whom}`{(conditions.Count == 0 ? " without a condition" : $" if {string.Join(" and ", conditions)}")}", trust.Policy.Name, trust.Statement.Source.Index, trust.Policy.Source.ToString()), .. Analyzer(trust.Holder)],
            Remediation = new Remediation("narrow-trust", remedy),
        };
    }

    /// <summary>What IAM Access Analyzer found of the holder itself: a second source that agrees.</summary>
    private IEnumerable<FindingEvidence> Analyzer(string holder) => Estate.AnalyzerFindings
        .Where(f => f.Arn == holder && (f.Kind is "ExternalAccess" or "InternalAccess") && (f.Status is null or "ACTIVE"))
        .Select(f => new FindingEvidence($"IAM Access Analyzer found {(f.Kind == "ExternalAccess" ? "external" : "internal")} access to it, too (finding `{f.Id}`)"));

    /// <summary>How people name the holder.</summary>
    protected static string Holder(TrustStatement trust) => trust.Role ? $"role {trust.Name}" : $"{trust.Type} {trust.Name}";

    /// <summary>The account that an AWS principal belongs to; null where it is none.</summary>
    protected static string? AccountOf(PrincipalEntry entry)
    {
        if (entry.Kind is not PrincipalKind.Aws)
            return null;
        if (!entry.Value.StartsWith("arn:", StringComparison.Ordinal))
            return entry.Value.All(char.IsAsciiDigit) && entry.Value.Length > 0 ? entry.Value : null;
        return ArnFields.TryParse(entry.Value, out var fields) && fields.Account.Length > 0 ? fields.Account.ToString() : null;
    }

    /// <summary>Whether an account is of the estate's organisations: true inside, false outside, null where nothing tells.</summary>
    protected bool? Inside(string account)
    {
        if (Estate.Accounts.Any(a => a.Id == account && (a.Exported || a.OrganizationId is not null)))
            return true;
        return Estate.Organizations.Count > 0 ? Estate.Organizations.Any(o => o.Nodes.ContainsKey(account)) : null;
    }
}
