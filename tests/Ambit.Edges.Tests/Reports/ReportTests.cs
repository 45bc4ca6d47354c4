using System.Text.Json;
using System.Text.RegularExpressions;
using Ambit.Cli.Reports;
using Ambit.Findings;
using Json.Schema;

namespace Ambit.Edges.Tests.Reports;

public sealed class ReportTests
{
    private const string Hostile = "=cmd|'/C calc'!A0<script>alert(1)</script>\u001b[31m\"onload=x|`code`[a](javascript:x)\n# h\u202e";

    private static ReportContent Content(string text) => new()
    {
        Snapshot = "1",
        AsOf = new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.Zero),
        WindowDays = 90,
        Inputs = SnapshotInputs.None with { Files = 3, Recognised = 2, Errors = [new Import.ImportError(text, 3, text)], Notes = [text] },
        ScopeNames = new Dictionary<string, string> { ["111122223333"] = text },
        Findings =
        [
            new Finding
            {
                Id = FindingId.Of("administrator", text), Kind = "administrator", Severity = Severity.Critical, Score = 95, Cloud = "aws", Scope = "111122223333",
                Identity = text, Title = text, Why = text, Evidence = [new FindingEvidence(text, text, 0, text)], Remediation = new Remediation("rightsize", text),
            },
            new Finding
            {
                Id = "unused-identity-1", Kind = "unused-identity", Severity = Severity.Low, Score = 12, Cloud = "aws", Scope = "111122223333",
                Title = text, Why = text, Evidence = [], Remediation = new Remediation("remove-identity", text), Status = FindingStatus.Accepted,
            },
        ],
        Kinds = new Dictionary<string, (string, string)> { ["administrator"] = (text, text) },
        Identities = [new ReportIdentity(text, text, "aws", "111122223333", "role", true, false, 400, 3, 20, null, 80, 90)],
        Paths = [new ReportPath("p1", text, "admin of 111122223333", Severity.Critical, false, [new ReportHop(text, text, "aws.lambda-001", text, [text], [text], [text])])],
        Cut = new ReportCut("admin", [new ReportRemoval(text, text, 0, [text], false)], 3, 0, true),
        Trusts = [new ReportTrust(text, text, "outside", text)],
    };

    private static string Written(string format, string text)
    {
        using var output = new StringWriter();
        ((ContentReport)ReportFormats.All.Single(r => r.Format == format)).Write(Content(text), output);
        return output.ToString();
    }

    [Fact]
    public void Sarif_is_valid_by_its_schema()
    {
        foreach (var text in (string[])["plain words", Hostile])
        {
            using var document = JsonDocument.Parse(Written("sarif", text));
            var result = SarifSchema.Current.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
            Assert.True(result.IsValid, string.Join("\n", (result.Details ?? []).Where(d => d.Errors is not null).Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}")));
            Assert.Equal(2, document.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
        }
    }

    [Fact]
    public void The_schema_refuses_what_is_no_sarif()
    {
        using var document = JsonDocument.Parse("""{"version":"2.1.0","runs":[{"results":[]}]}""");
        Assert.False(SarifSchema.Current.Evaluate(document.RootElement).IsValid);
    }

    [Fact]
    public void A_hostile_name_adds_no_element_and_no_attribute_to_the_page()
    {
        static IEnumerable<string> Tags(string page) => Regex.Matches(page, "<[^>]*>").Select(m => m.Value);
        Assert.Equal(Tags(Written("html", "plain words")), Tags(Written("html", Hostile)));
    }

    [Fact]
    public void The_page_asks_no_host_for_anything()
    {
        var page = Written("html", "plain words");
        Assert.DoesNotMatch("(?i)(src|href)\\s*=|url\\(|@import|<script", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_would_be_a_formula_is_text()
    {
        var csv = Written("csv", Hostile);
        Assert.DoesNotMatch("(^|,)\"?[=+@-]", csv);
        Assert.Contains("'=cmd", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("sarif")]
    public void No_control_character_of_the_input_survives(string format) =>
        Assert.DoesNotMatch("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e]", Written(format, Hostile));

    [Fact]
    public void Markdown_shows_markup_as_text()
    {
        var markdown = Written("markdown", Hostile);
        Assert.DoesNotContain("<script", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("](javascript", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# h", markdown, StringComparison.Ordinal);
    }
}
