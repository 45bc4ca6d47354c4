using System.Text.Json;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.RightSizing;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Tests.Aws.RightSizing;

/// <summary>What other tools are told: whole, in the order that leaves nobody without rights, and as they would write it themselves.</summary>
public sealed class OutputTests
{
    private const string Set = "arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-aaaabbbbccccdddd";
    private const string Reserved = $"arn:aws:iam::{SmallEstate.Account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef";
    private const string Boundary = $"arn:aws:iam::{SmallEstate.Account}:policy/edge";
    private const string Shared = $"arn:aws:iam::{SmallEstate.Account}:policy/shared";
    private static readonly UsageWindow Window = UsageWindow.Before(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), 90);

    [Fact]
    public void CloudFormation_gets_the_permission_set_whole_with_its_boundary_and_session()
    {
        var set = JsonElement.Parse(Rendered(Set, "cloudformation")).GetProperty("Resources").EnumerateObject().Single().Value;
        Assert.Equal("AWS::SSO::PermissionSet", set.GetProperty("Type").GetString());
        var properties = set.GetProperty("Properties");
        Assert.Equal("PT4H", properties.GetProperty("SessionDuration").GetString());
        Assert.Equal("sqs:PurgeQueue", properties.GetProperty("InlinePolicy").GetProperty("Statement")[0].GetProperty("Action").GetString());
        Assert.Equal(0, properties.GetProperty("ManagedPolicies").GetArrayLength());
        Assert.Equal(
            """{"Name":"edge","Path":"/ops/"}""", properties.GetProperty("PermissionsBoundary").GetProperty("CustomerManagedPolicyReference").GetRawText().Replace(" ", "").Replace("\n", ""));
    }

    [Fact]
    public void The_AWS_CLI_takes_what_is_attached_off_the_set_and_provisions_it()
    {
        var script = Rendered(Set, "aws-cli");
        string[] steps = ["put-inline-policy-to-permission-set", "detach-managed-policy-from-permission-set", "detach-customer-managed-policy-reference-from-permission-set", "provision-permission-set"];
        Assert.Equal(steps, steps.OrderBy(s => script.IndexOf(s, StringComparison.Ordinal)));
        Assert.All(steps, s => Assert.Contains(s, script, StringComparison.Ordinal));
        Assert.Contains("Name='extra',Path='/ops/'", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Terraform_is_written_as_its_own_formatter_writes_it() => Assert.Contains(
        $"""
          instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
          permission_set_arn = "{Set}"
          inline_policy      = "
        """, Rendered(Set, "terraform"), StringComparison.Ordinal);

    [Fact]
    public void A_boundary_of_AWS_s_own_is_replaced_by_setting_another_and_never_attached_as_a_policy()
    {
        var script = Rendered("arn:aws:iam::aws:policy/PowerUserAccess", "aws-cli");
        Assert.Contains("aws iam put-role-permissions-boundary --role-name 'app' --permissions-boundary \"$arn\"", script, StringComparison.Ordinal);
        Assert.DoesNotContain("attach-role-policy", script, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_the_owner_s_is_a_new_version_and_stays_attached()
    {
        var script = Rendered(Shared, "aws-cli");
        Assert.Contains($"aws iam create-policy-version --policy-arn '{Shared}'", script, StringComparison.Ordinal);
        Assert.DoesNotContain("detach", script, StringComparison.Ordinal);
        Assert.DoesNotContain("attachment", Rendered(Shared, "terraform"), StringComparison.Ordinal);
    }

    private static string Rendered(string subject, string format)
    {
        var estate = Estate();
        var sizing = new AwsRightSizing(new AwsWorld(estate));
        var found = sizing.Find(subject)!;
        var uses = found.Holders.Select(h => RightSizingTests.Used("sqs:PurgeQueue", $"arn:aws:sqs:eu-west-1:{SmallEstate.Account}:orders") with { Principal = h }).ToList();
        return sizing.Render(sizing.Size(found, uses, new SizingOptions(Window)).Single(), format).Single().Content;
    }

    private static AwsEstate Estate()
    {
        const string All = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}""";
        var estate = SmallEstate.Of([new PolicyText("own", JsonElement.Parse(All), default)], [], [Shared]);
        var role = estate.Roles[0] with { Boundary = "arn:aws:iam::aws:policy/PowerUserAccess" };
        return estate with
        {
            Roles = [role, role with { Arn = Reserved, Name = "AWSReservedSSO_Ops_0123456789abcdef", Path = "/aws-reserved/sso.amazonaws.com/", Boundary = Boundary, AttachedPolicies = ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"] }],
            ManagedPolicies = new[] { Shared, Boundary }.ToDictionary(a => a, a => new AwsManagedPolicy(a, new PolicyText(a, JsonElement.Parse(All), default), "v1", new Dictionary<string, PolicyText>(), FromCatalogue: false)),
            IdentityCenter = IdentityCenter.None with
            {
                PermissionSets = [new PermissionSet(Set, "Ops", "arn:aws:sso:::instance/ssoins-1111222233334444", null, ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"], ["/ops/extra"], null, "/ops/edge", "PT4H")],
            },
        };
    }
}
