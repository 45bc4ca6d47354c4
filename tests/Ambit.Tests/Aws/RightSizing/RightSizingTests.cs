using System.Text.Json;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.RightSizing;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Tests.Aws.RightSizing;

public sealed class RightSizingTests
{
    private static readonly UsageWindow Window = UsageWindow.Before(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), 90);

    [Fact]
    public void A_role_with_all_of_S3_that_only_reads_keeps_two_actions_on_two_paths()
    {
        var result = Size(
            ["""{"Version":"2012-10-17","Statement":[{"Sid":"Everything","Effect":"Allow","Action":"s3:*","Resource":"*"}]}"""],
            [.. Enumerable.Range(1, 28).Select(d => Used("s3:GetObject", $"arn:aws:s3:::reports/daily/2026-10-{d:00}/sales.parquet")), Used("s3:ListBucket", "arn:aws:s3:::reports")],
            Trail("AWS::S3::Object"));
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"UsedS3GetObject","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/daily/*"},{"Sid":"UsedS3ListBucket","Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::reports"}]}""",
            result.After.Single().Document.GetRawText());
        Assert.True(result.Replay.Clean);
        Assert.Equal(29, result.Replay.Allowed);
        Assert.Empty(result.KeptUnproved);
    }

    [Fact]
    public void Conditions_stay_with_the_statement_they_held_in_and_denies_stay_whole()
    {
        var result = Size(
            ["""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["ec2:*"],"Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}},
              {"Sid":"Never","Effect":"Deny","Action":"ec2:TerminateInstances","Resource":"*"}]}
            """],
            [Used("ec2:DescribeInstances", null, ("aws:RequestedRegion", "eu-west-1"))]);
        var statements = result.After.Single().Document.GetProperty("Statement");
        Assert.Equal("""{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}""", statements[0].GetProperty("Condition").GetRawText());
        Assert.Equal("""{"Sid":"Never","Effect":"Deny","Action":"ec2:TerminateInstances","Resource":"*"}""", statements[1].GetRawText());
        Assert.True(result.Replay.Clean);
    }

    [Theory]
    [InlineData("true", null, """{"Sid":"UsedSqsPurgeQueue","Effect":"Allow","Action":"sqs:PurgeQueue","Resource":"arn:aws:sqs:eu-west-1:111122223333:q","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}""")]
    [InlineData("true", "false", """{"Sid":"UsedSqsPurgeQueue","Effect":"Allow","Action":"sqs:PurgeQueue","Resource":"arn:aws:sqs:eu-west-1:111122223333:q"}""")]
    public void Of_two_statements_the_one_with_a_condition_stays_unless_a_use_needed_the_other(string first, string? second, string statement)
    {
        var result = Size(
            ["""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"},
              {"Effect":"Allow","Action":"sqs:PurgeQueue","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}
            """],
            [.. new[] { first, second }.OfType<string>().Select(mfa => Used("sqs:PurgeQueue", $"arn:aws:sqs:eu-west-1:{SmallEstate.Account}:q", ("aws:MultiFactorAuthPresent", mfa)))]);
        Assert.Equal(statement, result.After.Single().Document.GetProperty("Statement")[0].GetRawText());
        Assert.True(result.Replay.Clean);
    }

    [Fact]
    public void A_condition_that_no_log_decides_is_undecided_and_never_allowed()
    {
        var result = Size(
            ["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:CreateQueue","Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/team":"shop"}}}]}"""],
            [Used("sqs:CreateQueue", $"arn:aws:sqs:eu-west-1:{SmallEstate.Account}:orders")]);
        Assert.Equal(0, result.Replay.Allowed);
        Assert.Equal(["aws:RequestTag/team"], result.Replay.Undecided.Single().Keys);
        Assert.Empty(result.Replay.WouldDeny);
    }

    [Fact]
    public void Data_events_that_no_trail_records_are_kept_and_labelled_where_the_statement_names_the_service()
    {
        var result = Size(
            [$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:eu-west-1:{{SmallEstate.Account}}:table/orders"}]}"""],
            [Used("dynamodb:DescribeTable", $"arn:aws:dynamodb:eu-west-1:{SmallEstate.Account}:table/orders")]);
        Assert.Contains(result.KeptUnproved, k => k.Permission == "dynamodb:PutItem" && k.Why.Contains("AWS::DynamoDB::Table"));
        Assert.DoesNotContain("dynamodb:DeleteTable", result.After.Single().Document.GetRawText());
        var recorded = Size(
            [$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:eu-west-1:{{SmallEstate.Account}}:table/orders"}]}"""],
            [Used("dynamodb:DescribeTable", $"arn:aws:dynamodb:eu-west-1:{SmallEstate.Account}:table/orders")],
            Trail("AWS::DynamoDB::Table"), Trail("AWS::DynamoDB::Stream"));
        Assert.Empty(recorded.KeptUnproved);
    }

    [Fact]
    public void What_no_log_shows_stays_apart_from_what_was_used_under_a_name_that_says_so()
    {
        var table = $"arn:aws:dynamodb:eu-west-1:{SmallEstate.Account}:table/orders";
        var result = Size(
            [$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:DescribeTable","dynamodb:GetItem"],"Resource":"{{table}}"}]}"""],
            [Used("dynamodb:DescribeTable", table)]);
        Assert.Equal(["UsedDynamodbDescribeTable", "NotObservableDynamodbGetItem"], result.After.Single().Document.GetProperty("Statement").EnumerateArray().Select(s => s.GetProperty("Sid").GetString()!));
    }

    [Fact]
    public void A_call_that_need_not_name_a_resource_is_kept_on_everything_and_one_that_must_on_its_types()
    {
        var result = Size(["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cloudwatch:GetMetricData","dynamodb:Query"],"Resource":"*"}]}"""], []);
        var kept = result.After.Single().Document.GetProperty("Statement").EnumerateArray().ToDictionary(s => s.GetProperty("Action").GetString()!, s => s.GetProperty("Resource").GetString());
        Assert.Equal("*", kept["cloudwatch:GetMetricData"]);
        Assert.Equal($"arn:aws:dynamodb:*:{SmallEstate.Account}:table/*", kept["dynamodb:Query"]);
    }

    [Fact]
    public void A_statement_whose_resources_an_action_never_takes_keeps_nothing_of_it()
    {
        var result = Size(["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sagemaker:*","Resource":"arn:aws:sagemaker:*:*:flow-definition/*"}]}"""], []);
        Assert.DoesNotContain(result.KeptUnproved, k => k.Permission == "sagemaker:InvokeEndpoint");
    }

    [Fact]
    public void What_a_call_is_decided_on_besides_stays_although_no_record_names_it()
    {
        var place = $"eu-west-1:{SmallEstate.Account}";
        var result = Size(
            ["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ec2:RunInstances","glue:GetTable"],"Resource":"*"}]}"""],
            [
                Used("ec2:RunInstances", $"arn:aws:ec2:{place}:instance/*"), Used("ec2:RunInstances", "arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0"), Used("ec2:RunInstances", $"arn:aws:ec2:{place}:subnet/subnet-0a"),
                Used("glue:GetTable", $"arn:aws:glue:{place}:table/d/t"), Used("glue:GetTable", $"arn:aws:glue:{place}:database/d"),
            ]);
        var resources = result.After.Single().Document.GetProperty("Statement").EnumerateArray().ToDictionary(s => s.GetProperty("Action").GetString()!, s => s.GetProperty("Resource").GetRawText());
        Assert.Contains($"{place}:volume/*", resources["ec2:RunInstances"], StringComparison.Ordinal);
        Assert.Contains($"{place}:catalog\"", resources["glue:GetTable"], StringComparison.Ordinal);
        Assert.True(result.Proof!.NeverWider);
    }

    [Theory]
    [InlineData("s3:PutObject", "arn:aws:s3:::logs/2026/10/01/a.gz", "arn:aws:s3:::logs/*")]
    [InlineData("s3:PutObject", "arn:aws:s3:::app/config/v123.json", "arn:aws:s3:::app/config/v123.json")]
    [InlineData("states:DescribeExecution", "arn:aws:states:eu-west-1:111122223333:execution:order:11111111-2222-3333-4444-555555555555", "arn:aws:states:eu-west-1:111122223333:execution:order:*")]
    public void What_will_not_come_again_becomes_a_star_even_where_it_was_met_alone(string action, string seen, string expected)
    {
        var result = Size([$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}"""], [Used(action, seen)], Trail("AWS::S3::Object"));
        Assert.Equal(expected, result.After.Single().Document.GetProperty("Statement")[0].GetProperty("Resource").GetString());
    }

    [Fact]
    public void A_profile_is_no_role_so_that_of_one_nobody_knows_today_s_roles_stay()
    {
        var roles = $"arn:aws:iam::{SmallEstate.Account}:role/app-*";
        var result = Size([$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":["{{roles}}","arn:aws:iam::{{SmallEstate.Account}}:instance-profile/*"]}]}"""], [Used("iam:PassRole", $"arn:aws:iam::{SmallEstate.Account}:instance-profile/web")]);
        Assert.Contains(roles, result.After.Single().Document.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_star_keeps_nothing_unlogged_of_services_that_nobody_used()
    {
        var result = Size(
            ["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""],
            [Used("iam:ListRoles", null)]);
        Assert.Equal("iam:ListRoles", result.After.Single().Document.GetProperty("Statement")[0].GetProperty("Action").GetString());
        Assert.Single(result.After.Single().Document.GetProperty("Statement").EnumerateArray());
    }

    [Fact]
    public void Taking_one_used_action_out_of_the_policy_shows_in_the_replay()
    {
        var sizing = new AwsRightSizing(new AwsWorld(SmallEstate.Of("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""")));
        var proposed = JsonElement.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}""");
        var replay = sizing.Replay(SmallEstate.Role, proposed, [Used("s3:GetObject", "arn:aws:s3:::reports/a"), Used("s3:ListBucket", "arn:aws:s3:::reports")]);
        Assert.Equal(("s3:GetObject", 1L), (replay.WouldDeny.Single().Action, replay.WouldDeny.Single().Count));
        Assert.Equal(1, replay.Allowed);
    }

    [Fact]
    public void An_inline_policy_over_the_limit_becomes_managed_policies_that_fit()
    {
        var uses = Enumerable.Range(0, 400).Select(i => Used("sqs:PurgeQueue", $"arn:aws:sqs:eu-west-1:{SmallEstate.Account}:queue-with-a-rather-long-name-{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}")).ToList();
        var result = Size(["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}"""], uses, ResourceRule.Exact);
        Assert.True(result.After.Count > 1);
        Assert.All(result.After, p => Assert.True(p.Characters <= 6144 && p.Kind == "managed"));
        Assert.True(result.Replay.Clean);
    }

    [Fact]
    public void A_variable_of_the_original_stays_a_variable()
    {
        var result = Size(
            ["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:PrincipalAccount}/*"}]}"""],
            [Used("s3:GetObject", $"arn:aws:s3:::home/{SmallEstate.Account}/a")], Trail("AWS::S3::Object"));
        Assert.Equal("arn:aws:s3:::home/${aws:PrincipalAccount}/*", result.After.Single().Document.GetProperty("Statement")[0].GetProperty("Resource").GetString());
        Assert.True(result.Replay.Clean);
    }

    [Fact]
    public void A_secret_asked_for_by_name_and_an_instance_not_yet_made_stay_patterns()
    {
        var secret = $"arn:aws:secretsmanager:eu-west-1:{SmallEstate.Account}:secret:db-??????";
        var instances = $"arn:aws:ec2:eu-west-1:{SmallEstate.Account}:instance/*";
        var result = Size(
            ["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["secretsmanager:*","ec2:*"],"Resource":"*"}]}"""],
            [Used("secretsmanager:GetSecretValue", secret), Used("ec2:RunInstances", instances)]);
        Assert.All([instances, secret], r => Assert.Contains($"\"{r}\"", result.After.Single().Document.GetRawText(), StringComparison.Ordinal));
        Assert.True(result.Proof!.NeverWider);
        Assert.True(result.Replay.Clean);
    }

    [Fact]
    public void Members_of_a_group_keep_each_their_own_variable()
    {
        var estate = SmallEstate.Of([]) with
        {
            Users = [.. Users("ada", "bea")],
            Groups = [new AwsGroup
            {
                Arn = Team, Account = SmallEstate.Account, Name = "team",
                InlinePolicies = [new PolicyText("keys", JsonElement.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*AccessKey*","Resource":"arn:aws:iam::*:user/${aws:username}"}]}"""), default)],
            }],
        };
        var sizing = new AwsRightSizing(new AwsWorld(estate));
        var uses = new[] { "ada", "bea" }.Select(n => Used("iam:ListAccessKeys", $"arn:aws:iam::{SmallEstate.Account}:user/{n}") with { Principal = $"arn:aws:iam::{SmallEstate.Account}:user/{n}" }).ToList();
        var result = sizing.Size(sizing.Find(Team)!, uses, new SizingOptions(Window)).Single();
        Assert.Equal("arn:aws:iam::*:user/${aws:username}", result.After.Single().Document.GetProperty("Statement")[0].GetProperty("Resource").GetString());
        Assert.Equal((true, 2L), (result.Proof!.NeverWider, result.Replay.Allowed));
    }

    private const string Team = $"arn:aws:iam::{SmallEstate.Account}:group/team";

    private static IEnumerable<AwsUser> Users(params string[] names) =>
        names.Select(n => new AwsUser { Arn = $"arn:aws:iam::{SmallEstate.Account}:user/{n}", Account = SmallEstate.Account, Name = n, Groups = [Team] });

    internal static RightSized Size(IReadOnlyList<string> policies, IReadOnlyList<UsageRow> uses, params IReadOnlyList<AwsResource> trails) =>
        Size(policies, uses, ResourceRule.Path, trails);

    internal static RightSized Size(IReadOnlyList<string> policies, IReadOnlyList<UsageRow> uses, ResourceRule rule, params IReadOnlyList<AwsResource> trails)
    {
        var sizing = new AwsRightSizing(new AwsWorld(SmallEstate.Of([.. policies.Select((p, i) => new PolicyText($"p{i}", JsonElement.Parse(p), default))], trails)));
        return sizing.Size(sizing.Find(SmallEstate.Role)!, uses, new SizingOptions(Window, rule)).Single();
    }

    internal static UsageRow Used(string action, string? resource, params (string Key, string Value)[] context) => new(
        "aws", SmallEstate.Role, action, resource, new DateOnly(2026, 10, 1), UsageContext.Of(context.Select(c => KeyValuePair.Create(c.Key, c.Value))), UseOutcome.Used, MappingBasis.Table, "",
        1, new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero));

    private static AwsResource Trail(string type) => new(
        $"arn:aws:cloudtrail:eu-west-1:{SmallEstate.Account}:trail/{type}", "AWS::CloudTrail::Trail", SmallEstate.Account, "eu-west-1", type, new Dictionary<string, string>(), null, true,
        JsonElement.Parse($$$"""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["{{{type}}}"]}]}]}"""));
}
