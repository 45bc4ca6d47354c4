using Ambit.Usage;

namespace Ambit.Import;

/// <summary>One log format, read as a stream. Adding a log source is adding one class; recognition is by content.</summary>
public interface ILogFormat
{
    /// <summary>What people call it: <c>CloudTrail log file</c>.</summary>
    string Name { get; }

    /// <summary>Whether the content that begins so (some 64 KB, decoded to UTF-8, or the whole of a shorter file) is of this format.</summary>
    bool Recognises(ReadOnlySpan<byte> head, string fileName);

    /// <summary>Reads the stream to its end into the sink. Safe to call from several threads, each with its own stream and sink.</summary>
    void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation);
}
