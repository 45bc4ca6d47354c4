using Ambit.Aws.Conditions;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>A role that opens to more workloads of an outside issuer than one repository, project or service account.</summary>
internal sealed class WideSubject(AwsEstate estate) : TrustKind(estate)
{
    /// <inheritdoc/>
    public override string Id => "wide-oidc-subject";

    /// <inheritdoc/>
    public override string Title => "Trust of too many outside workloads";

    /// <inheritdoc/>
    public override string Rule => "The trust of a role in an OIDC provider does not pin the subject: no condition on `sub`, a wildcard in the organisation or the repository, or a pattern without the delimiter, which other names match as well.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts)
    {
        foreach (var provider in trust.Names.Where(n => n.Kind is PrincipalKind.Federated && n.Value.Contains(":oidc-provider/", StringComparison.Ordinal)).Select(n => n.Value))
        {
            var issuer = provider[(provider.IndexOf(":oidc-provider/", StringComparison.Ordinal) + ":oidc-provider/".Length)..];
            var subjects = trust.Statement.Source.Conditions.Where(c => c.Key.Equals($"{issuer}:sub", StringComparison.OrdinalIgnoreCase) && Positive(c)).ToList();
            if (subjects.Count == 0 && trust.Asks($"{issuer}:repository", $"{issuer}:repository_id", $"{issuer}:job_workflow_ref", $"{issuer}:project_path"))
                continue;
            if (subjects.Count == 0)
                yield return Wide(trust, facts, provider, issuer, null, Severity.Critical, "every workload that the issuer knows");
            foreach (var (value, severity, who) in subjects.Where(Globs).SelectMany(c => c.Values).Select(v => (v, Judge(v))).Where(j => j.Item2 is not null).Select(j => (j.v, j.Item2!.Value.Severity, j.Item2.Value.Who)))
                yield return Wide(trust, facts, provider, issuer, value, severity, who);
        }
    }

    private static bool Positive(ConditionEntry condition) => condition.Operator is { Negated: false, IfExists: false } op && op.Qualifier is not SetQualifier.ForAllValues;

    private static bool Globs(ConditionEntry condition) => condition.Operator is { Comparison: Comparison.StringLike };

    /// <summary>How wide a subject pattern is; null where it is narrow enough.</summary>
    internal static (Severity Severity, string Who)? Judge(string pattern)
    {
        var star = pattern.AsSpan().IndexOfAny('*', '?');
        if (star < 0)
            return null;
        if (!pattern.StartsWith("repo:", StringComparison.Ordinal))
            return star == 0 ? (Severity.Critical, "every workload that the issuer knows") : pattern.StartsWith("system:serviceaccount:*", StringComparison.Ordinal) ? (Severity.High, "every service account of the cluster") : null;
        var slash = pattern.IndexOf('/');
        if (slash < 0 || star < slash)
            return (Severity.Critical, $"repositories of other organisations that match `{pattern}`");
        var colon = pattern.IndexOf(':', slash);
        if (star == slash + 1)
            return (Severity.Medium, "every repository of the organisation");
        return colon < 0 || star < colon ? (Severity.High, $"other repositories that match `{pattern}`, one that somebody makes among them") : null;
    }

    private Finding Wide(TrustStatement trust, EstateFacts facts, string provider, string issuer, string? value, Severity severity, string who) => Of(
        trust, facts, value ?? provider, severity, $"{Holder(trust)} of {trust.Account} opens to {who}",
        $"A workflow or workload of {issuer} that nobody here controls can act as this role.",
        $"Pin `{issuer}:sub` with StringEquals to the repository and the branch or environment that needs {trust.Name}, and `{issuer}:aud` to the audience.");
}
