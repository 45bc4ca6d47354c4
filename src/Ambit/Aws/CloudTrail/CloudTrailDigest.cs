using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// The digest files that lie beside the logs, and the signature files of CloudTrail Lake: known, and nothing in them is a call.
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
/// </summary>
public sealed class CloudTrailDigest : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "CloudTrail digest";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName) =>
        (head.IndexOf("\"digestStartTime\""u8) >= 0 && head.IndexOf("\"logFiles\""u8) >= 0)
        || (head.IndexOf("\"hashSignature\""u8) >= 0 && head.IndexOf("\"fileHashValue\""u8) >= 0);

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        // Nothing to count: that a digest lists no file says nothing of who called.
    }
}
