using Ambit.Aws;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.RightSizing;
using Ambit.Tests.Aws.Access;
using Ambit.Tests.Aws.CloudTrail;
using Ambit.Usage;

namespace Ambit.Tests.Aws;

/// <summary>Whom a change of policies bears on, as far as its request tells.</summary>
public sealed class PolicyChangesTests
{
    private const string Management = "999999999999";
    private const string Scp = "arn:aws:organizations::999999999999:policy/o-1/service_control_policy/p-12345678";

    [Theory]
    [InlineData("AttachPolicy", "ou-1-a", "a")]
    [InlineData("DetachPolicy", SmallEstate.B, "b")]
    [InlineData("AttachPolicy", "r-1", "a b")]
    [InlineData("UpdatePolicy", "p-12345678", "a")]
    [InlineData("UpdatePolicy", "p-unknown1", "a b")]
    [InlineData("MoveAccount", SmallEstate.A, "a")]
    [InlineData("AttachPolicy", null, "a b")]
    public void A_guardrail_bears_on_those_beneath_what_the_request_names(string call, string? about, string users) =>
        Assert.Equal(users.Split(' '), Changes().Of($"organizations:{call}", null, about)!.Principals.Where(p => p.Contains(":user/", StringComparison.Ordinal)).Select(Short).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("b", "")]
    public void Who_joins_or_leaves_a_group_is_told_by_the_request(string user, string users)
    {
        foreach (var call in (string[])["AddUserToGroup", "RemoveUserFromGroup"])
            Assert.Equal(users, string.Join(' ', Changes().Of($"iam:{call}", $"arn:aws:iam::{SmallEstate.A}:group/g", user)!.Principals.Select(Short)));
    }

    [Theory]
    [InlineData("iam", "RemoveUserFromGroup", """{"groupName":"g","userName":"ada"}""", "ada")]
    [InlineData("organizations", "AttachPolicy", """{"policyId":"p-12345678","targetId":"ou-1-a"}""", "ou-1-a")]
    [InlineData("organizations", "UpdatePolicy", """{"policyId":"p-12345678","content":"x"}""", "p-12345678")]
    [InlineData("iam", "GetUser", """{"userName":"ada"}""", null)]
    public void A_use_keeps_what_the_change_was_about(string service, string call, string request, string? about)
    {
        var json = TrailSample.Event();
        (json["eventSource"], json["eventName"], json["requestParameters"]) = ($"{service}.amazonaws.com", call, System.Text.Json.Nodes.JsonNode.Parse(request));
        Assert.Equal(about, Assert.Single(TrailSample.Read(json.ToJsonString()).Rows().Select(r => r.Context.Value(UsageContext.Changed)).Distinct()));
    }

    private static PolicyChanges Changes()
    {
        var nodes = new OrganizationNode[]
        {
            new("r-1", "root", "root", null, [], null), new("ou-1-a", "organizationalUnit", "a", "r-1", [new PolicyText(Scp, default, default)], null),
            new(SmallEstate.A, "account", "a", "ou-1-a", [], null), new(SmallEstate.B, "account", "b", "r-1", [], null), new(Management, "account", "m", "r-1", [], null),
        };
        var estate = SmallEstate.Empty with
        {
            Accounts = [SmallEstate.Account(SmallEstate.A), SmallEstate.Account(SmallEstate.B), SmallEstate.Account(Management)],
            Users = [SmallEstate.User("a"), SmallEstate.User("b", account: SmallEstate.B), SmallEstate.User("m", account: Management)],
            Organizations = [new AwsOrganization("o-1", Management, nodes.ToDictionary(n => n.Id), true, null, new Dictionary<string, IReadOnlyList<string>>())],
        };
        return new PolicyChanges(estate, new AwsRightSizing(new AwsWorld(estate)));
    }

    private static string Short(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
