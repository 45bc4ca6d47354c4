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
    public async Task Everybodys_least_policy_replays_clean_and_is_proved_never_wider()
    {
        var json = (await CommandRun.Of(sample.Folder, "rightsize", "--all", "--json")).Json;
        var results = json.GetProperty("results").EnumerateArray().ToList();
        Assert.True(results.Count > 40);
        Assert.Empty(json.GetProperty("refused").EnumerateArray());
        Assert.All(results, r => Assert.Equal(
            (r.GetProperty("replay").GetProperty("events").GetInt64(), 0), (r.GetProperty("replay").GetProperty("allowed").GetInt64(), r.GetProperty("replay").GetProperty("wouldDeny").GetArrayLength())));
        var aws = results.Where(r => r.GetProperty("principal").GetString()!.StartsWith("arn:", StringComparison.Ordinal)).ToList();
        Assert.True(aws.Count > 40);
        Assert.All(aws, r => Assert.True(r.GetProperty("proof").GetProperty("neverWider").GetBoolean(), r.GetProperty("principal").GetString()));
    }

    [Fact]
    public async Task What_goes_is_told_in_actions_by_level_and_in_escalation_paths()
    {
        var removed = (await CommandRun.Of(sample.Folder, "rightsize", "developer", "--json")).Json.GetProperty("removed");
        Assert.True(removed.GetProperty("byAccessLevel").GetProperty("Permissions management").GetInt32() > 300);
        Assert.Contains("admin of 430000000030", removed.GetProperty("paths").EnumerateArray().Select(p => p.GetProperty("to").GetString()));
        Assert.Contains("admin of 420000000020", removed.GetProperty("pathsLeft").EnumerateArray().Select(p => p.GetProperty("to").GetString()));
        var admin = (await CommandRun.Of(sample.Folder, "rightsize", "production-admin", "--json")).Json.GetProperty("removed");
        Assert.Equal(["420000000020"], admin.GetProperty("administration").EnumerateArray().Select(a => a.GetString()));
    }

    [Fact]
    public async Task Logs_that_end_long_before_the_question_size_nobody()
    {
        var late = await CommandRun.Of(sample.Folder, "rightsize", "developer", "--as-of", "2026-12-20");
        Assert.Equal(2, late.Code);
        Assert.Contains("the logs of 430000000030 end on 2026-10-31, 50 days before the question (2026-12-20): too old", late.Error, StringComparison.Ordinal);
        var all = (await CommandRun.Of(sample.Folder, "rightsize", "--all", "--json", "--as-of", "2026-12-20")).Json;
        Assert.Contains("arn:aws:iam::430000000030:role/developer", all.GetProperty("refused").EnumerateArray().Select(r => r.GetProperty("principal").GetString()));
        var early = await CommandRun.Of(sample.Folder, "rightsize", "developer", "--days", "365");
        Assert.Contains("of the 365 days asked for", early.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_self_check_of_the_sample_finds_no_disagreement()
    {
        var check = (await CommandRun.Of(sample.Folder, "doctor", "--self-check", "--json")).Json.GetProperty("selfCheck");
        Assert.Equal(0, check.GetProperty("disagree").GetArrayLength());
        Assert.True(check.GetProperty("replayed").GetInt64() > 10_000);
        Assert.Equal(["arn:aws:iam::420000000020:role/payments-worker"], check.GetProperty("setApart").EnumerateArray().Select(p => p.GetString()));
    }

    [Fact]
    public async Task Results_of_several_accounts_lie_in_folders_of_their_own_and_each_is_one_module_to_Terraform()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await CommandRun.Of(sample.Folder, "rightsize", "--all", "--format", "terraform", "--output", folder.Path)).Code);
        Assert.True(File.Exists(folder["420000000020/report-reader.tf"]));
        Assert.True(File.Exists(folder["420000000020/report-reader.md"]));
        Assert.True(File.Exists(folder["440000000040/OrganizationAccountAccessRole.tf"]));
        foreach (var module in Directory.GetDirectories(folder.Path))
        {
            var blocks = Directory.GetFiles(module, "*.tf").SelectMany(File.ReadLines).Where(l => l.StartsWith("resource ", StringComparison.Ordinal) || l.StartsWith("data ", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(blocks);
            Assert.Equal(blocks.Distinct(), blocks);
        }
    }

    [Theory]
    [InlineData("terraform", "resource \"aws_iam_role_policy\"")]
    [InlineData("cloudformation", "AWS::IAM::RolePolicy")]
    [InlineData("aws-cli", "aws iam put-role-policy --role-name 'report-reader'")]
    public async Task The_same_policy_in_the_words_of_other_tools(string format, string expected) =>
        Assert.Contains(expected, (await CommandRun.Of(sample.Folder, "rightsize", "report-reader", "--format", format)).Out, StringComparison.Ordinal);
}
