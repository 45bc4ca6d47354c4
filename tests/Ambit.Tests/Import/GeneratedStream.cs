using Ambit.Import;

namespace Ambit.Tests.Import;

/// <summary>A stream of any length that costs no memory: a beginning, then one byte again and again.</summary>
internal sealed class GeneratedStream(byte[] beginning, byte filler, long length) : ForwardStream
{
    private long _position;

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - _position);
        buffer[..count].Fill(filler);
        if (_position < beginning.Length)
        {
            var from = beginning.AsSpan((int)_position);
            from[..Math.Min(from.Length, count)].CopyTo(buffer);
        }

        _position += count;
        return count;
    }
}
