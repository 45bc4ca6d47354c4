using System.Text;
using System.Text.Json;

namespace Ambit.Aws.Policies.Lint;

/// <summary>Reads JSON and keeps the place of every value.</summary>
internal sealed class LocatedJson
{
    private const int Deepest = 64;
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly List<int> _lines = [0];

    private LocatedJson(ReadOnlyMemory<byte> utf8)
    {
        _utf8 = utf8;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8.Span[i] == '\n')
                _lines.Add(i + 1);
        }
    }

    /// <summary>The document; null where the text is no JSON.</summary>
    public LocatedValue? Root { get; private set; }

    /// <summary>Why the text is no JSON, and the byte where that shows.</summary>
    public (string Message, int Offset)? Error { get; private set; }

    /// <summary>Members that stand twice in one object.</summary>
    public List<LocatedMember> Doubles { get; } = [];

    /// <summary>The text without its white space outside strings, in characters: what IAM counts.</summary>
    public int CountedCharacters { get; private set; }

    /// <summary>The text as it stands, in characters.</summary>
    public int Characters { get; private set; }

    /// <summary>Reads the text.</summary>
    public static LocatedJson Read(ReadOnlyMemory<byte> utf8)
    {
        var json = new LocatedJson(utf8);
        json.Characters = Encoding.UTF8.GetCharCount(utf8.Span);
        json.CountedCharacters = json.CountWithoutSpace();
        try
        {
            var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = Deepest, CommentHandling = JsonCommentHandling.Disallow });
            reader.Read();
            json.Root = json.Value(ref reader, "");
            if (reader.Read())
                json.Error = ("text after the document", (int)reader.TokenStartIndex);
        }
        catch (JsonException e)
        {
            var line = Math.Min((int)(e.LineNumber ?? 0), json._lines.Count - 1);
            json.Error = ("no JSON", Math.Min(json._lines[line] + (int)(e.BytePositionInLine ?? 0), utf8.Length));
        }
        catch (InvalidOperationException)
        {
            json.Error = ("a text that is no Unicode", 0);
        }

        return json;
    }

    /// <summary>The line, from 1, and the column, from 0 in UTF-16 units, of a byte.</summary>
    public (int Line, int Column) Place(int offset)
    {
        var found = _lines.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, Encoding.UTF8.GetCharCount(_utf8.Span[_lines[line]..Math.Min(offset, _utf8.Length)]));
    }

    private LocatedValue Value(ref Utf8JsonReader reader, string pointer)
    {
        var offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, new LocatedValue(JsonValueKind.Object, "", pointer, offset));
            case JsonTokenType.StartArray:
                var array = new LocatedValue(JsonValueKind.Array, "", pointer, offset);
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                    array.Items.Add(Value(ref reader, $"{pointer}/{array.Items.Count}"));
                return array;
            case JsonTokenType.String:
                return new LocatedValue(JsonValueKind.String, reader.GetString()!, pointer, offset);
            case JsonTokenType.Number:
                return new LocatedValue(JsonValueKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), pointer, offset);
            case JsonTokenType.True:
                return new LocatedValue(JsonValueKind.True, "true", pointer, offset);
            case JsonTokenType.False:
                return new LocatedValue(JsonValueKind.False, "false", pointer, offset);
            default:
                return new LocatedValue(JsonValueKind.Null, "null", pointer, offset);
        }
    }

    private LocatedValue Object(ref Utf8JsonReader reader, LocatedValue value)
    {
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var at = (int)reader.TokenStartIndex;
            var pointer = $"{value.Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            reader.Read();
            var member = new LocatedMember(name, pointer, at, Value(ref reader, pointer));
            if (value.Members.Exists(m => m.Name == name))
                Doubles.Add(member);
            value.Members.Add(member);
        }

        return value;
    }

    private int CountWithoutSpace()
    {
        var text = Encoding.UTF8.GetString(_utf8.Span);
        int count = 0, quoted = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted ^= 1;
            else if (text[i] == '\\' && quoted == 1)
            {
                i++;
                count++;
            }

            if (quoted == 1 || !char.IsWhiteSpace(text[Math.Min(i, text.Length - 1)]))
                count++;
        }

        return count;
    }
}
