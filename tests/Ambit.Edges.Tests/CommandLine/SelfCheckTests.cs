using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ambit.Edges.Tests.CommandLine;

/// <summary>The self-check on logs of an account whose policies changed, and whose refusals say why.</summary>
public sealed class SelfCheckTests
{
    private const string Account = "111122223333";

    [Theory]
    [InlineData("s3:PutObject", "because no identity-based policy allows the s3:PutObject action", null)]
    [InlineData("s3:PutObject", "with an explicit deny in an identity-based policy", "explicit identity")]
    [InlineData("s3:GetObject", "with an explicit deny in a service control policy", "explicit scp")]
    [InlineData("s3:DeleteObject", "with an explicit deny in an identity-based policy", null)]
    [InlineData("s3:DeleteObject", "because no identity-based policy allows the s3:DeleteObject action", "implicit identity")]
    [InlineData("s3:GetObject", "because no session policy allows the s3:GetObject action", null)]
    public async Task A_refusal_with_another_reason_than_ours_is_listed_with_both(string action, string tail, string? listed)
    {
        var check = await Check(Refused("app", action, "b/k", tail));
        Assert.Equal(listed, Assert.Single(check.GetProperty("disagree").EnumerateArray().Select(d => d.GetProperty("loggedReason").GetString()).DefaultIfEmpty()));
    }

    [Fact]
    public async Task What_came_before_a_change_that_bears_on_it_is_set_apart_and_what_came_after_is_decided()
    {
        // Today's policies allow `app` to read from bucket `b` only; all of these succeeded.
        var check = await Check(
            Call("app", 3, "s3", "GetObject", "other/k"),
            Call("admin", 5, "iam", "PutRolePolicy", request: """{"roleName":"app","policyName":"own"}"""),
            Call("app", 7, "s3", "GetObject", "b/k"),
            Call("worker", 3, "s3", "GetObject", "shared/k"),
            Call("admin", 5, "s3", "PutBucketPolicy", "shared"),
            Call("worker", 7, "s3", "GetObject", "wide/k"),
            Call("worker", 3, "s3", "GetObject", "wide/k", """,'vpcEndpointId':'vpce-1'"""),
            Call("admin", 4, "ec2", "ModifyVpcEndpoint", request: """{"ModifyVpcEndpointRequest":{"VpcEndpointId":"vpce-1"}}"""));

        // The call that changed a bucket's policy was itself decided by the one before.
        Assert.Equal([Role("admin"), Role("app"), Role("worker")], check.GetProperty("setApart").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(4, check.GetProperty("setApartCalls").GetInt64());
        Assert.Equal([$"{Role("worker")} wide/k"], check.GetProperty("disagree").EnumerateArray().Select(d => $"{d.GetProperty("principal").GetString()} {d.GetProperty("resource").GetString()!["arn:aws:s3:::".Length..]}"));
    }

    [Fact]
    public async Task Who_left_a_group_is_set_apart_and_who_stayed_in_it_is_decided()
    {
        var check = await Check(
            Call("ada", 3, "s3", "GetObject", "b/k"),
            Call("bob", 3, "s3", "GetObject", "b/k"),
            Call("admin", 5, "iam", "RemoveUserFromGroup", request: """{"groupName":"readers","userName":"ada"}"""));
        Assert.Equal([User("ada")], check.GetProperty("setApart").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(2, check.GetProperty("agree").GetInt64());
    }

    private static async Task<JsonElement> Check(params string[] events)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder[Account]);
        File.WriteAllText(folder[$"{Account}/auth.json"], Details().ToJsonString());
        File.WriteAllText(folder[$"{Account}/log.json"], $$"""{"Records":[{{string.Join(',', events.Select((e, i) => e.Replace("ID", $"00000000-0000-4000-8000-{i:d12}", StringComparison.Ordinal)))}}]}""");
        Assert.Equal(0, (await CommandRun.Of(folder.Path, "scan", Account)).Code);
        return (await CommandRun.Of(folder.Path, "doctor", "--self-check", "--json")).Json.GetProperty("selfCheck");
    }

