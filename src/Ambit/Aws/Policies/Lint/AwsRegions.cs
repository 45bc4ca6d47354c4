using System.Text.RegularExpressions;
using Ambit.Model;

namespace Ambit.Aws.Policies.Lint;

/// <summary>The regions of all partitions (AWS General Reference, "AWS Regions", mid-2026). A region made since is not an error.</summary>
internal static partial class AwsRegions
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "af-south-1", "ap-east-1", "ap-east-2", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
        "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2",
        "eu-west-1", "eu-west-2", "eu-west-3", "eu-south-1", "eu-south-2", "eu-north-1", "il-central-1", "mx-central-1", "me-south-1", "me-central-1", "sa-east-1", "cn-north-1",
        "cn-northwest-1", "us-gov-east-1", "us-gov-west-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "us-isof-east-1", "us-isof-south-1", "eu-isoe-west-1",
        "eusc-de-east-1",
    };

    /// <summary>Whether a text is no region: not a known one, and not of the form of one, or too near a known one not to be a slip.</summary>
    public static bool IsWrong(string text) => !Known.Contains(text) && (!Form().IsMatch(text) || Near(text) is not null);

    /// <summary>The region that was meant.</summary>
    public static string? Near(string text) => Nearest.Of(text, Known);

    [GeneratedRegex("^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
