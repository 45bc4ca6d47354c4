using System.Text.Json;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Reads CloudTrail events from a stream in whatever packing: <c>Records</c>, a list, one a line, one printed over many lines, within
/// other tools' records. Grammar between records is taken loosely; a broken record costs itself only.
/// </summary>
internal sealed class CloudTrailReader(CloudTrailMemory memory, bool packed = false)
{
    // What was inflated is scanned while it is still in the processor's nearer caches.
    private const int FirstBuffer = 1 << 18;
    private const int LargestRecord = 16 << 20;
    private const int MostBroken = 1000;
    private readonly RecordCounter _counter = new(memory);
    private readonly RecordScanner _scanner = new(memory.Identities);
    private StreamWindow _window = StreamWindow.Empty;
    private long _records;
    private int _broken;
    private CancellationToken _cancellation;

    public void Read(Stream content, IUsageSink sink, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _window = new StreamWindow(content, FirstBuffer);
        (_records, _broken) = (0, 0);
        try
        {
            while (_broken < MostBroken && Step(sink))
            {
                if ((_records & 1023) == 0)
                    cancellation.ThrowIfCancellationRequested();
            }

            if (_broken >= MostBroken)
                sink.Bad(_window.LineAt(_window.At), $"{MostBroken} broken records in this file; the rest of it is not read");
        }
        finally
        {
            // Invariant: also of a file that breaks off, what was read before is counted.
            _counter.Settle(_window.Data, sink);
            _window.Dispose();
            _window = StreamWindow.Empty;
        }
    }

    /// <summary>Counts one event that some other format put into CloudTrail's own form; what is wrong with it, null for nothing.</summary>
    public string? Count(byte[] json, IUsageSink sink)
    {
        if (_scanner.Scan(json, 0, out var slices, out _) < 0 || !slices.Has(RecordField.Source) || !slices.Has(RecordField.Name))
            return "holds no CloudTrail event";
        try
        {
            if (!slices.Escapes)
                return Alone(json, slices, sink);
            var plain = RecordEnvelope.Plainly(json);
            _scanner.Scan(plain, 0, out slices, out _);
            return Alone(plain, slices, sink);
        }
        catch (JsonException)
        {
            return "is no JSON";
        }
    }

    /// <summary>Takes the next record or the next piece of what is between records; false at the end.</summary>
    private bool Step(IUsageSink sink)
    {
        var data = _window.Data;
        _window.At = JsonSkip.Space(data, _window.At);
        if (_window.Left == 0)
            return Fill(sink);
        switch (data[_window.At])
        {
            case (byte)'{':
                return Record(sink);
            case (byte)'[' or (byte)']' or (byte)'}' or (byte)',':
                _window.At++;
                return true;
            case (byte)'"':
                return Member(sink);
            default:
                return Text(sink);
        }
    }

    private bool Record(IUsageSink sink)
    {
        var data = _window.Data;
        var end = _scanner.Scan(data, _window.At, out var slices, out var wrongAt);
        if (end == JsonSkip.Cut && _window.Left < LargestRecord && Fill(sink))
            return true;
        if (end < 0)
        {
            _records++;
            Bad(sink, wrongAt, end == JsonSkip.Cut ? $"is cut off or larger than {LargestRecord >> 20} MB" : "is no JSON");
            Resume();
            return true;
        }

        if (slices.ListAt > 0)
        {
            _window.At = slices.ListAt;
            return true;
        }

        _records++;
        if (Count(data, slices, sink) is { } wrong)
            Bad(sink, _window.At, wrong);
        _window.At = end;
        return true;
    }

    private string? Count(ReadOnlySpan<byte> data, in RecordSlices slices, IUsageSink sink)
    {
        try
        {
            if (slices.Has(RecordField.Source) && slices.Has(RecordField.Name) && !slices.Escapes)
                return _counter.Take(data, slices, sink);
            _counter.Settle(data, sink);
            var whole = _window.Memory(slices.Start, slices.End - slices.Start);
            // Invariant: packed within packed is not opened, or a stranger could nest it without end.
            if (!packed && PackedLogs.Open(whole) is { } content)
            {
                new CloudTrailReader(memory, packed: true).Read(new MemoryStream(content), sink, _cancellation);
                return null;
            }

            var inner = slices.Escapes && slices.Has(RecordField.Source) && slices.Has(RecordField.Name) ? RecordEnvelope.Plainly(whole) : RecordEnvelope.Open(whole);
            if (inner is [])
                return null;
            if (inner is null)
                return "is no CloudTrail event: it has no `eventSource` and `eventName`";
            return _scanner.Scan(inner, 0, out var opened, out _) > 0 && opened.Has(RecordField.Name) ? Alone(inner, opened, sink) : "holds no CloudTrail event";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "is no JSON";
        }
    }

