using System.Buffers;

namespace Ambit.Import;

/// <summary>
/// A stretch of a stream that moves forward: readers take what they can from <see cref="At"/> on and ask for more where something is
/// cut off. It grows where one thing is larger than it is. Dispose gives its memory back.
/// </summary>
/// <param name="content">The stream.</param>
/// <param name="size">Its size at first, in bytes.</param>
internal sealed class StreamWindow(Stream content, int size) : IDisposable
{
    private byte[] _buffer = size == 0 ? [] : ArrayPool<byte>.Shared.Rent(size);
    private long _lines = 1;

    /// <summary>A window on nothing.</summary>
    public static StreamWindow Empty => new(Stream.Null, 0);

    /// <summary>Where what was not taken yet begins; readers move it.</summary>
    public int At { get; set; }

    /// <summary>Where what was read ends.</summary>
    public int End { get; private set; }

    /// <summary>How much of it was not taken yet.</summary>
    public int Left => End - At;

    /// <summary>Whether the stream has ended.</summary>
    public bool Ended { get; private set; }

    /// <summary>The place of the window's first byte in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>All of it; good until the next <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Data => _buffer.AsSpan(0, End);

    /// <summary>What the data lie in: another from one <see cref="Fill"/> to the next.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>What was not taken yet.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(At, End - At);

    /// <summary>A part of it.</summary>
    public ReadOnlyMemory<byte> Memory(int at, int length) => _buffer.AsMemory(at, length);

    /// <summary>The line of a place in it, from 1.</summary>
    public long LineAt(int at) => _lines + _buffer.AsSpan(0, Math.Min(at, End)).Count((byte)'\n');

    /// <summary>Reads more behind what was not taken yet; false where the stream has ended.</summary>
    public bool Fill()
    {
        if (Ended)
            return false;
        if (At > 0)
            Move();
        if (End == _buffer.Length)
            Grow();

        // Filled to the brim, so that little is cut off and looked at twice.
        var before = End;
        while (End < _buffer.Length && !Ended)
        {
            var read = content.Read(_buffer, End, _buffer.Length - End);
            Ended = read == 0;
            End += read;
        }

        return End > before;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        At = End = 0;
    }

    private void Move()
    {
        _lines += _buffer.AsSpan(0, At).Count((byte)'\n');
        Offset += At;
        Rest.CopyTo(_buffer);
        (At, End) = (0, End - At);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, 1 << 12));
        Data.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
