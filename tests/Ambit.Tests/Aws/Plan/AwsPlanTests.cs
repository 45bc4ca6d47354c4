using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Aws.Plan;

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
        var opens = AwsPlan.Review(plan.RootElement, Estate(held), TestContext.Current.CancellationToken)!.Select(f => $"{f.Severity} {f.Kind} {f.Subject}");
        Assert.Equal(["critical new-path arn:aws:iam::111122223333:user/ada", "high new-access ada"], opens);
        // Who holds it already gains nothing.
        var all = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}""";
        Assert.Empty(AwsPlan.Review(plan.RootElement, Estate(all), TestContext.Current.CancellationToken)!);
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
