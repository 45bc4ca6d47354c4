namespace Ambit.Aws.Catalogue;

/// <summary>The partitions of AWS. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html and the SDKs' partition lists.</summary>
public static class AwsPartition
{
    /// <summary>Every partition's name.</summary>
    public static IReadOnlyList<string> All { get; } = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

    /// <summary>The partition that a region lies in.</summary>
    public static string OfRegion(ReadOnlySpan<char> region) =>
        region switch
        {
            _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
            _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
            _ when region.StartsWith("us-isob-", StringComparison.Ordinal) => "aws-iso-b",
            _ when region.StartsWith("us-isof-", StringComparison.Ordinal) => "aws-iso-f",
            _ when region.StartsWith("us-iso-", StringComparison.Ordinal) => "aws-iso",
            _ when region.StartsWith("eu-isoe-", StringComparison.Ordinal) => "aws-iso-e",
            _ when region.StartsWith("eusc-", StringComparison.Ordinal) => "aws-eusc",
            _ => "aws",
        };
}
