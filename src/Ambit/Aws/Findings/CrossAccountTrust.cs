using Ambit.Aws.Inventory;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>A production role or sensitive resource that lets in another account of the same estate as a whole.</summary>
internal sealed class CrossAccountTrust(AwsEstate estate) : TrustKind(estate)
{
    /// <inheritdoc/>
    public override string Id => "cross-account-trust";

    /// <inheritdoc/>
    public override string Title => "Trust of another account as a whole";

    /// <inheritdoc/>
    public override string Rule => "A role or resource of a production account trusts another account of the estate as a whole (its root), so that whoever may assume or use it is decided there.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts)
    {
        if (!facts.Production.Contains(trust.Account) && !facts.Paths.Labels.Sensitive(trust.Holder))
            yield break;
        foreach (var entry in trust.Names)
        {
            if (AccountOf(entry) is not { } account || account == trust.Account || Inside(account) != true)
                continue;
            if (!entry.Value.EndsWith(":root", StringComparison.Ordinal) && entry.Value.Contains(':'))
                continue;
            if (trust.Asks("aws:PrincipalArn", "aws:PrincipalTag/team"))
                continue;
            var production = facts.Production.Contains(account);
            yield return Of(
                trust, facts, account, production ? Severity.Low : Severity.Medium,
                $"{Holder(trust)} of production {trust.Account} trusts all of {(production ? "" : "non-production ")}{account}",
                "The other account's policies decide who gets in; an administrator of it always does.",
                $"Name the roles that need it in place of {account}, or narrow it by aws:PrincipalArn.");
        }
    }
}
