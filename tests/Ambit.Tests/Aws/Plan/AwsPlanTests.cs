using System.Text.Json;
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
}
