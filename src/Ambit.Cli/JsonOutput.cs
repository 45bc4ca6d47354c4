using System.Text.Json;

namespace Ambit.Cli;

/// <summary>Writes the one JSON document that a command prints.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = TerminalSafeEncoder.Shared, MaxDepth = 1 << 16 };

    /// <summary>One line of JSON Lines.</summary>
    public static readonly JsonWriterOptions Line = new() { Encoder = TerminalSafeEncoder.Shared, MaxDepth = 1 << 16 };

    /// <summary>Prints a document to standard output, with a line break after it.</summary>
    public static void Print(World world, Action<Utf8JsonWriter> write) => Print(world.Out, write);

    /// <summary>Prints a document.</summary>
    public static void Print(TextWriter output, Action<Utf8JsonWriter> write)
    {
        var text = new Utf8Output(output);
        using (var json = new Utf8JsonWriter(text, Options))
            write(json);
        text.Flush();
        output.WriteLine();
    }

    /// <summary>A time in ISO 8601, UTC, without empty fractions; null as null.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } t)
            json.WriteString(name, t.UtcDateTime);
        else
            json.WriteNull(name);
    }

    /// <summary>An array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>An array of objects, of each of which the members are written by <paramref name="members"/>.</summary>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>An object of strings.</summary>
    public static void WriteMap(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <summary>An object of numbers.</summary>
    public static void WriteCounts(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, int>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteNumber(key, value);
        json.WriteEndObject();
    }
}
