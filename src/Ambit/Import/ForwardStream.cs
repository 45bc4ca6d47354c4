namespace Ambit.Import;

/// <summary>A stream that is read once, from beginning to end: what archives and decompressors give.</summary>
internal abstract class ForwardStream : Stream
{
    /// <inheritdoc/>
    public sealed override bool CanRead => true;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public sealed override bool CanWrite => false;

    /// <inheritdoc/>
    public sealed override long Length => throw Refused("length");

    /// <inheritdoc/>
    public sealed override long Position
    {
        get => throw Refused("position");
        set => throw Refused("position");
    }

    /// <inheritdoc/>
    public abstract override int Read(Span<byte> buffer);

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public sealed override void Flush()
    {
    }

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw Refused("position");

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw Refused("length");

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("the stream can only be read");

    private static NotSupportedException Refused(string what) => new($"the stream is read once, from beginning to end: it has no {what}");
}
