using System.Text.Json;
using Ambit.Escalation;
using Ambit.Tests.Import;

namespace Ambit.Tests.Aws.Escalation;

/// <summary>
/// Small accounts, most of which differ from a neighbour by one thing that AWS documents: each is imported as exports are, and has a way up
/// or none. All of them stand in one estate, so that none may reach into another.
/// </summary>
public class PathCases
{
    private static readonly Lazy<(Dictionary<string, PathCase> Cases, PathSearch Search)> Estate = new(Open);

    public static TheoryData<string> Names => [.. Read().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_account_has_the_way_that_AWS_would_let_somebody_go(string name)
    {
        var (cases, search) = Estate.Value;
        var asked = cases[name];
        var goals = asked.Target is { } target ? [target] : search.Graph.AdminNodes.ToArray();
        var found = search.Shortest(asked.Start, goals);
        Assert.Equal(asked.Expect, found is null ? "none" : found.Hops.All(h => h.Certain) ? "certain" : "conditional");
    }

    private static (Dictionary<string, PathCase>, PathSearch) Open()
    {
        var cases = Read().ToDictionary(c => c.Name, StringComparer.Ordinal);
        var input = new MemoryInput();
        foreach (var one in cases.Values)
            one.Add(input);
        var estate = new Clouds().Open(Importing.Run(input).Estate);
        var resources = cases.Values.Select(c => c.Target).OfType<string>().ToList();
        var analysis = new EscalationAnalysis([.. estate.Clouds.Select(c => c.Escalation)], RuleSet.BuiltIn([.. new Clouds().All.SelectMany(c => c.RuleVocabularies)]), resources);
        return (cases, new PathSearch(analysis.Graph(analysis.Starts, TestContext.Current.CancellationToken)));
    }

    private static IEnumerable<PathCase> Read()
    {
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "Aws", "path-cases.json")));
        return json.RootElement.EnumerateArray().Select((c, i) => new PathCase(c, $"{200000000001 + i}"));
    }
}
