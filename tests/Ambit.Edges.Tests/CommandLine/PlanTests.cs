using System.Text.Json;
using Ambit.Edges.Tests.Reports;
using Json.Schema;

namespace Ambit.Edges.Tests.CommandLine;

/// <summary><c>plan</c> over the sample estate: what it prints follows its schemas, and what it opens fails the gate.</summary>
public sealed class PlanTests(ScannedSample sample) : IClassFixture<ScannedSample>
{
    private const string Plan = """
        {"format_version":"1.2","resource_changes":[{"address":"aws_iam_role_policy_attachment.oops","mode":"managed","type":"aws_iam_role_policy_attachment",
          "change":{"actions":["create"],"before":null,"after":{"role":"report-reader","policy_arn":"arn:aws:iam::aws:policy/AdministratorAccess"},"after_unknown":{} } }]}
        """;

    [Fact]
    public async Task Sarif_of_a_plan_is_valid_by_its_schema()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["plan.json"], Plan);
        var run = await CommandRun.Of(sample.Folder, "plan", folder["plan.json"], "--format", "sarif");
        var result = SarifSchema.Current.Evaluate(run.Json, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(d => d.Errors is not null).Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}")));
        Assert.Equal(4, run.Code);
        Assert.Contains(run.Json.GetProperty("runs")[0].GetProperty("results").EnumerateArray(), r => r.GetProperty("ruleId").GetString() == "new-admin");
    }

    [Fact]
    public async Task A_plan_that_breaks_an_assertion_fails_with_the_witness()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["plan.json"], Plan.Replace("AdministratorAccess", "IAMFullAccess", StringComparison.Ordinal));
        File.WriteAllText(folder["ambit.yaml"], """
            assertions:
              - name: readers-stay-readers
                noPath: {from: "arn:aws:iam::420000000020:role/report-reader", to: admin}
            """);
        var run = await CommandRun.Of(sample.Folder, "plan", folder["plan.json"], "--config", folder["ambit.yaml"], "--json");
        Assert.Equal(4, run.Code);
        var broken = Assert.Single(run.Json.GetProperty("opens").EnumerateArray(), o => o.GetProperty("kind").GetString() == "broken-assertion");
        Assert.Contains("readers-stay-readers", broken.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("aws.iam-0", broken.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
