using System.Text;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Tests.Import;

/// <summary>A log of the test: lines that begin with <c>{"log":</c>; counts its lines and bytes as a stream.</summary>
internal sealed class LineLog : ILogFormat
{
    public string Name => "line log";

    public long Lines { get; private set; }

    public long Bytes { get; private set; }

    public bool Recognises(ReadOnlySpan<byte> head, string fileName) => head.StartsWith("{\"log\":"u8);

    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        while (content.Read(buffer) is > 0 and var read)
        {
            Bytes += read;
            Lines += buffer.AsSpan(0, read).Count((byte)'\n');
            if (buffer.AsSpan(0, read).IndexOf("broken"u8) >= 0)
                sink.Bad(1, "broken");
        }
    }
}
