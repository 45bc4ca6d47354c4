using System.Text.RegularExpressions;
using Ambit.Access;

namespace Ambit.Tests.Azure;

/// <summary>Random worlds against a naive reading of the vendor's sentences: no disagreement over 100,000 requests.</summary>
public sealed class AzureFuzzTests
{
    private static readonly string[] Scopes =
    [
        "/", "/providers/Microsoft.Management/managementGroups/root", "/providers/Microsoft.Management/managementGroups/leaf", "/subscriptions/" + AzureSample.Subscription,
        "/subscriptions/" + AzureSample.Subscription + "/resourceGroups/a", "/subscriptions/" + AzureSample.Subscription + "/resourceGroups/ab",
        "/subscriptions/" + AzureSample.Subscription + "/resourceGroups/a/providers/Microsoft.Storage/storageAccounts/s",
        "/subscriptions/" + AzureSample.Subscription + "/resourceGroups/a/providers/Microsoft.Storage/storageAccounts/s/blobServices/default/containers/c",
        "/subscriptions/" + AzureSample.Subscription + "/resourceGroups/ab/providers/Microsoft.Compute/virtualMachines/v",
    ];

    private static readonly string[] Actions =
    [
        "Microsoft.Storage/storageAccounts/read", "Microsoft.Storage/storageAccounts/listKeys/action", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
        "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write", "Microsoft.Compute/virtualMachines/write", "Microsoft.Compute/virtualMachines/runCommand/action",
        "Microsoft.Authorization/roleAssignments/write", "Microsoft.Compute/virtualMachines/login/action",
    ];

    private static readonly string[] Patterns =
        ["*", "*/read", "*/write", "Microsoft.Storage/*", "Microsoft.Compute/*/action", "Microsoft.Authorization/*/Write", "microsoft.storage/storageaccounts/*/READ", "Microsoft.Compute/virtualMachines/*", .. Actions];

    [Fact]
    public void A_hundred_thousand_requests_agree_with_the_naive_model()
    {
        var random = new Random(20260817);
        var requests = 0;
        // more by hand: AMBIT_REQUESTS=1000000
        var most = int.TryParse(Environment.GetEnvironmentVariable("AMBIT_REQUESTS"), out var asked) ? asked : 100_000;
        var seen = new int[Enum.GetValues<Outcome>().Length];
        while (requests < most)
        {
            var world = NaiveAzure.Random(random, Scopes, Patterns);
            var estate = world.Open();
            for (var i = 0; i < 500; i++, requests++)
            {
                var (user, action, scope) = (random.Next(1, 6), Actions[random.Next(Actions.Length)], Scopes[random.Next(Scopes.Length)]);
                var told = NaiveAzure.Told(random);
                var expected = world.Decide(user, action, scope, told);
                var answer = AzureSample.Can(estate, user, action, Cased(random, scope), told);
                Assert.True(expected == answer, $"world {requests / 500}: user {user} {action} on {scope} with {string.Join(' ', told)}: naive {expected}, ours {answer}\n{world}");
                seen[(int)expected]++;
            }
        }

        Assert.All(Enum.GetValues<Outcome>(), o => Assert.True(seen[(int)o] > most / 200, $"{o} was met {seen[(int)o]} times only"));
    }

    private static string Cased(Random random, string scope) => random.Next(3) == 0 ? scope.ToUpperInvariant() : scope;
}

/// <summary>Decides as the pages read, with regular expressions and no index of anything.</summary>
internal sealed partial class NaiveAzure
{
    /// <summary>Conditions as written, and what they say of a request; null where the request does not tell.</summary>
    private static readonly (string Text, Func<string, IReadOnlyDictionary<string, string>, bool?> Holds)[] Conditions =
    [
        ($"((!(ActionMatches{{'Microsoft.Storage/*/read'}})) OR (@Resource[{Container}] StringEquals 'logs'))", (a, v) => Guarded(a, "Microsoft.Storage/*/read", v.TryGetValue(Container, out var c) ? c == "logs" : null)),
        ($"((!(ActionMatches{{'Microsoft.Storage/*'}})) OR (@Resource[{Container}] StringNotEquals 'logs' AND @Environment[isPrivateLink] BoolEquals true))",
            (a, v) => Guarded(a, "Microsoft.Storage/*", And(v.TryGetValue(Container, out var c) ? c != "logs" : null, v.TryGetValue("isPrivateLink", out var p) ? p == "true" : null))),
        ($"(@Resource[{Container}] StringLike 'lo*' || @Environment[isPrivateLink] BoolEquals true)",
            (_, v) => Or(v.TryGetValue(Container, out var c) ? c.StartsWith("lo", StringComparison.Ordinal) : null, v.TryGetValue("isPrivateLink", out var p) ? p == "true" : null)),
        ("((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {a1, a2}))",
            (a, v) => Guarded(a, "Microsoft.Authorization/roleAssignments/write", v.TryGetValue(Assigned, out var r) ? r is "a1" or "A2" : null)),
    ];

