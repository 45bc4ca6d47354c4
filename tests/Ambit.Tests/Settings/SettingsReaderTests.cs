using Ambit.Settings;

namespace Ambit.Tests.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Everything_that_can_be_set_is_read()
    {
        var settings = SettingsReader.Read("""
            version: 1
            scopes:
              - id: "111122223333"
                name: shop
                environment: production
            production:
              names: ["*-live"]
              tags: ["stage=prod*"]
            sensitive:
              - resource: arn:aws:s3:::payroll*
                why: salaries
              - tag: data=confidential
            trusted:
              - id: "999988887777"
                name: Vendor Ltd
                vendor: true
            windows: { people: 60, workloads: 30, breakGlass: 400, breakGlassIdentities: ["*breakglass*"], keyAge: 180 }
            ownerTags: [squad]
            administrators: ["*/admins/*"]
            accepted:
              - kind: key-age
                identity: "*legacy*"
                reason: the machine cannot rotate
                owner: ops
                until: 2027-01-31
            assertions:
              - name: payroll
                reach: { resource: "arn:aws:s3:::payroll", only: ["*finance*"] }
              - name: no way up
                noPath: { from: "*dev*", to: admin }
              - name: agents read
                atMost: { kind: agent, permissions: ["s3:Get*"] }
            """, "ambit.yaml");
        Assert.True(settings.Scopes[0].Production);
        Assert.Equal(60, settings.Windows.People);
        Assert.True(settings.Windows.IsBreakGlass("arn:aws:iam::1:user/breakglass-1", "breakglass-1"));
        Assert.True(settings.Sensitive[1].Matches("x", new Dictionary<string, string> { ["Data"] = "Confidential" }));
        Assert.Equal("core", settings.OwnerOf(new Dictionary<string, string> { ["squad"] = "core" }));
        Assert.True(settings.Accepted[0].Accepts("id", "key-age", "arn:aws:iam::1:user/legacy-1", "1", null, new DateOnly(2027, 1, 31)));
        Assert.False(settings.Accepted[0].Accepts("id", "key-age", "arn:aws:iam::1:user/legacy-1", "1", null, new DateOnly(2027, 2, 1)));
        Assert.Equal(["payroll", "no way up", "agents read"], settings.Assertions.Select(a => a.Name));
    }

    [Theory]
    [InlineData("scope: []", 1, "has no `scope`")]
    [InlineData("version: 1\nscopes:\n  - name: x", 3, "needs `id`")]
    [InlineData("version: 2", 1, "version 1")]
    [InlineData("windows:\n  people: many", 2, "expected a number")]
    [InlineData("windows:\n  people: 0", 2, "from 1 to 36500")]
    [InlineData("accepted:\n  - reason: r\n    owner: o\n    until: 2027-01-01", 2, "at least one of")]
    [InlineData("accepted:\n  - kind: k\n    reason: r\n    owner: o\n    until: tomorrow", 5, "expected a day")]
    [InlineData("sensitive:\n  - why: x", 2, "either `resource` or `tag`")]
    [InlineData("sensitive:\n  - tag: x", 2, "key=pattern")]
    [InlineData("assertions:\n  - name: x", 2, "exactly one of")]
    [InlineData("a: [", 2, "not YAML")]
    [InlineData("a: &x 1\nadministrators: [*x]", 2, "aliases")]
    public void What_is_wrong_is_told_with_its_line(string yaml, int line, string message)
    {
        var problems = Assert.Throws<SettingsException>(() => SettingsReader.Read(yaml, "ambit.yaml")).Problems;
        Assert.Contains(problems, p => p.At.Line == line && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_hundred_thousand_levels_end_in_a_problem_and_not_in_a_crash()
    {
        Assert.Throws<SettingsException>(() => SettingsReader.Read(new string('[', 100_000), "ambit.yaml"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    public void An_empty_file_sets_nothing(string yaml) => Assert.Empty(SettingsReader.Read(yaml, "ambit.yaml").Accepted);

    [Theory]
    [InlineData("acme-prod", true)]
    [InlineData("Production", true)]
    [InlineData("prod2", true)]
    [InlineData("AcmeProdEu", true)]
    [InlineData("live", true)]
    [InlineData("non-prod", false)]
    [InlineData("NonProd", false)]
    [InlineData("preprod", false)]
    [InlineData("pre-production", false)]
    [InlineData("product-team", false)]
    [InlineData("olive", false)]
    [InlineData("delivery", false)]
    public void Production_is_told_by_whole_words(string name, bool production) => Assert.Equal(production, ProductionScopes.MeansProduction(name));
}
