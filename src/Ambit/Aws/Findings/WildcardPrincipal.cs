using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>A role that every AWS principal there is may assume.</summary>
internal sealed class WildcardPrincipal(AwsEstate estate) : TrustKind(estate)
{
    /// <inheritdoc/>
    public override string Id => "wildcard-principal";

    /// <inheritdoc/>
    public override string Title => "Role that anybody may assume";

    /// <inheritdoc/>
    public override string Rule => "A trust policy names `*`, and no condition narrows it to fixed accounts, organisations or principals.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts)
    {
        if (!trust.Role || !PublicGrants.Public(trust.Statement))
            yield break;
        var external = trust.Asks("sts:ExternalId");
        yield return Of(
            trust, facts, "*", external ? Severity.High : Severity.Critical, $"anybody may assume {Holder(trust)} of {trust.Account}{(external ? " with its external id" : "")}",
            external ? "The external id is no secret: it stands in the trust policy and in logs." : "Every user and role of every AWS account, an attacker's own among them, can act as this role.",
            $"Name the principals that need {trust.Name} in its trust policy.");
    }
}
