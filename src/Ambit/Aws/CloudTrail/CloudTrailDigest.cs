using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// The digest files that lie beside the logs, and the signature files of CloudTrail Lake: known, and nothing in them is a call.
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
/// </summary>
public sealed class CloudTrailDigest : ILogFormat
{
    // Either stands near the beginning, in whichever order the members come; most files are logs and none of these.
    private const int Beginning = 4096;

    /// <inheritdoc/>
    public string Name => "CloudTrail digest";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName)
    {
        var beginning = head[..Math.Min(head.Length, Beginning)];
        return (beginning.IndexOf("\"digestStartTime\""u8) >= 0 && head.IndexOf("\"logFiles\""u8) >= 0)
            || (beginning.IndexOf("\"fileHashValue\""u8) >= 0 && head.IndexOf("\"hashSignature\""u8) >= 0);
    }

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        // Nothing to count: that a digest lists no file says nothing of who called.
    }
}
