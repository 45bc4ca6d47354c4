using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ambit.Azure.Logs;

/// <summary>The fields of one record as texts; reused from record to record.</summary>
internal sealed class LogRecord
{
    private readonly string?[] _values = new string?[(int)RecordField.Count];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _known = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private char[] _chars = new char[1024];

    /// <summary>A field, null where the record has none.</summary>
    public string? this[RecordField field] => _values[(int)field];

    /// <summary>The first of the fields that the record has.</summary>
    public string? First(RecordField a, RecordField b) => this[a] ?? this[b];

    /// <summary>When it happened, null where it cannot be read.</summary>
    public DateTimeOffset? Time =>
        DateTimeOffset.TryParse(this[RecordField.Time], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var t) ? t : null;

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Read(ReadOnlySpan<byte> record)
    {
        Array.Clear(_values);
        Walk(record);
        // Log Analytics prints both as JSON within a text
        if (this[RecordField.AuthorizationText] is { } authorization && authorization.StartsWith('{'))
            Walk(Encoding.UTF8.GetBytes($"{{\"authorization\":{authorization}}}"));
        if (this[RecordField.ClaimsText] is { } claims && claims.StartsWith('{'))
            Walk(Encoding.UTF8.GetBytes($"{{\"claims\":{claims}}}"));
    }

    private void Walk(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip });
        reader.Read();
        Object(ref reader, FieldTree.All);
    }

    private void Object(ref Utf8JsonReader reader, FieldTree tree)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = reader.ValueIsEscaped ? null : tree.Find(reader.ValueSpan);
            reader.Read();
            if (child is null)
                reader.Skip();
            else
                Value(ref reader, child);
        }
    }

    private void Value(ref Utf8JsonReader reader, FieldTree tree)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(ref reader, tree);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Value(ref reader, tree);
                break;
            case JsonTokenType.String or JsonTokenType.Number when tree.Field is { } field:
                // of several in a list the first counts
                _values[(int)field] ??= Text(ref reader);
                break;
        }
    }

    private string Text(ref Utf8JsonReader reader)
    {
        var most = reader.ValueSpan.Length;
        if (most > _chars.Length)
            _chars = new char[most];
        var length = reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetChars(reader.ValueSpan, _chars) : reader.CopyString(_chars);
        var text = _chars.AsSpan(0, length);
        if (length > 256)
            return text.ToString();
        if (_known.TryGetValue(text, out var known))
            return known;
        if (_known.Dictionary.Count > 200_000)
            _known.Dictionary.Clear();
        var made = text.ToString();
        return _known.Dictionary[made] = made;
    }
}
