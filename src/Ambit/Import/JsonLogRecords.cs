using System.Text.Json;
using Ambit.Usage;

namespace Ambit.Import;

/// <summary>
/// The records of a log in JSON that is read value by value: one a line, a list, a list within an API's answer, printed over many
/// lines. A broken record is reported and costs itself only.
/// </summary>
internal static class JsonLogRecords
{
    private const int LargestValue = 256 << 20;

    /// <summary>Each record with the line it begins at.</summary>
    /// <param name="content">The log, UTF-8.</param>
    /// <param name="lists">Members of an API's answer that hold records (<c>entries</c>, <c>items</c>).</param>
    /// <param name="sink">Where broken records are reported.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static IEnumerable<(JsonElement Record, long Line)> Read(Stream content, IReadOnlyList<string> lists, IUsageSink sink, CancellationToken cancellation)
    {
        var values = new JsonValues(content, LargestValue, 1);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = values.Next(out var bytes, out var line);
            if (step == JsonStep.End)
                yield break;
            if (step == JsonStep.Value && JsonText.TryParse(bytes, out var value, out _))
            {
                foreach (var record in Flattened(value, lists, 0))
                    yield return (record, line);
                continue;
            }

            sink.Bad(line, step == JsonStep.Text ? "is text and no record; it is not counted" : "is no whole JSON; it is not counted");
            if (step == JsonStep.Deep || (step != JsonStep.Text && !values.Resume(bytes, line)))
                yield break;
        }
    }

    private static IEnumerable<JsonElement> Flattened(JsonElement value, IReadOnlyList<string> lists, int depth)
    {
        if (depth > 4)
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().SelectMany(v => Flattened(v, lists, depth + 1));
        if (value.ValueKind != JsonValueKind.Object)
            return [];
        var inner = lists.Where(l => value.TryGetProperty(l, out var list) && list.ValueKind == JsonValueKind.Array).Select(l => value.GetProperty(l)).ToList();
        return inner.Count == 0 ? [value] : inner.SelectMany(v => Flattened(v, lists, depth + 1));
    }
}
