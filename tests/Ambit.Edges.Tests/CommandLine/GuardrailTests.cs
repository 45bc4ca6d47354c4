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
    public async Task What_the_owner_keeps_for_emergencies_is_not_quarantined()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ambit.yaml"], "version: 1\nwindows: { breakGlassIdentities: [\"*legacy-importer\"] }\n");
        var run = await CommandRun.Of(sample.Folder, "rightsize", "--guardrail", "420000000020", "--json", "--config", folder["ambit.yaml"]);
        var identities = Texts(run.Json.GetProperty("quarantine"), "identities");
        Assert.DoesNotContain("arn:aws:iam::420000000020:role/legacy-importer", identities);
        Assert.Contains("arn:aws:iam::420000000020:role/auditor-2023", identities);
    }

    [Theory]
    [InlineData("terraform", "guardrail.tf", "resource \"aws_organizations_policy_attachment\"", "target_id = \"420000000020\"")]
    [InlineData("cloudformation", "guardrail.template.json", "AWS::Organizations::Policy", "TargetIds")]
    [InlineData("aws-cli", "guardrail.sh", "aws organizations create-policy --name 'guardrail-from-use-420000000020'", "aws organizations attach-policy --policy-id \"$id\" --target-id '420000000020'")]
    [InlineData("json", "guardrail-from-use.json", "NobodyUsedThese", "\"Deny\"")]
    public async Task Other_tools_get_the_guardrail_and_the_quarantine_in_files_of_their_own(string format, string file, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Of(sample.Folder, "rightsize", "--guardrail", "420000000020", "--format", format, "--output", folder.Path);
        Assert.Equal((0, ""), (run.Code, run.Out));
        var content = File.ReadAllText(folder[file]);
        Assert.All(parts, p => Assert.Contains(p, content, StringComparison.Ordinal));
        Assert.DoesNotContain("Quarantine", content, StringComparison.Ordinal);
        Assert.Contains("Quarantine", File.ReadAllText(folder[file.Replace("guardrail-from-use", "quarantine", StringComparison.Ordinal).Replace("guardrail", "quarantine", StringComparison.Ordinal)]), StringComparison.Ordinal);
        var printed = await CommandRun.Of(sample.Folder, "rightsize", "--guardrail", "420000000020", "--format", format);
        Assert.All(parts, p => Assert.Contains(p, printed.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_format_that_is_no_guardrail_s_is_named() =>
        Assert.Equal(2, (await CommandRun.Of(sample.Folder, "rightsize", "--guardrail", "420000000020", "--format", "bicep")).Code);

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