    private string? Alone(byte[] json, in RecordSlices slices, IUsageSink sink)
    {
        var wrong = _counter.Take(json, slices, sink);
        _counter.Settle(json, sink);
        return wrong;
    }

    /// <summary>A member of a wrapper: its list or object is entered, another value skipped.</summary>
    private bool Member(IUsageSink sink)
    {
        var data = _window.Data;
        var at = JsonSkip.String(data, _window.At);
        if (at >= 0)
            at = JsonSkip.Space(data, at);
        if (at < 0 || at >= data.Length)
            return More(sink);
        if (data[at] != ':')
        {
            _window.At = at;
            return true;
        }

        var name = data[_window.At..at].TrimEnd(" \t\r\n"u8);
        at = JsonSkip.Space(data, at + 1);
        if (at >= data.Length)
            return More(sink);
        if (data[at] is (byte)'[' or (byte)'{' && IsList(name))
        {
            _window.At = at + 1;
            return true;
        }

        var end = JsonSkip.Value(data, at);
        if (end == JsonSkip.Cut)
            return More(sink);
        _window.At = end < 0 ? at + 1 : end;
        return true;
    }

    private static bool IsList(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("\"Records\""u8) || name.SequenceEqual("\"Events\""u8) || name.SequenceEqual("\"events\""u8) || name.SequenceEqual("\"logEvents\""u8)
        || name.SequenceEqual("\"results\""u8) || name.SequenceEqual("\"hits\""u8);

    /// <summary>More content, or the end of a piece that nothing closes.</summary>
    private bool More(IUsageSink sink)
    {
        if (_window.Left < LargestRecord && Fill(sink))
            return true;
        _window.At = _window.End;
        return true;
    }

    /// <summary>Text between records: the time that CloudWatch Logs puts before each, or what is none of the format.</summary>
    private bool Text(IUsageSink sink)
    {
        var rest = _window.Rest;
        var end = rest.IndexOfAny("{\n"u8);
        if (end < 0 && !_window.Ended && rest.Length < LargestRecord && Fill(sink))
            return true;
        var text = end < 0 ? rest : rest[..end];
        if (!WrittenTime.TryParse(text.TrimEnd(" \t\r"u8), out _) && text.ContainsAnyExcept(":0123456789.truefalsn-+ \t\r,"u8))
        {
            _records++;
            Bad(sink, _window.At, "is text and no record");
        }

        _window.At += text.Length;
        return true;
    }

    private void Bad(IUsageSink sink, int at, string wrong)
    {
        _broken++;
        sink.Bad(_window.LineAt(_window.At), $"record {_records} (byte {_window.Offset + at}) {wrong}; it is not counted");
    }

    /// <summary>Goes on at the next place where a record may begin: a version at an object's beginning, or a line that opens one.</summary>
    private void Resume()
    {
        var from = Math.Min(_window.At + 1, _window.End);
        var rest = _window.Data[from..];
        var version = BeginningOf(rest);
        var line = rest.IndexOf("\n{"u8);
        var next = (version, line) switch
        {
            ( < 0, < 0) => rest.Length,
            ( < 0, _) => line + 1,
            (_, < 0) => version,
            _ => Math.Min(version, line + 1),
        };
        _window.At = from + next;
    }

    private static int BeginningOf(ReadOnlySpan<byte> rest)
    {
        for (var from = 0; from < rest.Length;)
        {
            var found = rest[from..].IndexOf("\"eventVersion\""u8);
            if (found < 0)
                return -1;
            var brace = from + found - 1;
            while (brace >= 0 && rest[brace] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                brace--;
            if (brace >= 0 && rest[brace] == '{')
                return brace;
            from += found + 1;
        }

        return -1;
    }

    /// <summary>Reads more behind what is not yet taken; false where the stream has ended.</summary>
    private bool Fill(IUsageSink sink)
    {
        // Invariant: what waits to be counted lies in the bytes that are about to be moved.
        _counter.Settle(_window.Data, sink);
        return _window.Fill();
    }
}
