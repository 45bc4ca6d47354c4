using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Findings;

namespace Ambit.Aws.Findings;

/// <summary>A resource that lets an AWS service in for whoever uses that service.</summary>
internal sealed class ConfusedDeputy(AwsEstate estate) : TrustKind(estate)
{
    private static readonly string[] Keys = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:PrincipalOrgID"];

    /// <summary>Services that act for another account's resources on their own (IAM User Guide, "The confused deputy problem").</summary>
    private static readonly HashSet<string> Deputies = new(StringComparer.OrdinalIgnoreCase)
    {
        "s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com", "logs.amazonaws.com",
        "delivery.logs.amazonaws.com", "apigateway.amazonaws.com", "cloudfront.amazonaws.com", "ses.amazonaws.com", "serverlessrepo.amazonaws.com",
        "scheduler.amazonaws.com", "states.amazonaws.com", "bedrock.amazonaws.com", "bedrock-agentcore.amazonaws.com", "backup.amazonaws.com",
        "elasticloadbalancing.amazonaws.com", "cloudwatch.amazonaws.com", "iot.amazonaws.com",
    };

    /// <inheritdoc/>
    public override string Id => "confused-deputy";

    /// <inheritdoc/>
    public override string Title => "Confused deputy";

    /// <inheritdoc/>
    public override string Rule => "A resource policy, or the trust of a role, lets a service in that also acts for other accounts, and does not ask for whom (aws:SourceArn, aws:SourceAccount or aws:SourceOrgID).";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(TrustStatement trust, EstateFacts facts)
    {
        if (trust.Asks(Keys))
            yield break;
        foreach (var entry in trust.Names.Where(n => n.Kind is PrincipalKind.Service && Deputies.Contains(n.Value)))
        {
            yield return Of(
                trust, facts, entry.Value, trust.Role ? Severity.Low : Severity.Medium,
                $"{Holder(trust)} of {trust.Account} lets {entry.Value} in for anybody",
                "The service may be made to act here by somebody of another account, since nothing says whose resource it has to act for.",
                $"Add a condition on aws:SourceAccount (or aws:SourceArn) for {entry.Value}.");
        }
    }
}
