using System.Text;
using System.Text.Json;
using Ambit.Usage;

namespace Ambit.Import;

/// <summary>Reads one text, decoded to UTF-8: asks the logs by its beginning, else reads it whole, value by value, and asks the exports.</summary>
internal sealed class TextImport(
    IReadOnlyList<IExportFormat> exports, IReadOnlyList<ILogFormat> logs, ImportOptions options, FileReport report, IUsageSink events, bool counted,
    SemaphoreSlim large, CancellationToken cancellation)
{
    private const int Head = 64 << 10;

    private int _recognised;
    private int _unrecognised;
    private string? _firstUnrecognised;
    private bool _mayHoldMuch;

    public void Read(PeekStream text, Place place)
    {
        try
        {
            ReadText(text, place);
        }
        finally
        {
            if (_mayHoldMuch)
                large.Release();
        }
    }

    private void ReadText(PeekStream text, Place place)
    {
        var head = text.Peek(Head);
        if (head.IsEmpty)
        {
            Unrecognised(place, "empty");
            return;
        }

        if (!head.ContainsAnyExcept((byte)0) || head[..Math.Min(head.Length, 4096)].Contains((byte)0))
        {
            Unrecognised(place, "binary content");
            return;
        }

        if (Log(text, place, 0))
            return;
        var start = JsonStart.In(head);
        if (start < 0)
        {
            ReadWhole(text, place);
            return;
        }

        var linesBefore = head[..start].Count((byte)'\n');
        var preamble = head[..start].ContainsAnyExcept(" \t\r\n\u001e"u8);
        text.Skip(start);
        if (start > 0 && Log(text, place, linesBefore))
            return;
        ReadJson(text, place, linesBefore, preamble);
    }

    private bool Log(PeekStream text, Place place, int linesBefore)
    {
        var head = text.Peek(Head);
        foreach (var log in logs)
        {
            if (!log.Recognises(head, place.FileName))
                continue;
            report.Recognised++;
            report.Logs = true;
            report.Formats.Add(log.Name);
            if (!counted)
                Guarded(place, linesBefore + 1, () => log.Read(text, place.Path, new LocatedSink(events, report, place.Path, linesBefore), cancellation));
            return true;
        }

        return false;
    }

    private void ReadJson(PeekStream text, Place place, long linesBefore, bool preamble)
    {
        var values = new JsonValues(text, options.Limits.WholeValue, linesBefore + 1, Hold);
        var problems = new List<(long Line, string Message)>();
        var strangeLines = 0;
        var got = 0;
        JsonStep step;
        while ((step = values.Next(out var bytes, out var line)) != JsonStep.End)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step == JsonStep.Text)
            {
                strangeLines++;
                continue;
            }

            if (step == JsonStep.Value && JsonText.TryParse(bytes, out var value, out var problem))
            {
                got++;
                Value(value, place, line);
                continue;
            }

            problems.Add(Problem(step, bytes, line));
            if (step == JsonStep.Deep || (!values.Resume(bytes, line) && step == JsonStep.Cut))
                break;
        }

        Conclude(place, problems, got, strangeLines, step, preamble);
    }

    private static (long Line, string Message) Problem(JsonStep step, ReadOnlyMemory<byte> bytes, long line)
    {
        if (step == JsonStep.Deep)
            return (line + bytes.Span.Count((byte)'\n'), $"nested deeper than {ImportLimits.Depth} levels; the rest of the file is not read");
        _ = JsonText.TryParse(bytes, out _, out var problem);
        var at = line + (problem?.Line ?? 1) - 1;
        return step == JsonStep.Cut
            ? (at, $"the JSON value that begins on line {line} is cut off; it is not read")
            : (at, $"{problem?.Message} in column {problem?.Column}; the value that begins on line {line} is not read");
    }

    /// <summary>What is no JSON inside a file of ours is an error; in a file that is none of ours it is just such a file.</summary>
    private void Conclude(Place place, List<(long Line, string Message)> problems, int got, int strangeLines, JsonStep last, bool preamble)
    {
        var ours = _recognised > 0 || (got == 0 && problems.Count > 0 && !preamble && (last == JsonStep.Deep || strangeLines == 0 || HasJsonName(place)));
        if (ours)
        {
            foreach (var (line, message) in problems)
                report.Bad(place.Path, line, message);
        }

        if (_recognised > 0)
        {
            report.Recognised++;
            if (_unrecognised > 0)
                report.Notes.Add($"{place.Path}: {_unrecognised} of {_unrecognised + _recognised} values are of no known format ({_firstUnrecognised})");
        }
        else if (!ours)
        {
            report.Unrecognised.Add(new UnrecognisedFile(place.Path, _firstUnrecognised ?? "text that is neither an export nor a log that is known"));
        }
    }

    private static bool HasJsonName(Place place) =>
        place.FileName.Contains(".json", StringComparison.OrdinalIgnoreCase) || place.FileName.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    private void Value(JsonElement value, Place place, long line)
    {
        var document = new Document { Path = place.Path, Segments = place.Segments, Json = value, Line = line };
        if (Ask(document, place, line))
            return;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            foreach (var item in value.EnumerateArray())
                Item(item, place, line);
            return;
        }

        Strange(value);
    }

    private void Item(JsonElement item, Place place, long line)
    {
        if (item.ValueKind == JsonValueKind.String && JsonText.TryParse(item.GetString()!, out var inner, out _))
            item = inner;
        if (!Ask(new Document { Path = place.Path, Segments = place.Segments, Json = item, Line = line }, place, line))
            Strange(item);
    }

    private void Strange(JsonElement value)
    {
        _unrecognised++;
        _firstUnrecognised ??= value.ValueKind switch
        {
            JsonValueKind.Object => $"JSON with {string.Join(", ", value.EnumerateObject().Take(4).Select(p => $"`{Shortened(p.Name)}`").DefaultIfEmpty("nothing in it"))}: no export or log that is known",
            JsonValueKind.Array => value.GetArrayLength() == 0 ? "an empty JSON list that does not say of what" : "a JSON list of no known export or log",
            _ => "a JSON text of no known export or log",
        };
    }

    private static string Shortened(string name) => name.Length <= 40 ? name : $"{name[..40]}…";

    private bool Ask(Document document, Place place, long line)
    {
        foreach (var format in exports)
        {
            var sink = new ImportSink();
            var known = false;
            Guarded(place, line, () => known = format.Recognises(document));
            if (!known)
                continue;
            _recognised++;
            report.Formats.Add(format.Name);
            Guarded(place, line, () => format.Read(document, sink));
            report.Take(sink);
            return true;
        }

        return false;
    }

    private void ReadWhole(PeekStream text, Place place)
    {
        var content = Whole(text);
        var document = new Document { Path = place.Path, Segments = place.Segments, Text = content };
        if (Ask(document, place, 1))
        {
            report.Recognised++;
            return;
        }

        if (YamlStart.LooksLike(content))
            ReadYaml(content, place);
        else
            Unrecognised(place, "text that is neither an export nor a log that is known");
    }

    private void ReadYaml(string content, Place place)
    {
        try
        {
            foreach (var (value, line) in YamlText.Parse(content, options.Limits))
                Value(value, place, line);
        }
        catch (InvalidDataException e) when (!YamlStart.IsCertain(content, place.FileName))
        {
            Unrecognised(place, $"text that is no known export or log, and no YAML either ({e.Message})");
            return;
        }

        Conclude(place, [], 1, 0, JsonStep.End, preamble: false);
    }

    private string Whole(PeekStream text)
    {
        var held = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (text.Read(buffer) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            if (held.Length + read > options.Limits.WholeValue)
                throw new InvalidDataException($"is text of more than {options.Limits.WholeValue >> 20} MB and no log that is known; not read");
            Hold(held.Length + read);
            held.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(held.GetBuffer().AsSpan(0, (int)held.Length));
    }

    /// <summary>Only one file at a time holds much, so that memory does not grow with the number of threads.</summary>
    private void Hold(long size)
    {
        if (_mayHoldMuch || size < options.Limits.LargeValue)
            return;
        large.Wait(cancellation);
        _mayHoldMuch = true;
    }

    /// <summary>A format meets content that is not as its vendor describes it: a located error, and the rest of the input goes on.</summary>
    private void Guarded(Place place, long line, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            report.Bad(place.Path, line, $"is not built as this format is ({e.GetType().Name}); the rest of this value is not read");
        }
    }

    private void Unrecognised(Place place, string reason) => report.Unrecognised.Add(new UnrecognisedFile(place.Path, reason));
}
