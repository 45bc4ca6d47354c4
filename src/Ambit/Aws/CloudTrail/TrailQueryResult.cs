using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Results of queries over CloudTrail: CSV of CloudTrail Lake and of Athena, whichever columns were selected, and Splunk's CSV with
/// the event in <c>_raw</c>; also Lake's answer as JSON (<c>QueryResultRows</c>) and Athena's (<c>ResultSet</c>).
/// Source: https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
/// </summary>
public sealed class TrailQueryResult : ILogFormat
{
    // What a service says of the query stands before its rows.
    private const int Beginning = 4096;

    private static readonly Dictionary<string, string> Columns = new[]
    {
        "eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode", "errorMessage",
        "requestParameters", "resources", "eventID", "eventType", "recipientAccountId", "sharedEventID", "vpcEndpointId", "eventCategory", "managementEvent",
        "tlsDetails",
    }.ToDictionary(n => n, n => n, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string Name => "CloudTrail query result";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName)
    {
        var beginning = head[..Math.Min(head.Length, Beginning)];
        if (beginning.IndexOf("\"QueryResultRows\""u8) >= 0 || (beginning.IndexOf("\"ResultSet\""u8) >= 0 && head.IndexOf("\"VarCharValue\""u8) >= 0))
            return head.IndexOf("\"eventName\""u8) >= 0 || head.IndexOf("\"eventname\""u8) >= 0;
        if (head.IsEmpty || head[0] is (byte)'{' or (byte)'[')
            return false;
        var end = head.IndexOfAny((byte)'\n', (byte)'\r');
        var first = end < 0 ? head : head[..end];
        if (first.Length is 0 or > 8192)
            return false;
        var line = Encoding.UTF8.GetString(first);
        var names = line.Split(',').Select(n => n.Trim().Trim('"')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Contains("eventname") && names.Contains("eventsource")
            ? names.Contains("useridentity") || names.Any(n => n.StartsWith("useridentity", StringComparison.OrdinalIgnoreCase)) || names.Contains("arn")
            : (names.Contains("_raw") || names.Contains("@message")) && CloudTrailHead.Names(head);
    }

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        var reader = sink.Keep(static () => new CloudTrailReader(new CloudTrailMemory()));
        using var whole = new PeekStream(content);
        foreach (var (row, line) in whole.Peek(1) is [(byte)'{'] ? Answer(whole, sink) : Table(whole, cancellation))
        {
            if (reader.Count(EventOf(row), sink) is { } wrong)
                sink.Bad(line, $"row {wrong}; it is not counted");
        }
    }

    private static IEnumerable<(List<(string Name, string Value)> Row, long Line)> Table(Stream content, CancellationToken cancellation)
    {
        using var text = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        IReadOnlyList<string>? names = null;
        foreach (var (cells, line) in CsvRows.Read(text))
        {
            cancellation.ThrowIfCancellationRequested();
            if (names is null)
            {
                names = cells;
                continue;
            }

            var row = new List<(string, string)>(names.Count);
            for (var i = 0; i < Math.Min(names.Count, cells.Count); i++)
                row.Add((names[i], cells[i]));
            yield return (row, line);
        }
    }

    /// <summary>"A row is a list of one-member objects, every value a string."</summary>
    private static IEnumerable<(List<(string Name, string Value)> Row, long Line)> Answer(Stream content, IUsageSink sink)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException)
        {
            sink.Bad(1, "is no JSON; it is not counted");
            yield break;
        }

        using (document)
        {
            foreach (var row in ResultSet(document.RootElement.Child("ResultSet")))
                yield return (row, 1);
            var rows = document.RootElement.Child("QueryResultRows");
            if (rows.ValueKind != JsonValueKind.Array)
                yield break;
            foreach (var row in rows.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Array))
            {
                yield return ([.. row.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object).SelectMany(c => c.EnumerateObject())
                    .Where(c => c.Value.ValueKind == JsonValueKind.String).Select(c => (c.Name, c.Value.GetString()!))], 1);
            }
        }
    }

    /// <summary>
    /// <c>athena get-query-results</c>: rows of cells without names; "the first row of the first page holds the column names", of
    /// other pages only <c>ColumnInfo</c> does.
    /// </summary>
    private static IEnumerable<List<(string Name, string Value)>> ResultSet(JsonElement result)
    {
        var rows = result.Child("Rows");
        if (rows.ValueKind != JsonValueKind.Array)
            yield break;
        var info = result.Child("ResultSetMetadata").Child("ColumnInfo");
        var names = info.ValueKind == JsonValueKind.Array ? info.EnumerateArray().Select(c => c.Text("Name") ?? "").ToList() : null;
        foreach (var row in rows.EnumerateArray())
        {
            var cells = row.Child("Data") is { ValueKind: JsonValueKind.Array } data ? data.EnumerateArray().Select(c => c.Text("VarCharValue") ?? "").ToList() : [];
            names ??= cells;
            if (!cells.SequenceEqual(names, StringComparer.OrdinalIgnoreCase))
                yield return [.. names.Zip(cells)];
        }
    }

    private static byte[] EventOf(List<(string Name, string Value)> row)
    {
        foreach (var (name, value) in row)
        {
            if (name is "_raw" or "@message" && value.StartsWith('{'))
                return Encoding.UTF8.GetBytes(value);
        }

        var result = new JsonObject();
        foreach (var (name, value) in row.Where(c => c.Value.Length > 0))
            Put(result, name, value);
        return Encoding.UTF8.GetBytes(result.ToJsonString());
    }

    private static void Put(JsonObject result, string column, string value)
    {
        if (Columns.TryGetValue(column, out var name))
        {
            result[name] = name switch
            {
                "userIdentity" => Json(value) ?? StructText.Object(value, anyName: false),
                "requestParameters" => Json(value) ?? StructText.Object(value, anyName: true),
                "resources" => Json(value) ?? StructText.List(value),
                "tlsDetails" => StructText.Object(value, anyName: false),
                _ => value,
            };
        }
        else if (string.Equals(column, "arn", StringComparison.OrdinalIgnoreCase) || string.Equals(column, "userIdentity.arn", StringComparison.OrdinalIgnoreCase))
        {
            var identity = result["userIdentity"] as JsonObject ?? [];
            identity["arn"] ??= value;
            result["userIdentity"] = identity;
        }
    }

    private static JsonNode? Json(string value)
    {
        if (!value.StartsWith("{\"", StringComparison.Ordinal) && !value.StartsWith("[{\"", StringComparison.Ordinal))
            return null;
        try
        {
            return JsonNode.Parse(value, documentOptions: new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
