using System.Text;
using System.Text.RegularExpressions;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Aws.ServerAccess;

/// <summary>
/// S3's server access logs: who did what with the objects of a bucket, where no trail records data events. One record a line, fields
/// between blanks, texts in quotes. "Best effort": a record that is missing proves nothing, so these logs show use and never its absence.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
/// </summary>
public sealed partial class ServerAccessLog : ILogFormat
{
    private const int FirstBuffer = 1 << 16;
    private const int LongestLine = 1 << 20;
    private const int MostBroken = 1000;

    /// <inheritdoc/>
    public string Name => "S3 server access log";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName)
    {
        // An owner's canonical id is 64 hexadecimal digits; few files begin so, and no file that does needs the rest looked at.
        if (head.Length < 100 || head[64] != ' ' || head[..64].ContainsAnyExcept("0123456789abcdef"u8))
            return false;
        return Beginning().IsMatch(Encoding.UTF8.GetString(head[..Math.Min(head.Length, 300)]));
    }

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        using var window = new StreamWindow(content, FirstBuffer);
        var (line, broken) = (0L, 0);
        while (broken < MostBroken)
        {
            var end = window.Rest.IndexOf((byte)'\n');
            if (end < 0 && window.Left < LongestLine && window.Fill())
                continue;
            if (window.Left == 0)
                return;
            cancellation.ThrowIfCancellationRequested();
            var record = (end < 0 ? window.Rest : window.Rest[..end]).TrimEnd((byte)'\r');
            line++;
            if (record.Length > 0 && !Take(record, sink))
            {
                broken++;
                sink.Bad(line, "is no record of a server access log; it is not counted");
            }

            window.At = end < 0 ? window.End : window.At + end + 1;
        }

        sink.Bad(line, $"{MostBroken} broken records in this file; the rest of it is not read");
    }

    private static bool Take(ReadOnlySpan<byte> text, IUsageSink sink)
    {
        if (ServerAccessRecord.Read(Encoding.UTF8.GetString(text)) is not { } record)
            return false;
        var uses = ServerAccessUses.Of(record);
        sink.Count("aws", $"arn:{record.Partition}:s3:::{record.Bucket}", record.Region, LogCoverage.OfOneResource, record.Time);
        if (!sink.First(ByteHash.Of(text), record.Time.UtcTicks))
            return true;
        if (uses is null)
            sink.Unmapped("aws", "S3 server access log", record.Operation);
        foreach (var use in uses ?? [])
            sink.Add(use);
        return true;
    }

    [GeneratedRegex(@"^[0-9a-f]{64} [a-z0-9.\-_A-Z]{3,255} \[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:]{8} [+-][0-9]{4}\] \S+ \S+ \S+ [A-Z0-9]+\.[A-Za-z0-9_.]+ ", RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();
}
