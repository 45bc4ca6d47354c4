using System.Text;
using System.Text.Json;

namespace Ambit.Aws.CloudTrail;

/// <summary>From the bytes of a JSON string to its text.</summary>
internal static class RecordText
{
    /// <summary>The text of a record's field, escapes undone; empty where there is none.</summary>
    public static string Of(ReadOnlySpan<byte> data, in RecordSlices record, RecordField field) => Of(record.Of(field, data));

    /// <summary>The text of a string without its quotes, escapes undone. Half a surrogate pair is taken as it is written.</summary>
    public static string Of(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(text);
        var quoted = new byte[text.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        text.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        try
        {
            return reader.Read() ? reader.GetString() ?? "" : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(text);
        }
    }
}
