using System.Buffers;

namespace Ambit.Import;

/// <summary>A stream whose beginning can be looked at without being consumed. Closing it leaves the stream beneath open: a reader may close what it is given.</summary>
internal sealed class PeekStream(Stream inner) : ForwardStream
{
    private byte[] _head = [];
    private int _start;
    private int _end;

    /// <summary>The next bytes, at most so many, fewer only at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _start < count)
        {
            if (_head.Length - _start < count)
            {
                var grown = ArrayPool<byte>.Shared.Rent(Math.Max(count, 512));
                _head.AsSpan(_start, _end - _start).CopyTo(grown);
                Release();
                (_head, _end, _start) = (grown, _end - _start, 0);
            }

            while (_end - _start < count && inner.Read(_head.AsSpan(_end, count - (_end - _start))) is > 0 and var read)
                _end += read;
        }

        return _head.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Consumes bytes that were peeked.</summary>
    public void Skip(int count) => _start += Math.Min(count, _end - _start);

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
            return inner.Read(buffer);
        var count = Math.Min(buffer.Length, _end - _start);
        _head.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        if (_start == _end)
        {
            Release();
            _start = _end = 0;
        }

        return count;
    }

    /// <summary>Most files are small and many: what their beginning lay in is used again.</summary>
    private void Release()
    {
        if (_head.Length > 0)
            ArrayPool<byte>.Shared.Return(_head);
        _head = [];
    }
}
