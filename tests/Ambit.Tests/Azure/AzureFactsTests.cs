using System.Text.Json;
using Ambit.Access;
using Ambit.Azure;
using Ambit.Escalation;

namespace Ambit.Tests.Azure;

/// <summary>
/// What Azure's and Entra's pages say, each with its nearest miss: <c>Cases/azure/facts*.json</c>. A row is an estate and what is expected of
/// it: <c>path FROM TO METHOD…|none|some</c> or <c>can WHO ACTION RESOURCE OUTCOME</c>.
/// </summary>
public sealed class AzureFactsTests
{
    private static readonly RuleSet Rules = RuleSet.BuiltIn(new AzureCloud().RuleVocabularies);

    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in new[] { "facts.json", "facts-more.json", "facts-deep.json", "facts-services.json" })
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "azure", file)));
            foreach (var row in json.RootElement.EnumerateArray())
                data.Add(row.GetProperty("title").GetString()!, row.GetRawText());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_pages_are_followed(string title, string json)
    {
        using var parsed = JsonDocument.Parse(json);
        var estate = WrittenEstate.Of(parsed.RootElement.GetProperty("estate").EnumerateArray().Select(l => l.GetString()!));
        foreach (var expected in parsed.RootElement.GetProperty("expect").EnumerateArray().Select(e => WrittenEstate.Ids(e.GetString()!)))
        {
            var words = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var found = words[0] == "path" ? Way(estate, Name(estate, words[1]), Name(estate, words[2])) : Decided(estate, words);
            var wanted = words[0] == "path" ? string.Join(' ', words[3..]) : words[4];
            Assert.True(wanted == "some" ? found != "none" : found == wanted, $"{title}: {expected}: found {found}");
        }
    }

    private static string Decided(AzureEstate estate, string[] words) =>
        estate.Access.Decide(new AccessRequest(Name(estate, words[1]), words[2], words[3] == "-" ? null : Name(estate, words[3]), AccessRequest.NoContext)).Outcome.ToString();

    private static string Way(AzureEstate estate, string from, string to)
    {
        var graph = new EscalationAnalysis([estate.Escalation], Rules, [.. estate.Resources.Select(r => r.Id).Where(r => r == to)]).Graph([from], TestContext.Current.CancellationToken);
        string[] goals = to == "admin" ? [.. graph.AdminNodes] : [to];
        var way = new PathSearch(graph).Shortest(from, goals);
        return way is null ? "none" : (way.Hops.Any(h => h.Conditions.Count > 0) ? "conditional " : "") + string.Join(' ', way.Hops.Select(h => h.Method));
    }

    private static string Name(AzureEstate estate, string word)
    {
        if (!word.All(char.IsAsciiDigit))
            return word;
        var id = AzureSample.Id(int.Parse(word, System.Globalization.CultureInfo.InvariantCulture));
        return estate.Directory.Objects.TryGetValue(id, out var o) ? o.CanonicalId : throw new InvalidOperationException($"the estate has no {word}");
    }
}
