using Ambit.Aws.ServerAccess;
using Ambit.Import;

namespace Ambit.Aws.CloudTrail;

/// <summary>The logs of AWS that are read as streams.</summary>
internal static class AwsLogs
{
    /// <summary>All of them, in the order they are asked.</summary>
    public static IReadOnlyList<ILogFormat> All { get; } = [new CloudTrailDigest(), new TrailQueryResult(), new ServerAccessLog(), new CloudTrailLog()];
}
