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
                var grown = new byte[Math.Max(count, 512)];
                _head.AsSpan(_start, _end - _start).CopyTo(grown);
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
            _head = [];
        if (_head.Length == 0)
            _start = _end = 0;
        return count;
    }
}
