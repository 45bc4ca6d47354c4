using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Ambit.Edges.Tests.CommandLine;

public sealed class LaterScanTests
{
    [Fact]
    public async Task An_event_that_lies_in_another_file_of_a_later_scan_counts_once()
    {
        using var folder = new TemporaryFolder();
        var events = Enumerable.Range(0, 20).Select(Event).ToList();
        Write(folder["first.json.gz"], events[..12]);
        Write(folder["second.json.gz"], events[8..]);
        Write(folder["whole.json.gz"], events);
        await CommandRun.Of(folder.Path, "scan", "first.json.gz", "--store", "parts");
        await CommandRun.Of(folder.Path, "scan", "second.json.gz", "--store", "parts");
        await CommandRun.Of(folder.Path, "scan", "whole.json.gz", "--store", "parts");
        var whole = await CommandRun.Of(folder.Path, "scan", "whole.json.gz", "--store", "once", "--json");
        Assert.Equal(20, whole.Json.GetProperty("counts").GetProperty("events").GetInt64());
        Assert.Equal(await Usage(folder, "once"), await Usage(folder, "parts"));
        Assert.Contains("events 20", await Coverage(folder, "parts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_small_scans_that_overlap_equal_one_large_scan()
    {
        using var folder = new TemporaryFolder();
        var events = Enumerable.Range(0, 400).Select(Event).ToList();
        var random = new Random(7);
        Write(folder["whole.json.gz"], events);
        await CommandRun.Of(folder.Path, "scan", "whole.json.gz", "--store", "once");
        for (var i = 0; i < 12; i++)
        {
            // Each part holds a stretch of its own and, out of order, some of everything.
            Write(folder[$"part{i}.json.gz"], [.. events.Skip(i * 34).Take(34), .. random.GetItems(events.ToArray(), 40)]);
            await CommandRun.Of(folder.Path, "scan", $"part{i}.json.gz", "--store", "parts");
        }

        Assert.Equal(await Usage(folder, "once"), await Usage(folder, "parts"));
        Assert.Equal(await Coverage(folder, "once"), await Coverage(folder, "parts"));
    }

    private static async Task<string> Usage(TemporaryFolder folder, string store) =>
        (await CommandRun.Of(folder.Path, "query", "SELECT principal, action, resource, day, context, outcome, sum(count) AS n, min(first) AS f, max(last) AS l FROM usage GROUP BY ALL ORDER BY ALL", "--json", "--store", store)).Out;

    private static Task<string> Coverage(TemporaryFolder folder, string store)
    {
        using var opened = Ambit.Store.AmbitStore.Open(folder[store], TimeProvider.System);
        return Task.FromResult(string.Join('\n', opened.Usage.Coverage().GroupBy(c => c.Scope).Select(g => $"{g.Key} events {g.Sum(c => c.Events)}")));
    }

    private static string Event(int number) =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new Dictionary<string, string> { ["type"] = "IAMUser", ["principalId"] = "AIDAEXAMPLEEXAMPLE00", ["arn"] = $"arn:aws:iam::111122223333:user/u{number % 3}", ["accountId"] = "111122223333" },
            ["eventTime"] = new DateTime(2026, 5, 1 + (number % 5), number % 24, number % 60, 7, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            ["eventSource"] = "s3.amazonaws.com",
            ["eventName"] = number % 2 == 0 ? "GetObject" : "PutObject",
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = "203.0.113.7",
            ["requestParameters"] = new Dictionary<string, string> { ["bucketName"] = "b", ["key"] = $"k{number % 7}" },
            ["eventID"] = $"{number:x8}-0000-4000-8000-000000000000",
            ["eventType"] = "AwsApiCall",
            ["recipientAccountId"] = "111122223333",
        });

    private static void Write(string path, IEnumerable<string> events)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', events)}}]}"""));
    }
}
