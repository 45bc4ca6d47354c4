using Ambit.Access;

namespace Ambit.Aws.Escalation;

/// <summary>Condition keys whose value whoever calls decides, so that a condition on them stops nobody.</summary>
internal static class CallerChoice
{
    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        // "The external ID is not a secret" (IAM User Guide); the other keys are parameters of the call.
        "sts:ExternalId", "sts:RoleSessionName", "sts:DurationSeconds", "sts:TransitiveTagKeys", "aws:RequestedRegion", "aws:UserAgent",
        "aws:Referer", "aws:SecureTransport", "iam:AssociatedResourceArn", "aws:CurrentTime", "aws:EpochTime",
    };

    /// <summary>Whether the caller can see to it that the condition comes out as needed.</summary>
    public static bool Meets(OpenCondition condition) => Keys.Contains(condition.Key);

    /// <summary>Whether it is about tags that the request brings.</summary>
    public static bool RequestTags(OpenCondition condition) =>
        condition.Key.StartsWith("aws:RequestTag/", StringComparison.OrdinalIgnoreCase) || condition.Key.Equals("aws:TagKeys", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is about tags of the caller.</summary>
    public static bool PrincipalTags(OpenCondition condition) => condition.Key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is about the source identity that the call sets.</summary>
    public static bool SourceIdentity(OpenCondition condition) => condition.Key.Equals("sts:SourceIdentity", StringComparison.OrdinalIgnoreCase);
}
