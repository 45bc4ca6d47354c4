using System.Text.Json;
using Ambit.Aws;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Findings;
using Ambit.Settings;
using Ambit.Tests.Aws.Access;
using Ambit.Usage;

namespace Ambit.Tests.Aws.Findings;

/// <summary>Each kind of finding that only AWS has: cases where it occurs, and beside each the nearest case where it does not.</summary>
public sealed class AwsFindingTests
{
    private static readonly JsonElement[] Cases =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases", "aws", "findings"), "*.json").Order(StringComparer.Ordinal).SelectMany(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement.EnumerateArray())];

    public static TheoryData<string> Names => [.. Cases.Select(c => $"{Text(c, "kind")}: {Text(c, "name")}")];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_finding_occurs_where_its_case_says_and_nowhere_near(string name)
    {
        var given = Cases.Single(c => $"{Text(c, "kind")}: {Text(c, "name")}" == name);
        var estate = Estate(given);
        var opened = new AwsCloudEstate(estate, new AwsAccess(estate));
        var facts = Facts(opened, given);
        var found = opened.FindingKinds.Single(k => k.Id == Text(given, "kind")).Find(facts, CancellationToken.None).Select(f => $"{f.Severity}: {f.Title}").Order(StringComparer.Ordinal);
        Assert.Equal(Items(given, "found").Select(f => f.GetString()!).Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public void Every_kind_has_a_case_and_a_nearest_miss()
    {
        var kinds = AwsFindingKinds();
        Assert.DoesNotContain(kinds, k => !Cases.Any(c => Text(c, "kind") == k && Items(c, "found").Any()));
        Assert.DoesNotContain(kinds, k => !Cases.Any(c => Text(c, "kind") == k && !Items(c, "found").Any()));
    }

    private static List<string> AwsFindingKinds() =>
        [.. new AwsCloudEstate(SmallEstate.Empty, new AwsAccess(SmallEstate.Empty)).FindingKinds.Select(k => k.Id)];

    private static AwsEstate Estate(JsonElement given) => SmallEstate.Empty with
    {
        Users = [.. Items(given, "users").Select(u => SmallEstate.User(Text(u, "name")!, Raw(u, "statements")))],
        Roles = [.. Items(given, "roles").Select(r => SmallEstate.Role(Text(r, "name")!, Raw(r, "trust"), Raw(r, "statements"), Text(r, "account") ?? SmallEstate.A))],
        Resources = [.. Items(given, "resources").Select(Resource)],
        Organizations = [.. Items(given, "organization").Select(_ => 0).Take(1).Select(_ => Organization([.. Items(given, "organization").Select(i => i.GetString()!)]))],
        Coverage = Items(given, "lists").Select(l => (SmallEstate.A, l.GetString()!)).ToHashSet(),
    };

    private static AwsOrganization Organization(string[] members) =>
        new("o-1", members[0], members.ToDictionary(m => m, m => new OrganizationNode(m, "account", m, null, null, null)), null, null, new Dictionary<string, IReadOnlyList<string>>());

    private static AwsResource Resource(JsonElement given) => SmallEstate.Resource(
        Text(given, "arn")!, Text(given, "type")!, given.TryGetProperty("policy", out var policy) ? policy.GetRawText() : null, SmallEstate.A,
        given.TryGetProperty("properties", out var properties) ? properties.GetRawText() : "{}",
        given.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateObject().Select(t => (t.Name, t.Value.GetString()!))] : []);

    private static EstateFacts Facts(AwsCloudEstate estate, JsonElement given)
    {
        var window = UsageWindow.Before(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), 90);
        var settings = Text(given, "settings") is { } yaml ? SettingsReader.Read(yaml, "ambit.yaml") : AmbitSettings.None;
        return new EstateFacts
        {
            Window = window,
            Identities = [.. estate.Identities.Select(i => new IdentityFacts { Identity = i, Uses = [], Levels = Levels(given, i.Name) })],
            HeldActions = i => estate.Access.HeldActions(i.Id),
            Resources = estate.Resources,
            Scopes = estate.Scopes,
            Logs = new LogReach([], window),
            ResourcesUsedBy = _ => [.. Items(given, "called").Select(c => c.GetString()!)],
            Escalation = [estate.Escalation],
            Settings = settings,
            Production = new ProductionScopes(estate.Scopes, settings),
        };
    }

    private static IReadOnlyList<GrantedLevel> Levels(JsonElement given, string identity) =>
        given.TryGetProperty("levels", out var levels) && levels.TryGetProperty(identity, out var own)
            ? [.. own.EnumerateObject().Select(l => new GrantedLevel(l.Name, l.Value[0].GetInt32(), l.Value[1].GetInt32(), l.Value[2].GetInt32()))]
            : [];

    private static string? Text(JsonElement given, string name) => given.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Raw(JsonElement given, string name) => given.TryGetProperty(name, out var value) ? value.GetRawText() : "[]";

    private static IEnumerable<JsonElement> Items(JsonElement given, string name) => given.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];
}
