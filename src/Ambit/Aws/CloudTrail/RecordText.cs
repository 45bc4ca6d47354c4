using Ambit.Import;

namespace Ambit.Aws.CloudTrail;

/// <summary>From the bytes of a JSON string to its text.</summary>
internal static class RecordText
{
    /// <summary>The text of a record's field, escapes undone; empty where there is none.</summary>
    public static string Of(ReadOnlySpan<byte> data, in RecordSlices record, RecordField field) => Of(record.Of(field, data));

    /// <summary>The text of a string without its quotes, escapes undone.</summary>
    public static string Of(ReadOnlySpan<byte> text) => JsonText.Plain(text);
}
