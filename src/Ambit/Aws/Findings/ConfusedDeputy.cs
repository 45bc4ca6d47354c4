using Ambit.Aws.Catalogue;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>A resource that lets an AWS service in for whoever uses that service.</summary>
internal sealed class ConfusedDeputy(AwsEstate estate) : TrustKind(estate)
{
    private static readonly string[] Keys = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:PrincipalOrgID"];

    /// <summary>Services that act for another account's resources on their own (IAM User Guide, "The confused deputy problem"), with the page that says so.</summary>
    private static readonly Lazy<Dictionary<string, string>> Deputies = new(() =>
        CatalogueText.Rows("cross-account-services.tsv").ToDictionary(r => r[0], r => r[1], StringComparer.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string Id => "confused-deputy";

    /// <inheritdoc/>
    public override string Title => "Confused deputy";

    /// <inheritdoc/>
    public override string Rule => "A resource policy, or the trust of a role, lets a service in that also acts for other accounts, and does not ask for whom (aws:SourceArn, aws:SourceAccount or aws:SourceOrgID).";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts)
    {
        if (trust.Statement.Source.Conditions.Any(c => Keys.Contains(c.Key, StringComparer.OrdinalIgnoreCase) && Narrows(c)))
            yield break;
        foreach (var entry in trust.Names.Where(n => n.Kind is PrincipalKind.Service && Deputies.Value.ContainsKey(n.Value)))
        {
            yield return Of(
                trust, facts, entry.Value, trust.Role ? Severity.Low : Severity.Medium,
                $"{Holder(trust)} of {trust.Account} lets {entry.Value} in for anybody",
                "The service may be made to act here by somebody of another account, since nothing says whose resource it has to act for.",
                $"Add a condition on aws:SourceAccount (or aws:SourceArn) for {entry.Value}.");
        }
    }

    /// <summary>A pattern of a star alone, a negation, or a condition that an absent key passes asks for nobody.</summary>
    private static bool Narrows(ConditionEntry condition) =>
        condition.Operator is { Negated: false, IfExists: false } && !condition.Values.Any(v => v.Length == 0 || v.All(c => c is '*' or ':' or '?'));
}
