using Ambit.Access;

namespace Ambit.Aws.Escalation;

/// <summary>Condition keys whose value whoever calls decides, so that a condition on them stops nobody.</summary>
internal static class CallerChoice
{
    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        // "The external ID is not a secret" (IAM User Guide); the other keys are parameters of the call.
        "sts:ExternalId", "sts:RoleSessionName", "sts:DurationSeconds", "sts:TransitiveTagKeys", "aws:RequestedRegion", "aws:UserAgent",
        "aws:Referer", "aws:SecureTransport", "aws:CurrentTime", "aws:EpochTime",
        "ec2:InstanceType", "ec2:osuser", "ec2:Tenancy", "ec2:EbsOptimized", "ec2:MetadataHttpTokens", "ec2:MetadataHttpEndpoint", "ec2:MetadataHttpPutResponseHopLimit",
        "ec2:InstanceMarketType", "ec2:RootDeviceType", "ec2:VolumeType", "ec2:VolumeSize", "ec2:VolumeIops", "ec2:Encrypted", "ec2:AssociatePublicIpAddress", "ec2:AvailabilityZone",
        "ec2:Region", "ecs:enable-execute-command", "ecs:task-cpu", "ecs:task-memory", "sagemaker:InstanceTypes", "sagemaker:RootAccess", "sagemaker:DirectInternetAccess", "sagemaker:VolumeKmsKey",
        "sagemaker:NetworkIsolation", "sagemaker:InterContainerTrafficEncryption", "lambda:FunctionUrlAuthType", "lambda:Principal", "glue:VpcIds", "glue:SubnetIds", "glue:SecurityGroupIds",
    };

    /// <summary>Whether the caller can see to it that the condition comes out as needed.</summary>
    public static bool Meets(OpenCondition condition) => Keys.Contains(condition.Key);

    /// <summary>Whether it is about the resource that a role is passed to.</summary>
    public static bool Associated(OpenCondition condition) => condition.Key.Equals("iam:AssociatedResourceArn", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a resource of the service that the role is passed to can be one that the condition names (IAM User Guide,
    /// <c>iam:AssociatedResourceArn</c>); null where the service is not told.
    /// </summary>
    public static bool? AssociatedWith(OpenCondition condition, IReadOnlyDictionary<string, IReadOnlyList<string>> stated)
    {
        if (!stated.TryGetValue("iam:PassedToService", out var passed) || passed is not [var principal] || condition.Operator.Contains("Not", StringComparison.Ordinal) || !condition.Needed)
            return null;
        var service = principal.Split('.')[0] switch { "ecs-tasks" => "ecs", "tasks" => "apprunner", var name => name };
        return condition.Values.Any(v => v.Split(':', 4) is not [_, _, var named, ..] || named.Contains('*') || named == service);
    }

    /// <summary>Whether it is about tags that the request brings.</summary>
    public static bool RequestTags(OpenCondition condition) =>
        condition.Key.StartsWith("aws:RequestTag/", StringComparison.OrdinalIgnoreCase) || condition.Key.Equals("aws:TagKeys", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the key tells of an MFA device.</summary>
    public static bool Device(string key) => key.StartsWith("aws:MultiFactorAuth", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is about tags of the caller.</summary>
    public static bool PrincipalTags(OpenCondition condition) => condition.Key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is about the source identity that the call sets.</summary>
    public static bool SourceIdentity(OpenCondition condition) => condition.Key.Equals("sts:SourceIdentity", StringComparison.OrdinalIgnoreCase);
}
