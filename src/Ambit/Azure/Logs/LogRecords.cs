using Ambit.Import;

namespace Ambit.Azure.Logs;

/// <summary>
/// The records of a log, one after another: one record a line, a list, or an object with the list under <c>records</c> or
/// <c>value</c>. Holds one buffer; a record that cannot be read costs itself only.
/// </summary>
/// <param name="content">The log, UTF-8.</param>
/// <param name="scanner">Finds the fields.</param>
/// <param name="broken">Told the line of each record that cannot be read, and what is wrong with it.</param>
internal sealed class LogRecords(Stream content, FieldScanner scanner, Action<long, string> broken) : IDisposable
{
    private const int LongestRecord = 32 * 1024 * 1024;
    private const int MostRestarts = 100;

    private readonly StreamWindow _window = new(content, 256 * 1024);
    private int _restarts;
    private int _recordAt;

    /// <summary>The line at which the current record begins, from 1.</summary>
    public long Line => _window.LineAt(_recordAt);

    /// <inheritdoc/>
    public void Dispose() => _window.Dispose();

    /// <summary>Goes on to the next record; false at the end.</summary>
    public bool Next(LogRecord record)
    {
        while (SkipToObject())
        {
            var end = scanner.Scan(_window.Buffer, _window.End, _window.At, record, out var list);
            if (end > 0)
            {
                // a wrapper: step into its list
                (_recordAt, _window.At) = (_window.At, list > 0 ? list : end);
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
        if (_window.Left < LongestRecord && _window.Fill())
            return true;
        if (Restart())
            return true;
        broken(_window.LineAt(_window.At), _window.Ended ? "the file ends within a record; it was skipped" : "a record that is longer than 32 MB; the rest of the file is not read");
        return false;
    }

    /// <summary>
    /// Where records stand one a line, one that has no end would swallow all after it: goes on at the next line that begins with one.
    /// </summary>
    private bool Restart()
    {
        var next = _window.Rest.IndexOf("\n{"u8);
        if (next < 0 || ++_restarts > MostRestarts)
            return false;
        broken(_window.LineAt(_window.At), "a record that does not end; it was skipped");
        _window.At += next + 1;
        return true;
    }

    /// <summary>Over a record that is no JSON, to its end or to the next line that begins with one.</summary>
    private bool Beyond()
    {
        var rest = _window.Rest;
        var end = JsonSkip.Container(rest, 0);
        if (end < 0 && rest.IndexOf("\n{"u8) < 0 && rest.Length < LongestRecord && _window.Fill())
            return true;
        var next = (end < 0 ? rest : rest[..end]).IndexOf("\n{"u8);
        broken(_window.LineAt(_window.At), "expected a JSON object; the record was skipped");
        if (next < 0 && end < 0)
            return false;
        _window.At += next >= 0 ? next + 1 : end;
        return true;
    }

    /// <summary>Moves to the next `{`, over blanks, commas, brackets and what a wrapper has beside its list.</summary>
    private bool SkipToObject()
    {
        while (true)
        {
            var rest = _window.Rest;
            var at = rest.IndexOfAny((byte)'{', (byte)'"');
            if (at >= 0 && rest[at] == '{')
            {
                _window.At += at;
                return true;
            }

            var end = at < 0 ? rest.Length : JsonSkip.String(rest, at);
            if (end > 0 && at >= 0)
            {
                _window.At += end;
                continue;
            }

            _window.At += at < 0 ? rest.Length : at;
            if ((at >= 0 && rest.Length - at > LongestRecord) || !_window.Fill())
                return false;
        }
    }
}
