using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// CloudTrail events in JSON, in every packing: files as they lie in S3, lists, one event a line or over many, EventBridge's
/// envelope, <c>lookup-events</c>, CloudWatch Logs, Elastic, Splunk and Datadog records that wrap the event.
/// </summary>
public sealed class CloudTrailLog : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "CloudTrail log";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName) => CloudTrailHead.IsEvents(head);

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation) =>
        sink.Keep(static () => new CloudTrailReader(new CloudTrailMemory())).Read(content, sink, cancellation);
}
