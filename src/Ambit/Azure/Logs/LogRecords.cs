using Ambit.Import;

namespace Ambit.Azure.Logs;

/// <summary>
/// The records of a log, one after another: one record a line, a list, or an object with the list under <c>records</c> or
/// <c>value</c>. Holds one buffer; a record that cannot be read costs itself only.
/// </summary>
/// <param name="content">The log, UTF-8.</param>
/// <param name="scanner">Finds the fields.</param>
/// <param name="broken">Told the line of each record that cannot be read, and what is wrong with it.</param>
internal sealed class LogRecords(Stream content, FieldScanner scanner, Action<long, string> broken)
{
    private const int LongestRecord = 32 * 1024 * 1024;
    private const int MostRestarts = 100;

    private byte[] _buffer = new byte[256 * 1024];
    private int _begin;
    private int _end;
    private bool _ended;
    private int _restarts;
    private long _lines = 1;
    private int _recordAt;

    /// <summary>The line at which the current record begins, from 1.</summary>
    public long Line => LineAt(_recordAt);

    /// <summary>Goes on to the next record; false at the end.</summary>
    public bool Next(LogRecord record)
    {
        while (SkipToObject())
        {
            var end = scanner.Scan(_buffer, _end, _begin, record, out var list);
            if (end > 0)
            {
                // a wrapper: step into its list
                (_recordAt, _begin) = (_begin, list > 0 ? list : end);
                if (list == 0)
                    return true;
            }
            else if (end == JsonSkip.Cut ? !Longer() : !Beyond())
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>More of a record that the buffer cuts off; where there is no more, goes on with what begins on a later line.</summary>
    private bool Longer()
    {
        if (_end - _begin < LongestRecord && Fill())
            return true;
        if (Restart())
            return true;
        broken(LineAt(_begin), _ended ? "the file ends within a record; it was skipped" : "a record that is longer than 32 MB; the rest of the file is not read");
        return false;
    }

    /// <summary>
    /// Where records stand one a line, one that has no end would swallow all after it: goes on at the next line that begins with one.
    /// </summary>
    private bool Restart()
    {
        var next = _buffer.AsSpan(_begin, _end - _begin).IndexOf("\n{"u8);
        if (next < 0 || ++_restarts > MostRestarts)
            return false;
        broken(LineAt(_begin), "a record that does not end; it was skipped");
        _begin += next + 1;
        return true;
    }

    /// <summary>Over a record that is no JSON, to its end or to the next line that begins with one.</summary>
    private bool Beyond()
    {
        var rest = _buffer.AsSpan(_begin, _end - _begin);
        var end = JsonSkip.Container(rest, 0);
        if (end < 0 && rest.IndexOf("\n{"u8) < 0 && rest.Length < LongestRecord && Fill())
            return true;
        var next = (end < 0 ? rest : rest[..end]).IndexOf("\n{"u8);
        broken(LineAt(_begin), "expected a JSON object; the record was skipped");
        if (next < 0 && end < 0)
            return false;
        _begin += next >= 0 ? next + 1 : end;
        return true;
    }

    /// <summary>Moves to the next `{`, over blanks, commas, brackets and what a wrapper has beside its list.</summary>
    private bool SkipToObject()
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_begin, _end - _begin);
            var at = rest.IndexOfAny((byte)'{', (byte)'"');
            if (at >= 0 && rest[at] == '{')
            {
                _begin += at;
                return true;
            }

            var end = at < 0 ? rest.Length : JsonSkip.String(rest, at);
            if (end > 0 && at >= 0)
            {
                _begin += end;
                continue;
            }

            _begin += at < 0 ? rest.Length : at;
            if ((at >= 0 && rest.Length - at > LongestRecord) || !Fill())
                return false;
        }
    }

    private long LineAt(int at) => _lines + _buffer.AsSpan(0, at).Count((byte)'\n');

    /// <summary>Reads more behind what is not yet taken, until the buffer is full, so that few records are cut and scanned twice.</summary>
    private bool Fill()
    {
        if (_ended)
            return false;
        if (_begin > 0)
        {
            _lines += _buffer.AsSpan(0, _begin).Count((byte)'\n');
            Buffer.BlockCopy(_buffer, _begin, _buffer, 0, _end - _begin);
            (_begin, _end, _recordAt) = (0, _end - _begin, 0);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var before = _end;
        while (_end < _buffer.Length && !_ended)
        {
            var read = content.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
        }

        return _end > before;
    }
}
