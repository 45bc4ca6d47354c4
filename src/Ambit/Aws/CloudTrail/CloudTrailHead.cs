using Ambit.Import;

namespace Ambit.Aws.CloudTrail;

/// <summary>Tells by the beginning of a file whether it holds CloudTrail events.</summary>
internal static class CloudTrailHead
{
    /// <summary>
    /// JSON with a member <c>eventSource</c> whose value is an AWS service's host, and a member <c>eventName</c> that is text; both
    /// may stand within a string (escaped). S3's notifications name <c>aws:s3</c>; rules that match events hold lists there.
    /// </summary>
    public static bool IsEvents(ReadOnlySpan<byte> head)
    {
        var start = JsonSkip.Space(head, 0);
        if (start >= head.Length)
            return false;
        if (head[start] is not ((byte)'{' or (byte)'[') && !LooksLikeLogsExport(head[start..]))
            return false;
        return (Member(head, "eventSource"u8, host: true) && Member(head, "eventName"u8, host: false)) || IsElastic(head) || IsOcsf(head) || PackedLogs.Begin(head);
    }

    /// <summary>Whether source and name of an event stand somewhere in the text.</summary>
    public static bool Names(ReadOnlySpan<byte> head) => head.IndexOf("eventSource"u8) >= 0 && head.IndexOf("eventName"u8) >= 0 && head.IndexOf(".amazonaws.com"u8) >= 0;

    /// <summary>"metadata.product.name is CloudTrail": Security Lake and CloudWatch's pipelines write OCSF.</summary>
    private static bool IsOcsf(ReadOnlySpan<byte> head) =>
        head.IndexOf("\"class_uid\""u8) >= 0 && head.IndexOf("\"CloudTrail\""u8) >= 0 && head.IndexOf("\"api\""u8) >= 0;

    private static bool IsElastic(ReadOnlySpan<byte> head) =>
        (head.IndexOf("\"cloudtrail\""u8) >= 0 || head.IndexOf("aws.cloudtrail"u8) >= 0) && Member(head, "provider"u8, host: true);

    /// <summary>CloudWatch Logs exports lines of <c>2026-05-01T10:11:12.000Z {event}</c>.</summary>
    private static bool LooksLikeLogsExport(ReadOnlySpan<byte> text) =>
        text.Length > 30 && text[4] == '-' && text[10] == 'T' && text[..40].IndexOf("Z {"u8) > 0;

    private static bool Member(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name, bool host)
    {
        for (var from = 0; from < head.Length;)
        {
            var found = head[from..].IndexOf(name);
            if (found < 0)
                return false;
            from += found + name.Length;
            var rest = head[from..];
            if (!Quote(ref rest))
                continue;
            rest = rest.TrimStart(" \t\r\n"u8);
            if (rest.Length == 0 || rest[0] != ':')
                continue;
            rest = rest[1..].TrimStart(" \t\r\n"u8);
            if (!Quote(ref rest))
                continue;
            var end = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (end > 0 && (!host || rest[..end].IndexOf(".amazonaws.com"u8) > 0))
                return true;
        }

        return false;
    }

    /// <summary>Goes past a quote, however often it is escaped: <c>"</c>, <c>\"</c>, <c>\\\"</c>, <c>\u0022</c>.</summary>
    private static bool Quote(ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)'\\');
        if (rest.StartsWith("\""u8))
            rest = rest[1..];
        else if (rest.StartsWith("u0022"u8))
            rest = rest[5..];
        else
            return false;
        return true;
    }
}
