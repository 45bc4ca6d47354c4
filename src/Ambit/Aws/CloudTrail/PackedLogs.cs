using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// What CloudWatch Logs hands to a subscriber: "base64 encoded and compressed with the gzip format", as Lambda's <c>awslogs.data</c> or a
/// record's <c>Data</c> of Kinesis.
/// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
/// </summary>
internal static class PackedLogs
{
    // No delivery is larger than 6 MB packed; what unpacks to more than this is none.
    private const int MostBytes = 64 << 20;

    /// <summary>The first bytes of gzip in base64.</summary>
    private static ReadOnlySpan<byte> Mark => "\"H4sI"u8;

    /// <summary>Whether a file begins with such records, and they hold events.</summary>
    public static bool Begin(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf(Mark);
        if (at < 0 || (head.IndexOf("\"awslogs\""u8) < 0 && head.IndexOf("\"Data\""u8) < 0 && head.IndexOf("\"kinesis\""u8) < 0))
            return false;
        var text = head[(at + 1)..];
        var end = text.IndexOf((byte)'"');
        text = end < 0 ? text[..(text.Length / 4 * 4)] : text[..end];
        var beginning = Unpacked(text, 1 << 16);
        return beginning is not null && (CloudTrailHead.Names(beginning) || beginning.AsSpan().IndexOf("CONTROL_MESSAGE"u8) >= 0);
    }

    /// <summary>The content of a record that is packed so, null where it is none.</summary>
    /// <exception cref="JsonException">The record is no JSON.</exception>
    public static byte[]? Open(ReadOnlyMemory<byte> record)
    {
        if (record.Span.IndexOf(Mark) < 0)
            return null;
        using var document = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 16 });
        var root = document.RootElement;
        var data = root.Text("Data") ?? root.Text("data") ?? root.Child("awslogs").Text("data") ?? root.Child("kinesis").Text("data");
        return data is null ? null : Unpacked(System.Text.Encoding.ASCII.GetBytes(data), MostBytes);
    }

    /// <summary>As much of it as can be unpacked; null where it is no base64 or no gzip.</summary>
    private static byte[]? Unpacked(ReadOnlySpan<byte> text, int most)
    {
        var packed = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, packed, out _, out var length) is System.Buffers.OperationStatus.InvalidData)
            return null;
        var content = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(packed, 0, length), CompressionMode.Decompress);
        var piece = new byte[8192];
        try
        {
            while (content.Length < most && gzip.Read(piece) is > 0 and var read)
                content.Write(piece, 0, read);
        }
        catch (InvalidDataException)
        {
            // A head is cut off where it is; what came before is what it begins with.
        }

        return content.Length == 0 ? null : content.ToArray();
    }
}
