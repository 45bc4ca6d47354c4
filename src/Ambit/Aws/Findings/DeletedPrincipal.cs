using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>A trust in somebody who is gone.</summary>
internal sealed class DeletedPrincipal(AwsEstate estate) : TrustKind(estate)
{
    private readonly HashSet<string> _known = [.. estate.Users.Select(u => u.Arn), .. estate.Roles.Select(r => r.Arn), .. estate.Resources.Where(r => r.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal)).Select(r => r.Arn)];
    private readonly HashSet<string> _exported = [.. estate.Accounts.Where(a => a.Exported).Select(a => a.Id)];

    /// <inheritdoc/>
    public override string Id => "deleted-principal";

    /// <inheritdoc/>
    public override string Title => "Trust in a deleted principal";

    /// <inheritdoc/>
    public override string Rule => "A policy names a user or role by the unique id that IAM leaves behind when it is deleted, or an identity provider that is gone: the latter is trusted again as soon as somebody makes one under the same ARN.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts)
    {
        foreach (var entry in trust.Names)
        {
            // "If you delete the user, the principal ARN is transformed to the principal ID" (IAM User Guide, "Principal").
            if (entry.Kind is PrincipalKind.Aws && (entry.Value.StartsWith("AIDA", StringComparison.Ordinal) || entry.Value.StartsWith("AROA", StringComparison.Ordinal)) && !entry.Value.Contains(':'))
                yield return Of(trust, facts, entry.Value, Severity.Low, $"{Holder(trust)} of {trust.Account} trusts somebody who was deleted", "It grants nobody now, and hides who was meant.", $"Remove {entry.Value} from the policy.");
            else if (entry.Kind is PrincipalKind.Federated && Gone(entry.Value))
                yield return Of(trust, facts, entry.Value, Severity.Medium, $"{Holder(trust)} of {trust.Account} trusts an identity provider that is gone", "Whoever makes a provider under the same ARN is trusted at once.", $"Remove {entry.Value} from the trust policy.");
        }
    }

    private bool Gone(string provider)
    {
        if (!ArnFields.TryParse(provider, out var fields))
            return false;
        var account = fields.Account.ToString();
        var type = provider.Contains(":oidc-provider/", StringComparison.Ordinal) ? "AWS::IAM::OIDCProvider" : "AWS::IAM::SAMLProvider";
        return _exported.Contains(account) && Estate.Lists(account, type) && !_known.Contains(provider);
    }
}
