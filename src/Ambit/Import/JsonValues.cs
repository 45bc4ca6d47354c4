using System.Buffers;

namespace Ambit.Import;

/// <summary>
/// Splits a stream into the JSON values in it, one after another, whatever lies between them: line breaks (JSON Lines), blanks,
/// commas, record separators. Finds only where a value ends; <see cref="JsonText"/> judges it. Memory is bounded by the largest value.
/// </summary>
/// <param name="stream">The text, decoded.</param>
/// <param name="largest">The most bytes that one value may have.</param>
/// <param name="firstLine">The line that the text begins at.</param>
/// <param name="growing">Told before the buffer grows to so many bytes: the place to wait for one's turn.</param>
internal sealed class JsonValues(Stream stream, int largest, long firstLine, Action<long>? growing = null)
{
    private const int HandOver = 1 << 20;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;
    private long _line = firstLine;

    /// <summary>The line that reading is at.</summary>
    public long Line => _line;

    /// <summary>Goes on to the next value.</summary>
    /// <param name="value">The bytes of the value, or of the line that is none. Never changed afterwards.</param>
    /// <param name="line">The line it begins at.</param>
    /// <exception cref="InvalidDataException">A value is larger than may be held.</exception>
    public JsonStep Next(out ReadOnlyMemory<byte> value, out long line)
    {
        SkipBlanks();
        line = _line;
        value = default;
        if (_start == _end)
            return JsonStep.End;
        if (_buffer[_start] is not ((byte)'{' or (byte)'[' or (byte)'"'))
        {
            value = Take(LineLength());
            return JsonStep.Text;
        }

        var (step, length) = Measure();
        value = Take(length);
        return step;
    }

    /// <summary>
    /// Gives back what follows the first line of a value that could not be read, if a new value begins on a later line:
    /// one broken line among JSON Lines costs itself only.
    /// </summary>
    public bool Resume(ReadOnlyMemory<byte> broken, long line)
    {
        var text = broken.Span;
        var at = 0;
        while (text[at..].IndexOf((byte)'\n') is >= 0 and var next)
        {
            at += next + 1;
            line++;
            if (at + 1 >= text.Length || text[at] is not ((byte)'{' or (byte)'['))
                continue;
            var rest = text[at..];
            var buffer = new byte[Math.Max(rest.Length + (_end - _start), 1 << 16)];
            rest.CopyTo(buffer);
            _buffer.AsSpan(_start, _end - _start).CopyTo(buffer.AsSpan(rest.Length));
            (_end, _start, _buffer, _line) = (rest.Length + (_end - _start), 0, buffer, line);
            return true;
        }

        return false;
    }

    private (JsonStep Step, int Length) Measure()
    {
        var (at, depth) = (_start, 0);
        while (true)
        {
            var next = _buffer.AsSpan(at, _end - at).IndexOfAny(Structure);
            if (next < 0)
            {
                at = _end;
                if (!Fill(ref at))
                    return (JsonStep.Cut, _end - _start);
                continue;
            }

            at += next;
            switch (_buffer[at++])
            {
                case (byte)'"' when !SkipString(ref at):
                    return (JsonStep.Cut, _end - _start);
                case (byte)'{' or (byte)'[' when ++depth > ImportLimits.Depth:
                    return (JsonStep.Deep, at - _start);
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
            }

            if (depth <= 0)
                return (JsonStep.Value, at - _start);
        }
    }

    private bool SkipString(ref int at)
    {
        while (true)
        {
            var next = _buffer.AsSpan(at, _end - at).IndexOfAny(InString);
            if (next < 0 || (_buffer[at + next] == (byte)'\\' && at + next + 1 == _end))
            {
                at = next < 0 ? _end : at + next;
                if (!Fill(ref at))
                    return false;
                continue;
            }

            at += next + 1;
            if (_buffer[at - 1] == (byte)'"')
                return true;
            at++;
        }
    }

    private int LineLength()
    {
        var at = _start;
        while (true)
        {
            var next = _buffer.AsSpan(at, _end - at).IndexOf((byte)'\n');
            if (next >= 0)
                return at + next + 1 - _start;
            at = _end;
            if (!Fill(ref at))
                return _end - _start;
        }
    }

    private void SkipBlanks()
    {
        while (true)
        {
            for (; _start < _end; _start++)
            {
                switch (_buffer[_start])
                {
                    case (byte)'\n':
                        _line++;
                        break;
                    case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)',' or 0x1e or 0:
                        break;
                    default:
                        return;
                }
            }

            var at = _start;
            if (!Fill(ref at))
                return;
        }
    }

    /// <summary>Reads more behind what there is. Moves the buffer, so the caller's position is moved along.</summary>
    private bool Fill(ref int at)
    {
        if (_ended)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (at, _end, _start) = (at - _start, _end - _start, 0);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= largest)
                throw new InvalidDataException($"holds one value of more than {largest >> 20} MB; reading stopped here");
            var size = (int)Math.Min((long)_buffer.Length * 2, largest);
            growing?.Invoke(size);
            Array.Resize(ref _buffer, size);
        }

        var read = stream.Read(_buffer.AsSpan(_end));
        _ended = read == 0;
        _end += read;
        return read > 0;
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        var taken = _buffer.AsMemory(_start, length);
        _line += taken.Span.Count((byte)'\n');
        if (length < HandOver)
        {
            var copy = taken.ToArray();
            _start += length;
            return copy;
        }

        var rest = _buffer.AsSpan(_start + length, _end - _start - length);
        var buffer = new byte[Math.Max(rest.Length, 1 << 16)];
        rest.CopyTo(buffer);
        (_end, _start, _buffer) = (rest.Length, 0, buffer);
        return taken;
    }
}
