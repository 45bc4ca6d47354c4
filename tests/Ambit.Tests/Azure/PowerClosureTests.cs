using System.Text.Json;
using Ambit.Azure;
using Ambit.Escalation;

namespace Ambit.Tests.Azure;

/// <summary>What a search for power leaves out in a large tenant leads nowhere: with it and without it, the same identities reach power.</summary>
public sealed class PowerClosureTests
{
    private static readonly RuleSet Rules = RuleSet.BuiltIn(new AzureCloud().RuleVocabularies);

    [Theory]
    [InlineData("facts.json", true, 60)]
    [InlineData("facts-more.json", false, 15)]
    [InlineData("facts-deep.json", true, 30)]
    [InlineData("facts-deep.json", false, 5)]
    public void Nobody_who_reaches_power_is_left_out(string file, bool sensitive, int least)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "azure", file)));
        var reaching = 0;
        foreach (var row in json.RootElement.EnumerateArray())
        {
            var estate = WrittenEstate.Of(row.GetProperty("estate").EnumerateArray().Select(l => l.GetString()!));
            List<string> resources = sensitive ? [.. estate.Resources.Select(r => r.Id)] : [];
            var (all, fewer) = (Graph(estate.Escalation, resources), Graph(estate.Escalation.Towards(resources), resources));
            foreach (var start in estate.Escalation.Starts.Where(s => estate.Escalation.Administers(s) is null))
            {
                string[] power = [.. all.Graph.AdminNodes, .. resources];
                var (way, same) = (all.Shortest(start, power), fewer.Shortest(start, power));
                Assert.True(way is null == same is null, $"{row.GetProperty("title")}: {start} by {string.Join(' ', way?.Hops.Select(h => h.Method) ?? [])}");
                reaching += way is null ? 0 : 1;
            }
        }

        Assert.True(reaching > least, $"{reaching} reach power");
    }

    private static PathSearch Graph(IEscalationFacts facts, List<string> resources)
    {
        var analysis = new EscalationAnalysis([facts], Rules, resources);
        return new PathSearch(analysis.Graph(analysis.Starts, TestContext.Current.CancellationToken));
    }
}
