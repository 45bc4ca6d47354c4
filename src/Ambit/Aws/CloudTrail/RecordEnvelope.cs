using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Finds the event within another tool's record: EventBridge's <c>detail</c>, an element of <c>lookup-events</c>, Elastic's
/// <c>event.original</c>, Splunk's <c>_raw</c>, CloudWatch Logs' and Datadog's <c>message</c>; where a tool kept no original, the
/// event is put together from its fields (<see cref="ElasticEvent"/>, dotted names of Splunk).
/// </summary>
internal static class RecordEnvelope
{
    private const int Deepest = 4;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event's own JSON, null where the record holds none, empty where it is known to be beside the events.</summary>
    /// <exception cref="JsonException">The record is no JSON.</exception>
    public static byte[]? Open(ReadOnlyMemory<byte> record)
    {
        using var document = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 64, AllowTrailingCommas = true });
        return Open(document.RootElement, 0);
    }

    /// <summary>A record written anew without needless escapes.</summary>
    public static byte[] Plainly(ReadOnlyMemory<byte> record)
    {
        using var document = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 64 });
        return Bytes(document.RootElement);
    }

    private static byte[]? Open(JsonElement record, int depth)
    {
        if (depth > Deepest || record.ValueKind != JsonValueKind.Object)
            return null;
        if (IsEvent(record))
            return record.EnumerateObject().Any(p => p.Name.StartsWith("userIdentity.", StringComparison.Ordinal)) && DottedEvent.Rebuild(record) is { } dotted ? dotted : Bytes(record);
        if (IsBeside(record))
            return [];

        // Results of Logs Insights: a row is a list of fields.
        if (record.Child("field").ValueKind == JsonValueKind.String && record.Text("value") is not null)
            return Inner(record.Child("value"), depth) ?? [];
        foreach (var name in (ReadOnlySpan<string>)["detail", "CloudTrailEvent", "event.original", "_raw", "message", "@message", "event", "original", "result", "_source", "attributes", "fields"])
        {
            if (Inner(record.Child(name), depth) is { } found)
                return found;
        }

        return ElasticEvent.Rebuild(record) ?? OcsfEvent.Rebuild(record) ?? DottedEvent.Rebuild(record);
    }

    private static byte[]? Inner(JsonElement value, int depth)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return Open(value, depth + 1);
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 2 } text)
            return null;
        var start = text.IndexOf('{', StringComparison.Ordinal);
        if (start is < 0 or > 256)
            return null;
        try
        {
            using var inner = JsonDocument.Parse(text.AsMemory(start), new JsonDocumentOptions { MaxDepth = 64 });
            return Open(inner.RootElement, depth + 1);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>"CloudWatch Logs sends control messages, mainly for checking if the destination is reachable."</summary>
    private static bool IsBeside(JsonElement record) =>
        record.Text("messageType") == "CONTROL_MESSAGE" || (record.Text("message") is { } text && text.StartsWith("CWL CONTROL MESSAGE", StringComparison.Ordinal));

    private static bool IsEvent(JsonElement record) =>
        record.Child("eventSource").ValueKind == JsonValueKind.String && record.Child("eventName").ValueKind == JsonValueKind.String;

    private static byte[] Bytes(JsonElement element)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
            element.WriteTo(writer);
        return stream.ToArray();
    }
}
