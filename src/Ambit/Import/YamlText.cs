using System.Buffers;
using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ambit.Import;

/// <summary>
/// Reads YAML into JSON, by parser events so that depth is bounded before anything recurses. Aliases are expanded within a
/// budget of nodes. Plain scalars follow the core schema of YAML 1.2 (chapter 10.3), except that long digit strings stay text:
/// an account id is no number.
/// </summary>
public static class YamlText
{
    /// <summary>The documents of a text with the line each begins at.</summary>
    /// <exception cref="InvalidDataException">No YAML, nested too deeply, or too large; the message says where.</exception>
    public static IReadOnlyList<(JsonElement Value, long Line)> Parse(string text, ImportLimits limits)
    {
        try
        {
            return [.. Read(new Parser(new StringReader(text)), limits).Select(d => (ToJson(d.Root, limits), d.Line))];
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"no valid YAML on line {e.Start.Line}, column {e.Start.Column}", e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException or NullReferenceException or FormatException)
        {
            // The parser falls over some texts that are no YAML instead of saying so.
            throw new InvalidDataException("no valid YAML", e);
        }
    }

    private static List<(object Root, long Line)> Read(IParser parser, ImportLimits limits)
    {
        var documents = new List<(object, long)>();
        var anchors = new Dictionary<string, object>(StringComparer.Ordinal);
        var open = new Stack<Open>();
        var nodes = 0;
        while (parser.MoveNext())
        {
            var e = parser.Current!;
            if (++nodes > limits.YamlNodes)
                throw new InvalidDataException($"holds more than {limits.YamlNodes} YAML nodes; reading stopped on line {e.Start.Line}");
            if (e is DocumentStart)
                anchors.Clear();
            if (e is MappingEnd or SequenceEnd)
            {
                open.Pop();
                continue;
            }

            if (Node(e, anchors) is not { } node)
                continue;
            if (open.TryPeek(out var parent))
                parent.Add(node, e.Start.Line);
            else
                documents.Add((node, e.Start.Line));
            if (e is MappingStart or SequenceStart)
                open.Push(new Open(node));
            if (open.Count > ImportLimits.Depth)
                throw new InvalidDataException($"nested deeper than {ImportLimits.Depth} levels on line {e.Start.Line}");
        }

        return documents;
    }

    private static object? Node(ParsingEvent e, Dictionary<string, object> anchors)
    {
        object? node = e switch
        {
            MappingStart => new Mapping(),
            SequenceStart => new List<object>(),
            Scalar scalar => scalar,
            AnchorAlias alias => anchors.TryGetValue(alias.Value.Value, out var known)
                ? known
                : throw new InvalidDataException($"names an anchor that does not stand above, on line {e.Start.Line}"),
            _ => null,
        };
        if (node is not null && e is NodeEvent { Anchor.IsEmpty: false } anchored)
            anchors[anchored.Anchor.Value] = node;
        return node;
    }

    private static JsonElement ToJson(object root, ImportLimits limits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            var budget = limits.YamlNodes;
            Write(writer, root, 0, ref budget);
        }

        return JsonText.TryParse(buffer.WrittenMemory, out var value, out var problem) ? value : throw new InvalidDataException(problem!.Message);
    }

    private static void Write(Utf8JsonWriter writer, object node, int depth, ref int budget)
    {
        if (--budget < 0)
            throw new InvalidDataException("holds more YAML nodes than are read once its aliases are expanded");
        if (depth >= ImportLimits.Depth)
            throw new InvalidDataException($"nested deeper than {ImportLimits.Depth} levels once its aliases are expanded");
        switch (node)
        {
            case Mapping mapping:
                writer.WriteStartObject();
                foreach (var (key, value) in mapping.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, value, depth + 1, ref budget);
                }

                writer.WriteEndObject();
                break;
            case List<object> list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, depth + 1, ref budget);
                writer.WriteEndArray();
                break;
            case Scalar scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && !scalar.IsPlainImplicit))
            writer.WriteStringValue(text);
        else if (text is "" or "~" or "null" or "Null" or "NULL")
            writer.WriteNullValue();
        else if (text is "true" or "True" or "TRUE")
            writer.WriteBooleanValue(true);
        else if (text is "false" or "False" or "FALSE")
            writer.WriteBooleanValue(false);
        else if (text.Length is > 0 and < 10 && (text[0] != '0' || text.Length == 1) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(text);
    }

    private sealed class Mapping
    {
        public List<KeyValuePair<string, object>> Entries { get; } = [];
    }

    /// <summary>A mapping or sequence whose end was not seen yet.</summary>
    private sealed class Open(object node)
    {
        private string? _key;

        public void Add(object child, long line)
        {
            if (node is List<object> list)
                list.Add(child);
            else if (_key is null)
                _key = child is Scalar scalar ? scalar.Value : throw new InvalidDataException($"has a key that is no scalar on line {line}");
            else
            {
                ((Mapping)node).Entries.Add(new(_key, child));
                _key = null;
            }
        }
    }
}
