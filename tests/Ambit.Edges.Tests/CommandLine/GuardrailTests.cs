using System.Text.Json;

namespace Ambit.Edges.Tests.CommandLine;

/// <summary>A guardrail made of the sample's use.</summary>
public sealed class GuardrailTests(ScannedSample sample) : IClassFixture<ScannedSample>
{
    [Fact]
    public async Task Production_gets_the_smallest_policy_that_denies_what_nobody_used_and_every_replay_is_clean()
    {
        var run = await CommandRun.Of(sample.Folder, "rightsize", "--guardrail", "Production", "--json");
        Assert.Equal(0, run.Code);
        var denied = Texts(run.Json, "denied");
        Assert.Contains("s3:PutBucketPolicy", denied);
        // The baseline policy of the organisation denies it to everybody already.
        Assert.Contains("cloudtrail:StopLogging", Texts(run.Json, "alreadyDenied"));
        Assert.DoesNotContain("cloudtrail:StopLogging", denied);
        Assert.Equal(["arn:aws:iam::420000000020:role/deploy"], Texts(run.Json.GetProperty("exempted"), "iam:PassRole"));
        var policy = Assert.Single(run.Json.GetProperty("policies").EnumerateArray());
        Assert.InRange(policy.GetProperty("characters").GetInt32(), 1, run.Json.GetProperty("limit").GetInt32());
        Assert.Contains(policy.GetProperty("document").GetProperty("Statement").EnumerateArray(), s => s.TryGetProperty("Condition", out var c) && c.GetRawText().Contains("aws:PrincipalArn", StringComparison.Ordinal));
        Assert.True(run.Json.GetProperty("replayed").GetArrayLength() > 10);
        Assert.All(run.Json.GetProperty("replayed").EnumerateArray(), r => Assert.Equal(r.GetProperty("events").GetInt64(), r.GetProperty("allowed").GetInt64()));
    }

    [Fact]
    public async Task Quarantine_takes_everything_from_the_unused_and_from_nobody_else()
    {
        var quarantine = (await CommandRun.Of(sample.Folder, "rightsize", "--guardrail", "420000000020", "--json")).Json.GetProperty("quarantine");
        var identities = Texts(quarantine, "identities");
        Assert.Contains("arn:aws:iam::420000000020:role/auditor-2023", identities);
        Assert.DoesNotContain("arn:aws:iam::420000000020:root", identities);
        Assert.DoesNotContain("arn:aws:iam::420000000020:role/report-reader", identities);
        Assert.Equal(identities, Texts(quarantine.GetProperty("document").GetProperty("Statement")[0].GetProperty("Condition").GetProperty("ArnEquals"), "aws:PrincipalArn"));
    }

    [Fact]
    public async Task Logs_that_end_long_before_the_question_make_no_guardrail()
    {
        var run = await CommandRun.Of(sample.Folder, "rightsize", "--guardrail", "Production", "--as-of", "2026-12-20");
        Assert.Equal(2, run.Code);
        Assert.Contains("a guardrail says what nobody beneath used, and that is not known", run.Error, StringComparison.Ordinal);
    }

    private static List<string> Texts(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.String } one ? [one.GetString()!] : [.. json.GetProperty(name).EnumerateArray().Select(a => a.GetString()!)];
}
