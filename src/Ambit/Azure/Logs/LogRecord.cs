using System.Globalization;
using System.Text;
using System.Text.Json;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>The fields of one record as texts; reused from record to record.</summary>
internal sealed class LogRecord
{
    private readonly string?[] _values = new string?[(int)RecordField.Count];
    private readonly string?[] _known = new string?[8192];
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
        // Most texts come again and again; one that does is found at its hash's place, without making anything of it.
        var written = reader.ValueSpan;
        var escaped = reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped;
        ref var known = ref _known[(int)ByteHash.Of(written) & (_known.Length - 1)];
        if (!escaped && known is not null && Ascii.Equals(written, known))
            return known;
        if (written.Length > _chars.Length)
            _chars = new char[written.Length];
        var length = reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetChars(written, _chars) : reader.CopyString(_chars);
        var text = new string(_chars, 0, length);
        if (!escaped && length <= 256)
            known = text;
        return text;
    }
}
