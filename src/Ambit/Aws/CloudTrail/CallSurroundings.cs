using System.Text;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>Where a call was made, as the variables of ARNs ask for it, UTF-8.</summary>
/// <param name="Region">The region, empty where not told.</param>
/// <param name="Account">The account whose log it is, empty where not told.</param>
/// <param name="Partition">The partition of the region.</param>
/// <param name="Makes">Whether the call makes something, which has no name before it is made.</param>
internal sealed record CallSurroundings(byte[] Region, byte[] Account, byte[] Partition, bool Makes)
{
    private static readonly string[] Making = ["Create", "Run", "Copy", "Import", "Allocate", "Register", "Request"];

    public static CallSurroundings Of(CloudTrailCall call) =>
        new(Encoding.UTF8.GetBytes(call.Region), Encoding.UTF8.GetBytes(call.Account), Encoding.UTF8.GetBytes(AwsPartition.OfRegion(call.Region)),
            Making.Any(m => call.Name.StartsWith(m, StringComparison.Ordinal)));
}
