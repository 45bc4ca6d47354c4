using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Aws.Plan;
using Ambit.Settings;

namespace Ambit.Tests.Aws.Plan;

/// <summary>Plans and change sets with what they open: <c>Cases/aws/plan</c>.</summary>
public sealed class AwsPlanTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases", "aws", "plan");

    public static TheoryData<string> Files => new(Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_plan_opens_what_its_case_says(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        foreach (var row in json.RootElement.EnumerateArray())
        {
            var findings = AwsPlan.Review(row.GetProperty("plan"), estate: null);
            Assert.NotNull(findings);
            var found = findings.Select(f => $"{f.Severity} {f.Kind} {f.Address} {f.Subject}{(f.Certain ? "" : " (conditional)")}");
            var title = row.GetProperty("title").GetString();
            Assert.Equal(row.GetProperty("opens").EnumerateArray().Select(o => $"{title}: {o.GetString()}"), found.Select(f => $"{title}: {f}"));
        }
    }

    [Fact]
    public void What_is_no_plan_is_told_apart()
    {
        using var json = JsonDocument.Parse("""{"Statement":[]}""");
        Assert.Null(AwsPlan.Review(json.RootElement, estate: null));
    }

    [Fact]
    public void A_snapshot_is_what_a_plan_is_laid_over()
    {
        using var plan = JsonDocument.Parse("""
            {"format_version":"1.2","resource_changes":[{"address":"aws_iam_user_policy.ada","mode":"managed","type":"aws_iam_user_policy","change":{"actions":["create"],"before":null,
             "after":{"user":"ada","name":"more","policy":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:AttachUserPolicy\",\"Resource\":\"*\"}}"},"after_unknown":{}}}]}
            """);
        var held = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["s3:*","iam:Get*"],"Resource":"*"}}""";
        var opens = AwsPlan.Review(plan.RootElement, Estate(held), settings: null, TestContext.Current.CancellationToken)!.Select(f => $"{f.Severity} {f.Kind} {f.Subject}");
        Assert.Equal(["critical new-path arn:aws:iam::111122223333:user/ada", "high new-access ada"], opens);
        // Who holds it already gains nothing.
        var all = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}""";
        Assert.Empty(AwsPlan.Review(plan.RootElement, Estate(all), settings: null, TestContext.Current.CancellationToken)!);
    }

    /// <summary>A role that the plan makes, with everything, for anybody of the account: in the account of the provider, under its boundary.</summary>
    [Theory]
    [InlineData("the provider assumes a role of the account", "\"provider_config\":{\"aws\":{\"name\":\"aws\",\"expressions\":{\"assume_role\":[{\"role_arn\":{\"constant_value\":\"arn:aws:iam::222233334444:role/ci\"}}]}}},", "", true)]
    [InlineData("the provider is allowed one account", "\"provider_config\":{\"aws\":{\"name\":\"aws\",\"expressions\":{\"allowed_account_ids\":{\"constant_value\":[\"222233334444\"]}}}},", "", true)]
    [InlineData("the account is another's", "\"provider_config\":{\"aws\":{\"name\":\"aws\",\"expressions\":{\"allowed_account_ids\":{\"constant_value\":[\"111122223333\"]}}}},", "", false)]
    [InlineData("nothing tells the account", "", "", false)]
    [InlineData("a boundary caps it", "\"provider_config\":{\"aws\":{\"name\":\"aws\",\"expressions\":{\"allowed_account_ids\":{\"constant_value\":[\"222233334444\"]}}}},", ",\"permissions_boundary\":\"arn:aws:iam::aws:policy/ReadOnlyAccess\"", false)]
    public void A_new_role_is_in_the_account_that_the_plan_tells(string what, string providers, string boundary, bool opens)
    {
        using var plan = JsonDocument.Parse($$$"""
            {"format_version":"1.2","configuration":{ {{{providers}}}"root_module":{"resources":[{"address":"aws_iam_role.ops","provider_config_key":"aws"},{"address":"aws_iam_role_policy_attachment.ops","provider_config_key":"aws"}]} },
             "resource_changes":[
              {"address":"aws_iam_role.ops","mode":"managed","type":"aws_iam_role","change":{"actions":["create"],"before":null,"after":{"name":"ops","assume_role_policy":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::222233334444:user/bob\"},\"Action\":\"sts:AssumeRole\"}}"{{{boundary}}} },"after_unknown":{} } },
              {"address":"aws_iam_role_policy_attachment.ops","mode":"managed","type":"aws_iam_role_policy_attachment","change":{"actions":["create"],"before":null,"after":{"role":"ops","policy_arn":"arn:aws:iam::aws:policy/AdministratorAccess"},"after_unknown":{} } }]}
            """);
        var findings = AwsPlan.Review(plan.RootElement, TwoAccounts(), settings: null, TestContext.Current.CancellationToken)!;
        Assert.True(opens == findings.Any(f => f.Kind == "new-path" && f.Subject == "arn:aws:iam::222233334444:user/bob"), what);
    }

    [Theory]
    [InlineData("arn:aws:iam::222233334444:user/bob", true)]
    [InlineData("arn:aws:iam::222233334444:user/eve", false)]
    public void An_assertion_that_a_plan_breaks_is_told_with_its_witness(string from, bool broken)
    {
        var settings = SettingsReader.Read($"""
            assertions:
              - name: nobody-up
                noPath:
                  from: "{from}"
                  to: admin
            """, "ambit.yaml");
        using var plan = JsonDocument.Parse("""
            {"StackId":"arn:aws:cloudformation:eu-west-1:222233334444:stack/app/1","Changes":[{"Type":"Resource","ResourceChange":{"Action":"Add","LogicalResourceId":"More","ResourceType":"AWS::IAM::UserPolicy",
              "AfterContext":"{\"Properties\":{\"UserName\":\"bob\",\"PolicyName\":\"more\",\"PolicyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:AttachUserPolicy\",\"Resource\":\"*\"}}}}"}}]}
            """);
        var findings = AwsPlan.Review(plan.RootElement, TwoAccounts(), settings, TestContext.Current.CancellationToken)!.Where(f => f.Kind == "broken-assertion").ToList();
        Assert.Equal(broken, findings.Count == 1);
        Assert.All(findings, f => Assert.Contains("aws.iam-008", f.Message, StringComparison.Ordinal));
        Assert.All(findings, f => Assert.Equal("critical", f.Severity));
    }

    private static AwsEstate TwoAccounts()
    {
        var estate = Estate("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""");
        AwsUser User(string name) => new() { Arn = $"arn:aws:iam::222233334444:user/{name}", Account = "222233334444", Name = name };
        return estate with
        {
            Accounts = [.. estate.Accounts, new AwsAccount("222233334444", "aws", null, null, null, new Dictionary<string, string>(), Exported: true, null)],
            Users = [.. estate.Users, User("bob"), User("eve")],
        };
    }

    private static AwsEstate Estate(string policy) => new()
    {
        Accounts = [new AwsAccount("111122223333", "aws", null, null, null, new Dictionary<string, string>(), Exported: true, null)],
        Organizations = [],
        Users =
        [
            new AwsUser
            {
                Arn = "arn:aws:iam::111122223333:user/ada",
                Account = "111122223333",
                Name = "ada",
                InlinePolicies = [new PolicyText("held", JsonElement.Parse(policy), default)],
            },
        ],
        Groups = [],
        Roles = [],
        ManagedPolicies = new Dictionary<string, AwsManagedPolicy>(),
        InstanceProfiles = [],
        Resources = [],
        KmsGrants = [],
        IdentityCenter = IdentityCenter.None,
        Coverage = new HashSet<(string, string)> { ("111122223333", "iam") },
    };
}