    private static JsonObject Details() => new()
    {
        ["UserDetailList"] = new JsonArray(Member("ada"), Member("bob", "readers")),
        ["GroupDetailList"] = new JsonArray(new JsonObject
        {
            ["Path"] = "/",
            ["GroupName"] = "readers",
            ["GroupId"] = "AGPAREADERSXXXXXXXXX",
            ["Arn"] = $"arn:aws:iam::{Account}:group/readers",
            ["CreateDate"] = "2024-01-01T00:00:00Z",
            ["GroupPolicyList"] = new JsonArray(Policy("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}""")),
            ["AttachedManagedPolicies"] = new JsonArray(),
        }),
        ["Policies"] = new JsonArray(),
        ["RoleDetailList"] = new JsonArray(
            Details("app", """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"},{"Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"}"""),
            Details("worker", """{"Effect":"Deny","Action":"s3:*","Resource":["arn:aws:s3:::shared/*","arn:aws:s3:::wide/*"]}"""),
            Details("admin", """{"Effect":"Allow","Action":"*","Resource":"*"}""")),
    };

    private static JsonObject Details(string name, string statements) => new()
    {
        ["Path"] = "/",
        ["RoleName"] = name,
        ["RoleId"] = $"AROA{name.ToUpperInvariant(),16}".Replace(' ', 'X'),
        ["Arn"] = Role(name),
        ["CreateDate"] = "2024-01-01T00:00:00Z",
        ["AssumeRolePolicyDocument"] = JsonNode.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""),
        ["RolePolicyList"] = new JsonArray(Policy(statements)),
        ["AttachedManagedPolicies"] = new JsonArray(),
        ["InstanceProfileList"] = new JsonArray(),
    };

    private static JsonObject Member(string name, params string[] groups) => new()
    {
        ["Path"] = "/",
        ["UserName"] = name,
        ["UserId"] = $"AIDA{name.ToUpperInvariant(),16}".Replace(' ', 'X'),
        ["Arn"] = User(name),
        ["CreateDate"] = "2024-01-01T00:00:00Z",
        ["GroupList"] = new JsonArray([.. groups.Select(g => JsonValue.Create(g))]),
        ["AttachedManagedPolicies"] = new JsonArray(),
    };

    private static JsonObject Policy(string statements) =>
        new() { ["PolicyName"] = "own", ["PolicyDocument"] = JsonNode.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""") };

    private static string User(string name) => $"arn:aws:iam::{Account}:user/{name}";

    private static string Role(string name) => $"arn:aws:iam::{Account}:role/{name}";

    private static string Refused(string role, string action, string on, string tail) => Call(
        role, 3, action[..action.IndexOf(':')], action[(action.IndexOf(':') + 1)..], on,
        $",'errorCode':'AccessDenied','errorMessage':'User: arn:aws:sts::{Account}:assumed-role/{role}/s is not authorized to perform: {action} on resource: \\\"arn:aws:s3:::{on}\\\" {tail}'");

    private static string Call(string role, int day, string service, string name, string on = "", string more = "", string? request = null)
    {
        var (bucket, key) = on.IndexOf('/') is > 0 and var slash ? (on[..slash], on[(slash + 1)..]) : (on, null);
        var identity = role is "ada" or "bob"
            ? $$"""{'type':'IAMUser','principalId':'AIDAX','accountId':'{{Account}}','arn':'{{User(role)}}','userName':'{{role}}'}"""
            : $$$"""{'type':'AssumedRole','principalId':'AROAX:s','accountId':'{{{Account}}}','arn':'arn:aws:sts::{{{Account}}}:assumed-role/{{{role}}}/s','sessionContext':{'sessionIssuer':{'type':'Role','arn':'{{{Role(role)}}}','accountId':'{{{Account}}}','userName':'{{{role}}}' } } }""";
        request ??= key is null ? $$"""{"bucketName":"{{bucket}}"}""" : $$"""{"bucketName":"{{bucket}}","key":"{{key}}"}""";
        return $$"""
            {'eventVersion':'1.11','eventID':'ID','eventTime':'2026-05-0{{day}}T10:00:00Z','eventType':'AwsApiCall','eventSource':'{{service}}.amazonaws.com','eventName':'{{name}}','awsRegion':'eu-west-1','recipientAccountId':'{{Account}}','userIdentity':{{identity}},'sourceIPAddress':'198.51.100.7','requestParameters':{{request}}{{more}} }
            """.Replace('\'', '"');
    }
}
