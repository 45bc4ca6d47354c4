using System.Text.Json.Nodes;
using Ambit.Usage;

namespace Ambit.Tests.Aws.CloudTrail;

public sealed class CallUsesTests
{
    public static TheoryData<string, string, string> Calls()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in TrailSample.Cases("uses.json"))
            rows.Add((string)row!["name"]!, row["event"]!.ToJsonString(), string.Join('\n', row["uses"]!.AsArray().Select(a => (string)a!).Order(StringComparer.Ordinal)));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_stands_for_its_uses(string name, string parts, string uses)
    {
        Assert.NotEmpty(name);
        var rollup = TrailSample.Read(TrailSample.Event(JsonNode.Parse(parts)).ToJsonString());
        Assert.Equal(0, rollup.BadCount);
        Assert.Equal(uses, string.Join('\n', TrailSample.Uses(rollup)));
    }

    [Theory]
    [InlineData("ValidationException", "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/job", "Refused iam:PassRole arn:aws:iam::111122223333:role/job")]
    [InlineData("ValidationException", "User: arn:aws:sts::111122223333:assumed-role/job/Glue is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k", "Used glue:CreateJob")]
    [InlineData("ValidationException", "User is not authorized to perform: glue:CreateJob", "Refused glue:CreateJob")]
    [InlineData("ThrottlingException", "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: glue:CreateJob", "Untold glue:CreateJob")]
    [InlineData("ForbiddenException", "Forbidden", "Refused glue:CreateJob")]
    public void Words_about_the_caller_are_a_refusal_whatever_the_code_and_words_about_a_service_s_role_are_none(string code, string message, string expected)
    {
        var uses = TrailSample.Uses(TrailSample.Read(TrailSample.Event(new JsonObject { ["eventSource"] = "glue.amazonaws.com", ["eventName"] = "CreateJob", ["errorCode"] = code, ["errorMessage"] = message }).ToJsonString()));
        Assert.Contains(uses, u => u.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_that_acts_with_the_caller_s_rights_credits_the_caller_and_says_so()
    {
        var call = TrailSample.Event(JsonNode.Parse("""{"eventSource":"kms.amazonaws.com","eventName":"Decrypt"}"""));
        call["userIdentity"]!["invokedBy"] = "s3.amazonaws.com";
        var row = Assert.Single(TrailSample.Read(call.ToJsonString()).Rows());
        var context = row.Context.ToDictionary();
        Assert.Equal(["true"], context["aws:ViaAWSService"]);
        Assert.Equal(["s3.amazonaws.com"], context["aws:CalledVia"]);
        Assert.Equal(["s3.eu-west-1.amazonaws.com"], context["kms:ViaService"]);
        Assert.False(context.ContainsKey("aws:SourceIp"));
    }

    [Fact]
    public void A_passed_role_names_the_service_that_gets_it()
    {
        var call = TrailSample.Event(JsonNode.Parse(
            """{"eventSource":"ecs.amazonaws.com","eventName":"RegisterTaskDefinition","requestParameters":{"family":"f","taskRoleArn":"arn:aws:iam::111122223333:role/t"}}"""));
        var row = Assert.Single(TrailSample.Read(call.ToJsonString()).Rows(), r => r.Action == "iam:PassRole");
        Assert.Equal(["ecs-tasks.amazonaws.com"], row.Context.ToDictionary()["iam:PassedToService"]);
        Assert.Equal(MappingBasis.Inferred, row.Basis);
    }

    [Theory]
    [InlineData("ec2", "RunInstances", """{"iamInstanceProfile":{"name":"web"},"instancesSet":{"items":[{"minCount":1}]}}""")]
    [InlineData("ec2", "RunInstances", """{"iamInstanceProfile":{"arn":"arn:aws:iam::111122223333:instance-profile/web"}}""")]
    [InlineData("ec2", "AssociateIamInstanceProfile", """{"iamInstanceProfile":{"name":"web"},"instanceId":"i-0123456789abcdef0"}""")]
    [InlineData("autoscaling", "CreateLaunchConfiguration", """{"iamInstanceProfile":"web","launchConfigurationName":"l"}""")]
    public void A_call_with_an_instance_profile_passes_the_role_in_it(string source, string name, string request)
    {
        var call = TrailSample.Event(JsonNode.Parse($$"""{"eventSource":"{{source}}.amazonaws.com","eventName":"{{name}}","requestParameters":{{request}}}"""));
        var row = Assert.Single(TrailSample.Read(call.ToJsonString()).Rows(), r => r.Action == "iam:PassRole");
        Assert.Equal("arn:aws:iam::111122223333:instance-profile/web", row.Resource);
        Assert.Equal(["ec2.amazonaws.com"], row.Context.ToDictionary()["iam:PassedToService"]);
    }

    [Fact]
    public void An_address_is_kept_exactly_for_people_and_as_a_network_for_workloads()
    {
        var person = Assert.Single(TrailSample.Read(TrailSample.Event().ToJsonString()).Rows()).Context.ToDictionary();
        Assert.Equal(["203.0.113.7"], person["aws:SourceIp"]);
        var call = TrailSample.Event();
        call["vpcEndpointId"] = "vpce-1";
        var behind = Assert.Single(TrailSample.Read(call.ToJsonString()).Rows()).Context.ToDictionary();
        Assert.Equal(["vpce-1"], behind["aws:SourceVpce"]);
        Assert.Equal(["203.0.113.0/24"], behind["ambit:SourceNetwork"]);
        Assert.False(behind.ContainsKey("aws:SourceIp"));
    }

    [Fact]
    public void Calls_that_differ_only_in_what_no_permission_asks_are_one_row()
    {
        var lines = Enumerable.Range(0, 50).Select(i =>
        {
            var call = TrailSample.Event(JsonNode.Parse($$"""{"requestParameters":{"marker":"{{i}}"},"requestID":"{{i}}"}"""), $"e-{i}");
            call["userIdentity"]!["accessKeyId"] = $"ASIA{i}";
            return call.ToJsonString();
        });
        Assert.Equal(50, Assert.Single(TrailSample.Read(string.Join('\n', lines)).Rows()).Count);
    }

    [Fact]
    public void What_maps_to_nothing_is_listed_and_never_guessed()
    {
        var rollup = TrailSample.Read(TrailSample.Event(JsonNode.Parse("""{"eventName":"NotCreateUser"}""")).ToJsonString());
        Assert.Empty(rollup.Rows());
        Assert.Equal("NotCreateUser", Assert.Single(rollup.UnmappedCalls).EventName);
    }
}
