using System.Text.Json;
using Ambit.Azure;
using Ambit.Findings;
using Ambit.Settings;
using Ambit.Usage;

namespace Ambit.Tests.Azure;

/// <summary>
/// Each kind of finding that only Azure and Entra have: cases where it occurs, and beside each the nearest case where it does not. A row of
/// <c>Cases/azure/findings.json</c> is an estate in the shorthand of <see cref="WrittenEstate"/>, uses as <c>WHO ACTION RESOURCE</c>, the kinds
/// of log at hand, and what is found.
/// </summary>
public sealed class AzureFindingTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "azure", "findings.json"))).RootElement.EnumerateArray()];

    public static TheoryData<string> Names => [.. Cases.Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_finding_occurs_where_its_case_says_and_nowhere_near(string name)
    {
        var given = Cases.Single(c => NameOf(c) == name);
        var estate = WrittenEstate.Of(Texts(given, "estate"));
        var found = estate.FindingKinds.Single(k => k.Id == given.GetProperty("kind").GetString()).Find(Facts(estate, given), TestContext.Current.CancellationToken)
            .Select(f => $"{f.Severity}: {f.Title}").Order(StringComparer.Ordinal);
        Assert.Equal(Texts(given, "found").Select(WrittenEstate.Ids).Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public void Every_kind_has_a_case_and_a_nearest_miss()
    {
        var kinds = WrittenEstate.Of([]).FindingKinds.Select(k => k.Id).ToList();
        Assert.NotEmpty(kinds);
        Assert.DoesNotContain(kinds, k => !Cases.Any(c => c.GetProperty("kind").GetString() == k && Texts(c, "found").Any()));
        Assert.DoesNotContain(kinds, k => !Cases.Any(c => c.GetProperty("kind").GetString() == k && !Texts(c, "found").Any()));
    }

    private static string NameOf(JsonElement given) => $"{given.GetProperty("kind").GetString()}: {given.GetProperty("name").GetString()}";

    private static IEnumerable<string> Texts(JsonElement given, string name) => given.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(t => t.GetString()!) : [];

    internal static EstateFacts Facts(AzureEstate estate, JsonElement given)
    {
        var window = UsageWindow.Before(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), 90);
        var settings = given.TryGetProperty("settings", out var yaml) ? SettingsReader.Read(WrittenEstate.Ids(yaml.GetString()!), "ambit.yaml") : AmbitSettings.None;
        var uses = Texts(given, "uses").Select(u => WrittenEstate.Ids(u).Split(' ')).ToLookup(u => u[0], u => new UsageTotal("azure", u[0], u[1], u[2], 1, 0, 0, window.From, window.To, window.To, "", MappingBasis.Table));
        return new EstateFacts
        {
            Window = window,
            Identities = [.. estate.Identities.Select(i => new IdentityFacts { Identity = i, Uses = [.. uses[i.Id[(i.Id.LastIndexOf(':') + 1)..]]], Levels = [] })],
            HeldActions = i => estate.Access.HeldActions(i.Id),
            Resources = estate.Resources,
            Scopes = estate.Scopes,
            Logs = new LogReach([.. Texts(given, "logs").Select(l => new LogCoverage("azure", AzureSample.Tenant, "", l, DateOnly.FromDateTime(window.To.UtcDateTime), 1, window.To))], window),
            ResourcesUsedBy = _ => [],
            Escalation = [estate.Escalation],
            Settings = settings,
            Production = new ProductionScopes(estate.Scopes, settings),
        };
    }
}
