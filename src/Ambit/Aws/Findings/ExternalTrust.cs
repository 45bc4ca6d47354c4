using Ambit.Aws.Inventory;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>A role or resource that lets an account outside the estate in.</summary>
internal sealed class ExternalTrust(AwsEstate estate) : TrustKind(estate)
{
    /// <inheritdoc/>
    public override string Id => "external-trust";

    /// <inheritdoc/>
    public override string Title => "Trust of an outside account";

    /// <inheritdoc/>
    public override string Rule => "A trust policy or resource policy names an account that is neither in the estate nor in its organisation, and that `trusted` of ambit.yaml does not name; a vendor's account is expected to be asked for an external id.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts)
    {
        foreach (var account in trust.Names.Select(AccountOf).OfType<string>().Distinct(StringComparer.Ordinal).Where(a => a != trust.Account))
        {
            var inside = Inside(account);
            if (inside == true)
                continue;
            var known = facts.Settings.Trusted.FirstOrDefault(t => t.Id == account);
            var external = !trust.Role || trust.Asks("sts:ExternalId", "aws:PrincipalOrgID");
            if (known is not null && (external || !known.Vendor))
                continue;
            var whose = known is null ? $"account {account}{(inside is null ? ", of which no export tells whether it is yours" : ", which is outside the organisation")}" : $"{known.Name} ({account})";
            var severity = known is not null ? Severity.Medium : external ? Severity.Medium : Severity.High;
            yield return Of(
                trust, facts, account, severity, $"{Holder(trust)} of {trust.Account} lets {whose} in",
                external ? "Whoever controls that account acts here." : "Whoever controls that account acts here; without an external id it can also be tricked into acting here for somebody else (the confused deputy).",
                external ? $"Remove the trust if nobody needs it, or name {account} under `trusted` in ambit.yaml." : $"Ask for an external id (condition sts:ExternalId) in the trust of {trust.Name}, or remove {account} from it.");
        }
    }
}
