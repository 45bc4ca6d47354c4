using Ambit.Aws.Access;
using Ambit.Aws.Agents;
using Ambit.Aws.Inventory;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>A resource whose policy is public.</summary>
internal sealed class PublicResource(AwsEstate estate) : TrustKind(estate)
{
    private readonly PublicAccess _access = new(estate);

    /// <inheritdoc/>
    public override string Id => "public-resource";

    /// <inheritdoc/>
    public override string Title => "Public resource";

    /// <inheritdoc/>
    public override string Rule => "A resource policy or a bucket's access control list grants to everybody, not narrowed to fixed values (the meaning of public in S3's guide), and S3 Block Public Access does not cut it off.";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts)
    {
        if (trust.Role || !PublicGrants.Public(trust.Statement) || Blocked(trust) || ByToken(trust))
            yield break;
        var sensitive = facts.Paths.Labels.Sensitive(trust.Holder);
        yield return Of(
            trust, facts, "*", sensitive ? Severity.Critical : Severity.High, $"{Holder(trust)} of {trust.Account} is public",
            $"Anybody may {string.Join(", ", trust.Statement.Source.Actions.Take(3))} on it.",
            trust.List ? $"Set the object ownership of {trust.Name} to bucket owner enforced, which disables its ACLs."
            : trust.Type == "AWS::S3::Bucket" ? $"Turn on Block Public Access for {trust.Name}, or name who needs it." : $"Name who needs {trust.Name} in its policy.");
    }

    /// <summary>Under an authorizer of tokens "the principal must be *" (AgentCore guide, "Resource-based policies"): the authorizer says who.</summary>
    private bool ByToken(TrustStatement trust) =>
        trust.Type.StartsWith("AWS::BedrockAgentCore::", StringComparison.Ordinal) && Estate.Resources.Any(r => r.Arn == trust.Holder && AgentDoor.Own(r));

    private bool Blocked(TrustStatement trust) =>
        !trust.List && trust.Type is "AWS::S3::Bucket" or "AWS::S3::AccessPoint" && Estate.Resources.Any(r => r.Arn == trust.Holder && _access.RestrictsBuckets(r));
}
