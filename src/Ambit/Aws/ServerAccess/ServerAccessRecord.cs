using System.Globalization;
using System.Text.RegularExpressions;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.ServerAccess;

/// <summary>One record of a server access log, as far as it tells who did what on what.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Time">When the request came.</param>
/// <param name="Address">From where; null for unknown.</param>
/// <param name="Requester">An ARN, a canonical id, a service; null where nobody signed.</param>
/// <param name="Operation"><c>REST.GET.OBJECT</c>.</param>
/// <param name="Key">The object's key; null where the operation takes none.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">S3's error code; null for none.</param>
/// <param name="Version">The version that the request named; null for none.</param>
/// <param name="Tls">Whether it came over TLS; null where the record does not say.</param>
/// <param name="Region">The bucket's region; empty where the record does not say.</param>
internal sealed partial record ServerAccessRecord(
    string Bucket, DateTimeOffset Time, string? Address, string? Requester, string Operation, string? Key, int Status, string? Error, string? Version, bool? Tls, string Region)
{
    private const int ToTheVersion = 18;

    /// <summary>The partition that the region or the requester lies in.</summary>
    public string Partition => Region.Length > 0 ? AwsPartition.OfRegion(Region) : Requester is not null && Requester.StartsWith("arn:", StringComparison.Ordinal) ? Requester.Split(':')[1] : "aws";

    /// <summary>Reads a line; null where it is no record.</summary>
    public static ServerAccessRecord? Read(string line)
    {
        var fields = Field().Matches(line).Select(m => m.Groups["text"].Success ? m.Groups["text"].Value : m.Value).ToList();
        var status = 0;
        if (fields.Count < ToTheVersion || (fields[9] != "-" && !int.TryParse(fields[9], NumberStyles.None, CultureInfo.InvariantCulture, out status))
            || !DateTimeOffset.TryParseExact(fields[2], "dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            return null;
        return new ServerAccessRecord(
            fields[1], time, Told(fields, 3), Told(fields, 4), fields[6], Told(fields, 7) is { } key ? Decoded(key) : null, status, Told(fields, 10), Told(fields, 17),
            fields.Count > 23 ? Told(fields, 23) is not null : null, RegionOf(fields));
    }

    /// <summary>"Any field can be set to - to indicate that the data was unknown or unavailable."</summary>
    private static string? Told(List<string> fields, int at) => at < fields.Count && fields[at] is not ("-" or "") and var text ? text : null;

    /// <summary>The key is "URL encoded", and blanks in it twice.</summary>
    private static string Decoded(string key)
    {
        var once = Uri.UnescapeDataString(key);
        return key.Contains("%25", StringComparison.Ordinal) ? Uri.UnescapeDataString(once) : once;
    }

    /// <summary>The last field of newer records; of older ones the host's name tells it: <c>bucket.s3.eu-west-1.amazonaws.com</c>.</summary>
    private static string RegionOf(List<string> fields)
    {
        if (Told(fields, 26) is { } written && RegionName().IsMatch(written))
            return written;
        return Told(fields, 22) is { } host ? host.Split('.').FirstOrDefault(RegionName().IsMatch) ?? "" : "";
    }

    // What strangers send stands as it came: a quote within a text ends it only where a blank or the end follows, and a request's first line ends with its protocol.
    [GeneratedRegex(@"\[(?<text>[^\]]*)\]|""(?<text>[A-Z]+ .*? HTTP/[0-9.]+)""(?= |$)|""(?<text>.*?)""(?= |$)|\S+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex("^[a-z]{2,4}(-[a-z]+){1,3}-[0-9]$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RegionName();
}
