using System.Buffers;
using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Import;

/// <summary>Writes native documents of AWS.</summary>
internal static class Facts
{
    /// <summary>Builds an object.</summary>
    public static JsonElement Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = ImportLimits.Depth * 2 }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = ImportLimits.Depth * 2 });
        return document.RootElement.Clone();
    }

    /// <summary>Adds one document.</summary>
    public static void Add(this ImportSink sink, string kind, string account, string id, SourceLocation source, Action<Utf8JsonWriter> write) =>
        sink.Add(AwsCloud.CloudName, kind, account, id, Object(write), source);

    /// <summary>Says that all of a kind is listed.</summary>
    public static void Lists(this ImportSink sink, string account, string kind, SourceLocation source) => sink.Complete(AwsCloud.CloudName, kind, account, source);

    /// <summary>A text, left out where it is null.</summary>
    public static void Optional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>A time, left out where it is null.</summary>
    public static void Optional(this Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } time)
            writer.WriteString(name, time);
    }

    /// <summary>A flag, left out where it is null.</summary>
    public static void Optional(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
            writer.WriteBoolean(name, flag);
    }

    /// <summary>A value as it is; null where it is undefined.</summary>
    public static void Value(this Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        if (value.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            value.WriteTo(writer);
    }

    /// <summary>A list of texts.</summary>
    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    /// <summary>Tags, from any of AWS's spellings: a list of Key and Value (in either case), or an object. Left out where there are none to see.</summary>
    public static void Tags(this Utf8JsonWriter writer, JsonElement tags)
    {
        if (tags.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            return;
        writer.WriteStartObject("Tags");
        if (tags.ValueKind == JsonValueKind.Object)
        {
            foreach (var tag in tags.EnumerateObject().Where(t => t.Value.ValueKind == JsonValueKind.String))
                writer.WriteString(tag.Name, tag.Value.GetString());
        }
        else
        {
            foreach (var tag in tags.EnumerateArray())
            {
                if (tag.Text("Key", "key", "TagKey", "tagKey") is { } key)
                    writer.WriteString(key, tag.Text("Value", "value", "TagValue", "tagValue") ?? "");
            }
        }

        writer.WriteEndObject();
    }
}