    private const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers:name";
    private const string Assigned = "Microsoft.Authorization/roleAssignments:RoleDefinitionId";

    private readonly List<(int Principal, int Role, string Scope, int? Condition, bool Eligible)> _assignments = [];
    private readonly List<(string[] Actions, string[] Not, string[] Data)> _roles = [];
    private readonly Dictionary<int, int[]> _members = [];
    private readonly List<(string Scope, bool Only, string[] Actions, string[] Not, string[] Data, int[] Principals, int[] Excluded)> _denials = [];

    public static NaiveAzure Random(Random random, string[] scopes, string[] patterns)
    {
        var world = new NaiveAzure();
        string[] Some(int most) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => patterns[random.Next(patterns.Length)])];
        for (var r = 0; r < 4; r++)
            world._roles.Add((Some(3), Some(2), Some(2)));
        for (var g = 50; g < 53; g++)
            world._members[g] = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(4) == 0 ? random.Next(50, 53) : random.Next(1, 6)).Distinct()];
        for (var a = 0; a < random.Next(1, 7); a++)
            world._assignments.Add((random.Next(3) == 0 ? random.Next(50, 53) : random.Next(1, 6), random.Next(4), scopes[random.Next(scopes.Length)], random.Next(2) == 0 ? random.Next(Conditions.Length) : null, random.Next(6) == 0));
        for (var d = 0; d < random.Next(3); d++)
            world._denials.Add((scopes[random.Next(3, scopes.Length)], random.Next(3) == 0, Some(2), Some(1), Some(1), random.Next(2) == 0 ? [0] : [random.Next(1, 6), random.Next(50, 53)], random.Next(3) switch { 0 => [], 1 => [random.Next(1, 6)], _ => [random.Next(50, 53)] }));
        return world;
    }

    /// <summary>What a request tells: a container, a private link, a role that is assigned; each now and then.</summary>
    public static Dictionary<string, string> Told(Random random)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        if (random.Next(2) == 0)
            told[Container] = random.Next(3) switch { 0 => "logs", 1 => "lo", _ => "data" };
        if (random.Next(2) == 0)
            told["isPrivateLink"] = random.Next(2) == 0 ? "true" : "false";
        if (random.Next(2) == 0)
            told[Assigned] = random.Next(3) switch { 0 => "a1", 1 => "A2", _ => "b" };
        return told;
    }

    private static bool? Guarded(string action, string guard, bool? rest) => !Matches(guard, action) ? true : rest;

    private static bool? And(bool? a, bool? b) => a == false || b == false ? false : a is null || b is null ? null : true;

    private static bool? Or(bool? a, bool? b) => a == true || b == true ? true : a is null || b is null ? null : false;

    public Outcome Decide(int user, string action, string scope, IReadOnlyDictionary<string, string> told)
    {
        var data = action.Contains("/blobs/", StringComparison.Ordinal) || action.EndsWith("login/action", StringComparison.Ordinal);
        var me = Enumerable.Range(50, 3).Where(g => In(user, g, [])).Append(user).ToHashSet();
        foreach (var d in _denials)
        {
            var covers = d.Only ? Same(d.Scope, scope) : Covers(d.Scope, scope);
            if (covers && !d.Excluded.Any(me.Contains) && (d.Principals.Contains(0) || d.Principals.Any(me.Contains)) && (data ? d.Data : d.Actions).Any(p => Matches(p, action)) && (data || !d.Not.Any(p => Matches(p, action))))
                return Outcome.ExplicitlyDenied;
        }

        // "Eligible is not active."
        var best = Outcome.ImplicitlyDenied;
        foreach (var a in _assignments.Where(a => !a.Eligible && me.Contains(a.Principal) && Covers(a.Scope, scope)))
        {
            var role = _roles[a.Role];
            if (!(data ? role.Data.Any(p => Matches(p, action)) : role.Actions.Any(p => Matches(p, action)) && !role.Not.Any(p => Matches(p, action))))
                continue;
            var holds = a.Condition is { } c ? Conditions[c].Holds(action, told) : true;
            if (holds == true)
                return Outcome.Allowed;
            if (holds is null)
                best = Outcome.Conditional;
        }

        return best;
    }

    public Ambit.Azure.AzureEstate Open()
    {
        var sample = new AzureSample().WithTenant().Users(1, 2, 3, 4, 5)
            .File("mg.json", $$"""{"id":"/providers/Microsoft.Management/managementGroups/root","type":"Microsoft.Management/managementGroups","name":"root","children":[{"id":"/providers/Microsoft.Management/managementGroups/leaf","type":"Microsoft.Management/managementGroups","name":"leaf","children":[{"id":"/subscriptions/{{AzureSample.Subscription}}","type":"/subscriptions"}]}]}""")
            .File("groups.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups(members())","value":[{{string.Join(',', _members.Select(m => $$"""{"id":"{{AzureSample.Id(m.Key)}}","displayName":"g{{m.Key}}","securityEnabled":true,"members":[{{string.Join(',', m.Value.Select(i => $$"""{"id":"{{AzureSample.Id(i)}}"}"""))}}]}"""))}}]}""");
        for (var r = 0; r < _roles.Count; r++)
            sample.Role(AzureSample.Id(900 + r), "r" + r, _roles[r].Actions, _roles[r].Not, _roles[r].Data);
        foreach (var a in _assignments)
        {
            if (a.Eligible)
                sample.File($"el{_assignments.IndexOf(a)}.json", $$"""{"value":[{"id":"{{a.Scope}}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/{{Guid.NewGuid()}}","type":"Microsoft.Authorization/roleEligibilityScheduleInstances","properties":{"principalId":"{{AzureSample.Id(a.Principal)}}","roleDefinitionId":"/x/{{AzureSample.Id(900 + a.Role)}}","scope":"{{a.Scope}}","status":"Provisioned"} }]}""");
            else
                sample.Assign(a.Principal, AzureSample.Id(900 + a.Role), a.Scope, a.Condition is { } c ? Conditions[c].Text : null, a.Principal >= 50 ? "Group" : "User");
        }

        foreach (var d in _denials)
            sample.File($"deny{sample.GetHashCode()}-{d.GetHashCode()}.json", $$"""{"value":[{"id":"{{d.Scope}}/providers/Microsoft.Authorization/denyAssignments/{{Guid.NewGuid()}}","type":"Microsoft.Authorization/denyAssignments","properties":{"denyAssignmentName":"d","permissions":[{"actions":[{{Quoted(d.Actions)}}],"notActions":[{{Quoted(d.Not)}}],"dataActions":[{{Quoted(d.Data)}}],"notDataActions":[]}],"scope":"{{d.Scope}}","doNotApplyToChildScopes":{{(d.Only ? "true" : "false")}},"principals":[{{string.Join(',', d.Principals.Select(p => $$"""{"id":"{{(p == 0 ? "00000000-0000-0000-0000-000000000000" : AzureSample.Id(p))}}"}"""))}}],"excludePrincipals":[{{string.Join(',', d.Excluded.Select(p => $$"""{"id":"{{AzureSample.Id(p)}}"}"""))}}]} }]}""");
        return sample.Open();
    }

    public override string ToString() =>
        string.Join('\n', _roles.Select((r, i) => $"role {i}: {string.Join(' ', r.Actions)} | not {string.Join(' ', r.Not)} | data {string.Join(' ', r.Data)}"))
        + "\n" + string.Join('\n', _assignments) + "\n" + string.Join('\n', _members.Select(m => $"{m.Key}: {string.Join(' ', m.Value)}"))
        + "\n" + string.Join('\n', _denials.Select(d => $"deny {d.Scope} only {d.Only}: {string.Join(' ', d.Actions)} | {string.Join(' ', d.Data)} of {string.Join(' ', d.Principals)} but {string.Join(' ', d.Excluded)}"));

    private static string Quoted(string[] items) => string.Join(',', items.Select(i => $"\"{i}\""));

    private bool In(int who, int group, HashSet<int> seen) => seen.Add(group) && _members[group].Any(m => m == who || (m >= 50 && In(who, m, seen)));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static bool Covers(string scope, string on)
    {
        if (scope == "/" || Same(scope, on) || on.StartsWith(scope + "/", StringComparison.OrdinalIgnoreCase))
            return true;
        if (scope.EndsWith("/root", StringComparison.Ordinal))
            return on != "/";
        return scope.EndsWith("/leaf", StringComparison.Ordinal) && on.StartsWith("/subscriptions", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Matches(string pattern, string action) =>
        Regex.IsMatch(action, "^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
