using System.Text.Json;
using Json.Schema;

namespace Ambit.Edges.Tests.CommandLine;

/// <summary>What commands print with <c>--json</c> is what docs/schemas says, over the sample estate.</summary>
public sealed class JsonSchemaTests(ScannedSample sample) : IClassFixture<ScannedSample>
{
    [Fact]
    public void What_scan_printed_follows_its_schema() => Follows("scan", sample.Scan.Json);

    [Theory]
    [InlineData("inventory", "inventory")]
    [InlineData("usage", "usage")]
    [InlineData("findings", "findings")]
    [InlineData("snapshot-list", "snapshot", "list")]
    [InlineData("snapshot-diff", "snapshot", "diff", "1", "1")]
    [InlineData("doctor", "doctor")]
    [InlineData("doctor", "doctor", "--self-check")]
    [InlineData("rightsize", "rightsize", "report-reader")]
    [InlineData("rightsize-all", "rightsize", "--all")]
    [InlineData("rightsize-guardrail", "rightsize", "--guardrail", "Production")]
    [InlineData("scores", "scores")]
    [InlineData("scores-history", "scores", "--history")]
    [InlineData("paths", "paths", "--to", "admin")]
    [InlineData("cut", "cut", "--to", "admin")]
    [InlineData("can", "can", "report-reader", "s3:GetObject", "arn:aws:s3:::larkspur-reports/daily/1.csv")]
    [InlineData("can", "can", "report-reader", "iam:CreateUser")]
    [InlineData("who-can", "who-can", "iam:PassRole")]
    [InlineData("what-can", "what-can", "report-reader")]
    [InlineData("query", "query", "SELECT i.kind, count(*) AS n FROM identities i LEFT JOIN usage u ON u.principal = i.id GROUP BY 1")]
    public async Task What_a_command_prints_follows_its_schema(string schema, params string[] words)
    {
        var run = await CommandRun.Of(sample.Folder, [.. words, "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Follows(schema, run.Json);
    }

    [Fact]
    public async Task What_import_prints_follows_its_schema()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["notes.txt"], "nothing of ours");
        Follows("import", (await CommandRun.Of(folder.Path, "import", "notes.txt", "--json")).Json);
    }

    private static void Follows(string name, JsonElement json)
    {
        var schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(CommandRun.Root, "docs", "schemas", $"{name}.schema.json")));
        var result = schema.Evaluate(json, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(d => d.Errors is not null).Take(10)
            .Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}")));
    }
}
