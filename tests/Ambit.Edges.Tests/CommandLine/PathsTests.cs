namespace Ambit.Edges.Tests.CommandLine;

/// <summary>The sample's story, as the command line tells it.</summary>
public sealed class PathsTests(ScannedSample sample) : IClassFixture<ScannedSample>
{
    [Fact]
    public async Task The_developer_role_passes_a_role_into_production_admin_across_accounts()
    {
        var run = await CommandRun.Of(sample.Folder, "paths", "--from", "developer", "--to", "arn:aws:iam::420000000020:role/production-admin", "--json");
        var ways = run.Json.GetProperty("paths").EnumerateArray()
            .Select(p => (Certainty: p.GetProperty("certainty").GetString(), Methods: string.Join(' ', p.GetProperty("hops").EnumerateArray().Select(h => h.GetProperty("method").GetString()))));
        Assert.Contains(("certain", "aws.sts-002 aws.lambda-001"), ways);
    }

    [Fact]
    public async Task A_guardrail_on_regions_denies_no_resource_whose_region_is_any()
    {
        var run = await CommandRun.Of(sample.Folder, "can", "deploy", "lambda:CreateFunction", "arn:aws:lambda:*:420000000020:function:new", "--json");
        Assert.Equal("Conditional", run.Json.GetProperty("decision").GetString());
        run = await CommandRun.Of(sample.Folder, "can", "deploy", "lambda:CreateFunction", "arn:aws:lambda:ap-south-1:420000000020:function:new", "--json");
        Assert.Equal("ExplicitlyDenied", run.Json.GetProperty("decision").GetString());
    }
    [Fact]
    public async Task A_wildcard_that_the_boundary_cuts_off_is_no_finding_and_emergencies_are_quiet_once_the_owner_says_so()
    {
        var run = await CommandRun.Of(sample.Folder, "findings", "--json");
        var findings = run.Json.GetProperty("findings").EnumerateArray().ToList();
        var wide = findings.Single(f => f.GetProperty("kind").GetString() == "wildcard-service" && f.GetProperty("identity").GetString()!.EndsWith(":role/sandbox", StringComparison.Ordinal));
        Assert.Contains("all of dynamodb, s3", wide.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains(findings, f => f.GetProperty("identity").GetString()?.EndsWith(":user/breakglass", StringComparison.Ordinal) == true);

        File.WriteAllText(Path.Combine(sample.Folder, "emergencies.yaml"), "administrators: [breakglass]\nwindows: { breakGlass: 400, breakGlassIdentities: [breakglass] }\n");
        var told = await CommandRun.Of(sample.Folder, "findings", "--config", "emergencies.yaml", "--json");
        Assert.DoesNotContain(told.Json.GetProperty("findings").EnumerateArray(), f => f.GetProperty("identity").GetString()?.EndsWith(":user/breakglass", StringComparison.Ordinal) == true);
    }

}
