namespace Ambit.Edges.Tests.CommandLine;

/// <summary>The least policies of the sample estate, as a user makes and proves them.</summary>
public sealed class RightsizeTests(ScannedSample sample) : IClassFixture<ScannedSample>
{
    [Fact]
    public async Task The_role_with_all_of_S3_keeps_what_it_used_and_the_replay_proves_it()
    {
        var run = await CommandRun.Of(sample.Folder, "rightsize", "report-reader");
        Assert.Equal(0, run.Code);
        var actions = run.Json.GetProperty("Statement").EnumerateArray().Select(s => s.GetProperty("Action").GetString()).Order().ToList();
        Assert.Equal(["s3:GetObject", "s3:ListBucket"], actions);
        File.WriteAllText(Path.Combine(sample.Folder, "least.json"), run.Out);
        Assert.Equal(0, (await CommandRun.Of(sample.Folder, "replay", "--principal", "report-reader", "--policy", "least.json")).Code);
    }

    [Fact]
    public async Task One_used_action_taken_out_is_exit_four()
    {
        File.WriteAllText(
            Path.Combine(sample.Folder, "less.json"), """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""");
        var run = await CommandRun.Of(sample.Folder, "replay", "--principal", "report-reader", "--policy", "less.json", "--json");
        Assert.Equal(4, run.Code);
        Assert.Equal(["s3:ListBucket"], run.Json.GetProperty("wouldDeny").EnumerateArray().Select(d => d.GetProperty("action").GetString()).Distinct());
    }

    [Theory]
    [InlineData("devi.developer@larkspur.example", "Microsoft.Authorization/roleDefinitions@2022-04-01")]
    [InlineData("crm-sync", "Microsoft.Graph/appRoleAssignedTo@v1.0")]
    public async Task The_least_roles_of_Azure_replay_clean_and_are_written_as_Bicep(string identity, string bicep)
    {
        var run = await CommandRun.Of(sample.Folder, "rightsize", identity);
        Assert.Equal(0, run.Code);
        File.WriteAllText(Path.Combine(sample.Folder, "azure-least.json"), run.Out);
        Assert.Equal(0, (await CommandRun.Of(sample.Folder, "replay", "--principal", identity, "--policy", "azure-least.json")).Code);
        Assert.Equal(0, (await CommandRun.Of(sample.Folder, "policy", "check", "azure-least.json", "--no-new-access", "azure-least.json")).Code);
        Assert.Contains(bicep, (await CommandRun.Of(sample.Folder, "rightsize", identity, "--format", "bicep")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybodys_least_policy_replays_clean()
    {
        var run = await CommandRun.Of(sample.Folder, "rightsize", "--all", "--json");
        var results = run.Json.GetProperty("results").EnumerateArray().ToList();
        Assert.True(results.Count > 40);
        Assert.All(results, r => Assert.Equal(
            (r.GetProperty("replay").GetProperty("events").GetInt64(), 0), (r.GetProperty("replay").GetProperty("allowed").GetInt64(), r.GetProperty("replay").GetProperty("wouldDeny").GetArrayLength())));
    }

    [Fact]
    public async Task The_self_check_of_the_sample_finds_no_disagreement()
    {
        var check = (await CommandRun.Of(sample.Folder, "doctor", "--self-check", "--json")).Json.GetProperty("selfCheck");
        Assert.Equal(0, check.GetProperty("disagree").GetArrayLength());
        Assert.True(check.GetProperty("replayed").GetInt64() > 10_000);
        Assert.Equal(["arn:aws:iam::420000000020:role/payments-worker"], check.GetProperty("setApart").EnumerateArray().Select(p => p.GetString()));
    }

    [Theory]
    [InlineData("terraform", "resource \"aws_iam_role_policy\"")]
    [InlineData("cloudformation", "AWS::IAM::RolePolicy")]
    [InlineData("aws-cli", "aws iam put-role-policy --role-name 'report-reader'")]
    public async Task The_same_policy_in_the_words_of_other_tools(string format, string expected) =>
        Assert.Contains(expected, (await CommandRun.Of(sample.Folder, "rightsize", "report-reader", "--format", format)).Out, StringComparison.Ordinal);
}
