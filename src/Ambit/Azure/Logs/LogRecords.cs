using Ambit.Import;

namespace Ambit.Azure.Logs;

/// <summary>
/// Splits a stream into the records of a log, one after another and without parsing them: one record a line, a list, or an object
/// with the list under <c>records</c> or <c>value</c>. Holds one record at a time.
/// </summary>
internal sealed class LogRecords(Stream content)
{
    private const int LongestRecord = 32 * 1024 * 1024;
    private const int MostRestarts = 100;

    private byte[] _buffer = new byte[256 * 1024];
    private int _begin;
    private int _end;
    private bool _ended;
    private int _restarts;

    /// <summary>Told the line of a record that has no end, when the records of the lines after it are read all the same.</summary>
    public Action<long>? Broken { get; init; }

    /// <summary>The line at which the current record begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Whether the last record was cut off by the end of the stream.</summary>
    public bool CutOff { get; private set; }

    /// <summary>The next record's bytes, empty at the end; valid until the next call.</summary>
    /// <exception cref="InvalidDataException">A record is longer than 32 MB.</exception>
    public ReadOnlySpan<byte> Next()
    {
        while (true)
        {
            if (!SkipToObject())
                return default;
            if (Whole() is { IsEmpty: false } whole)
                return whole;
            var line = Line;
            var length = Measure(out var list);
            if (length < 0)
            {
                if (!Restart(line))
                    return default;
                continue;
            }

            if (list > 0)
            {
                // a wrapper: step into its list
                _begin += list;
                continue;
            }

            var record = _buffer.AsSpan(_begin, length);
            _begin += length;
            return record;
        }
    }

    /// <summary>A record that lies in the buffer to its end and can be no wrapper, found many bytes at a time; empty where it has to be measured.</summary>
    private ReadOnlySpan<byte> Whole()
    {
        var data = _buffer.AsSpan(_begin, _end - _begin);
        var end = JsonSkip.Container(data, 0);
        if (end <= 0)
            return default;
        data = data[..end];
        if (data.IndexOf("ecords\""u8) >= 0 || data.IndexOf("\"value\""u8) >= 0)
            return default;
        Line += data.Count((byte)'\n');
        _begin += end;
        return data;
    }

    /// <summary>
    /// Where records stand one a line, one that has no end would swallow all after it: goes on at the next line that begins with one.
    /// </summary>
    private bool Restart(long line)
    {
        var next = _buffer.AsSpan(_begin, _end - _begin).IndexOf("\n{"u8);
        if (next < 0 || ++_restarts > MostRestarts)
        {
            if (!_ended)
                throw new InvalidDataException($"a record that begins at line {line} is longer than 32 MB");
            return false;
        }

        CutOff = false;
        Broken?.Invoke(line);
        Line = line + _buffer.AsSpan(_begin, next + 1).Count((byte)'\n');
        _begin += next + 1;
        return true;
    }

    /// <summary>Moves to the next `{`, over blanks, commas, brackets and what a wrapper has beside its list.</summary>
    private bool SkipToObject()
    {
        while (true)
        {
            while (_begin < _end)
            {
                var b = _buffer[_begin];
                if (b == '{')
                    return true;
                if (b == '\n')
                    Line++;
                _begin += b == '"' ? SkipString() : 1;
            }

            if (!Fill())
                return false;
        }
    }

    private int SkipString()
    {
        for (var i = 1; ; i++)
        {
            while (_begin + i >= _end)
            {
                if (i > LongestRecord)
                    throw new InvalidDataException($"a text at line {Line} is longer than 32 MB");
                if (!Fill())
                    return i;
            }

            if (_buffer[_begin + i] == '\\')
                i++;
            else if (_buffer[_begin + i] == '"')
                return i + 1;
        }
    }

    /// <summary>The length of the object at hand; for a wrapper the way to its list instead.</summary>
    private int Measure(out int list)
    {
        list = 0;
        var depth = 0;
        var i = 0;
        while (true)
        {
            if (_begin + i >= _end)
            {
                if (i > LongestRecord || !Fill())
                {
                    CutOff = true;
                    return -1;
                }

                continue;
            }

            switch (_buffer[_begin + i])
            {
                case (byte)'"':
                    i = Text(i, depth, out list);
                    if (i < 0)
                        return -1;
                    if (list > 0)
                        return 0;
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    if (--depth == 0)
                        return i + 1;
                    break;
                case (byte)'\n':
                    Line++;
                    break;
            }

            i++;
        }
    }

    /// <summary>Moves over a text; tells where a wrapper's list begins when the text is its name.</summary>
    private int Text(int from, int depth, out int list)
    {
        list = 0;
        var i = from + 1;
        while (true)
        {
            if (_begin + i >= _end)
            {
                if (i > LongestRecord || !Fill())
                {
                    CutOff = true;
                    return -1;
                }

                continue;
            }

            var rest = _buffer.AsSpan(_begin + i, _end - _begin - i);
            var at = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (at < 0)
            {
                i += rest.Length;
            }
            else if (rest[at] == '\\')
            {
                i += at + 2;
            }
            else
            {
                i += at + 1;
                break;
            }
        }

        if (depth == 1 && IsListName(_buffer.AsSpan(_begin + from + 1, i - from - 2)))
            list = ListAt(i);
        return i;
    }

    private static bool IsListName(ReadOnlySpan<byte> name) => name.SequenceEqual("records"u8) || name.SequenceEqual("value"u8) || name.SequenceEqual("Records"u8);

    /// <summary>Where the list begins that follows a name: after `:` and blanks, and only when objects follow.</summary>
    private int ListAt(int i)
    {
        var seen = 0;
        while (true)
        {
            if (_begin + i >= _end && !Fill())
                return 0;
            switch (_buffer[_begin + i++])
            {
                case (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t':
                    break;
                case (byte)':' when seen == 0:
                    seen = 1;
                    break;
                case (byte)'[' when seen == 1:
                    return i;
                default:
                    return 0;
            }
        }
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        if (_begin > 0)
        {
            Buffer.BlockCopy(_buffer, _begin, _buffer, 0, _end - _begin);
            (_begin, _end) = (0, _end - _begin);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = content.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
        return read > 0;
    }
}
