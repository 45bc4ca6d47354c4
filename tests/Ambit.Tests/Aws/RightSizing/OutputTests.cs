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
        $$"""
          instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
          permission_set_arn = "{{Set}}"
          inline_policy = jsonencode({
            Version = "2012-10-17"
            Statement = [
              {
                Sid      = "UsedSqsPurgeQueue"
                Effect   = "Allow"
                Action   = "sqs:PurgeQueue"
                Resource = "arn:aws:sqs:eu-west-1:{{SmallEstate.Account}}:orders"
              },
        """, Rendered(Set, "terraform"), StringComparison.Ordinal);

    [Fact]
    public void Terraform_leaves_nothing_on_an_identity_beside_the_new_policy()
    {
        var text = Rendered(SmallEstate.Role, "terraform");
        Assert.Contains("policy_names = [aws_iam_role_policy.", text, StringComparison.Ordinal);
        Assert.Contains("policy_arns = []", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("terraform")]
    [InlineData("aws-cli")]
    public void A_role_of_Identity_Center_s_is_left_to_its_permission_set(string format)
    {
        var text = Rendered(Reserved, format);
        Assert.Contains("change the permission set", text, StringComparison.Ordinal);
        Assert.DoesNotContain("iam_role_policy", text, StringComparison.Ordinal);
        Assert.DoesNotContain("aws iam put", text, StringComparison.Ordinal);
    }

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

    [Fact]
    public void Names_of_strangers_are_one_word_to_the_shell_text_to_Terraform_and_plain_to_the_disk()
    {
        string[] names = ["-dash", "a'b\"c", "x$(id)`id`", "${x}%{if true}", "a.b", "a_b", new string('n', 200), "é"];
        var estate = SmallEstate.Of(names.Select(n => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:it's ${*}{{n.Length}} %{x}"}]}""").ToArray());
        var sizing = new AwsRightSizing(new AwsWorld(estate with { Roles = [.. names.Select(n => estate.Roles[0] with { Name = n, Arn = $"arn:aws:iam::{SmallEstate.Account}:role/{n}" })] }));
        var sized = names.Select(n => sizing.Size(sizing.Find($"arn:aws:iam::{SmallEstate.Account}:role/{n}")!, [], new SizingOptions(Window)).Single()).ToList();
        Assert.All(sized.Zip(names), s => Assert.Contains(s.Second, Words(sizing.Render(s.First, "aws-cli").Single().Content)));
        var blocks = sized.SelectMany(s => sizing.Render(s, "terraform")).SelectMany(f => f.Content.Split('\n')).Where(l => l.StartsWith("resource \"aws_iam_role_policy\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(names.Length, blocks.Distinct().Count());
        Assert.All(sized.SelectMany(s => sizing.Formats.SelectMany(f => sizing.Render(s, f))), f =>
        {
            Assert.Matches("^[A-Za-z0-9_][A-Za-z0-9._-]{0,250}$", f.File);
            Assert.DoesNotMatch(@"[^$]\$\{x|[^%]%\{", f.File.EndsWith(".tf", StringComparison.Ordinal) ? string.Join('\n', f.Content.Split('\n').Where(l => !l.StartsWith('#'))) : "");
        });
    }

    /// <summary>The words of a script as a POSIX shell takes them apart, comments left out; anything but plain and quoted text fails.</summary>
    private static List<string> Words(string script)
    {
        var words = new List<string>();
        foreach (var line in script.Split('\n').Where(l => l.StartsWith("aws ", StringComparison.Ordinal)))
        {
            var word = new System.Text.StringBuilder();
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i] == '\'')
                {
                    var end = line.IndexOf('\'', i + 1);
                    word.Append(line, i + 1, end - i - 1);
                    i = end;
                }
                else if (line[i] == '\\')
                    word.Append(line[++i]);
                else if (line[i] is ' ' or '=')
                {
                    words.Add(word.ToString());
                    word.Clear();
                }
                else
                {
                    Assert.DoesNotContain(line[i], "$`\"|&;<>(){}*?[]");
                    word.Append(line[i]);
                }
            }

            words.Add(word.ToString());
        }

        return words;
    }

    [Fact]
    public void A_boundary_stays_one_policy_however_much_was_used()
    {
        const string All = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:*","s3:*"],"Resource":"*"},{"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"Bool":{"aws:ViaAWSService":"false"}}}]}""";
        var estate = SmallEstate.Of(All) with { ManagedPolicies = new Dictionary<string, AwsManagedPolicy> { [Boundary] = new(Boundary, new PolicyText(Boundary, JsonElement.Parse(All), default), "v1", new Dictionary<string, PolicyText>(), FromCatalogue: false) } };
        var sizing = new AwsRightSizing(new AwsWorld(estate with { Roles = [estate.Roles[0] with { Boundary = Boundary }] }));
        var uses = Enumerable.Range(0, 400).Select(i => RightSizingTests.Used("s3:GetObject", $"arn:aws:s3:::bucket-of-customers-{i}/reports/a.csv")).ToList();
        var result = sizing.Size(sizing.Find(Boundary)!, uses, new SizingOptions(Window)).Single();
        var policy = Assert.Single(result.After);
        Assert.True(policy.Characters <= 6144);
        Assert.Contains(result.Notes, n => n.Contains("a boundary is one policy", StringComparison.Ordinal));
        Assert.Empty(result.Replay.WouldDeny);
        Assert.True(result.Proof!.NeverWider);
        Assert.DoesNotContain("ec2", policy.Document.GetRawText(), StringComparison.Ordinal);
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
