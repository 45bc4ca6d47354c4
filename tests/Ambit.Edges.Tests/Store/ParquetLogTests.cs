using System.Globalization;
using Ambit.Store;
using Ambit.Usage;
using DuckDB.NET.Data;

namespace Ambit.Edges.Tests.Store;

/// <summary>Security Lake's files: OCSF in Parquet, with nested groups.</summary>
public sealed class ParquetLogTests
{
    private const string Call = """
        {'class_uid': 6003, 'time': CAST(1777630272000 AS BIGINT), 'metadata': {'uid': 'e-1', 'product': {'name': 'CloudTrail', 'version': '1.08', 'feature': {'name': 'Data'}}, 'event_code': 'AwsApiCall'},
         'api': {'operation': OPERATION, 'service': {'name': 's3.amazonaws.com'}, 'request': {'uid': 'r', 'data': '{"bucketName":"b","key":"k"}'}, 'response': {'error': ERROR}},
         'cloud': {'region': 'eu-west-1', 'provider': 'AWS'}, 'src_endpoint': {'ip': '203.0.113.7'},
         'actor': {'user': {'type': 'AssumedRole', 'uid': 'arn:aws:sts::111122223333:assumed-role/Ci/a', 'uid_alt': 'AROAEXAMPLEEXAMPLE00:a', 'account': {'uid': '111122223333'}},
                   'session': {'issuer': 'arn:aws:iam::111122223333:role/app/Ci', 'is_mfa': false}},
         'resources': [{'uid': 'arn:aws:s3:::b/k', 'type': 'AWS::S3::Object'}]}
        """;

    [Fact]
    public void A_file_of_Security_Lake_is_read_as_the_calls_that_it_holds()
    {
        using var folder = new TemporaryFolder();
        Write(folder["calls.gz.parquet"], Row("'GetObject'", "NULL"), Row("'PutObject'", "'AccessDenied'"));
        var rollup = new UsageRollup(new EventMemory());
        using (var file = File.OpenRead(folder["calls.gz.parquet"]))
            Assert.NotNull(new ParquetLog(new Clouds().LogFormats, folder["tmp"]).Read(file, "calls.gz.parquet", rollup, TestContext.Current.CancellationToken));
        Assert.Empty(rollup.Bad);
        Assert.Equal(
            ["Refused s3:PutObject arn:aws:s3:::b/k", "Used s3:GetObject arn:aws:s3:::b/k"],
            rollup.Rows().Select(r => $"{r.Outcome} {r.Action} {r.Resource}").Order(StringComparer.Ordinal));
        Assert.All(rollup.Rows(), r => Assert.Equal("arn:aws:iam::111122223333:role/app/Ci", r.Principal));
        Assert.Empty(Directory.EnumerateFiles(folder["tmp"]));
    }

    [Fact]
    public async Task A_scan_finds_Parquet_by_its_content_whatever_its_name()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["logs"]);
        Write(folder["logs/part-0"], Row("'GetObject'", "NULL"));
        Assert.Equal(0, (await CommandRun.Of(folder.Path, "scan", "logs")).Code);
        var usage = (await CommandRun.Of(folder.Path, "usage", "--json")).Json.GetProperty("usage");
        Assert.Equal("s3:GetObject", Assert.Single(usage.EnumerateArray()).GetProperty("action").GetString());
    }

    [Fact]
    public void Parquet_that_is_cut_off_is_an_error_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Write(folder["whole.parquet"], Row("'GetObject'", "NULL"));
        using var cut = new MemoryStream(File.ReadAllBytes(folder["whole.parquet"])[..200]);
        var log = new ParquetLog(new Clouds().LogFormats, folder["tmp"]);
        Assert.Throws<InvalidDataException>(() => log.Read(cut, "cut.parquet", new UsageRollup(new EventMemory()), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFiles(folder["tmp"]));
    }

    private static string Row(string operation, string error) =>
        Call.Replace("OPERATION", operation, StringComparison.Ordinal).Replace("ERROR", error, StringComparison.Ordinal).Replace("e-1", operation.Trim('\''), StringComparison.Ordinal);

    private static void Write(string path, params string[] rows)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var values = string.Join(" UNION ALL ", rows.Select(r => $"SELECT unnest({r})"));
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"COPY ({values}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)");
        command.ExecuteNonQuery();
    }
}
