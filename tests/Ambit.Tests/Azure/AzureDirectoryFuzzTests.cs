using System.Text.Json;
using Ambit.Access;
using Ambit.Azure;

namespace Ambit.Tests.Azure;

/// <summary>Random tenants against a naive reading of what the pages say of Entra's custom roles: scopes, units, groups, eligible roles.</summary>
public sealed class AzureDirectoryFuzzTests
{
    private static readonly string[] Patterns =
    [
        "microsoft.directory/users/basic/update", "microsoft.directory/users/allProperties/allTasks", "microsoft.directory/groups/members/update", "microsoft.directory/groups.security/members/update",
        "microsoft.directory/groups.unified/members/update", "microsoft.directory/groupsAssignableToRoles/members/update", "microsoft.directory/applications/credentials/update",
        "microsoft.directory/applications.myOrganization/credentials/update", "microsoft.directory/applications/allProperties/allTasks", "microsoft.directory/applications/basic/update",
        "microsoft.directory/allEntities/allProperties/allTasks", "microsoft.directory/users/standard/read",
    ];

    private static readonly (string Action, int[] Targets)[] Questions =
        [("users/basic/update", [11, 12]), ("groups/members/update", [61, 62, 63]), ("applications/credentials/update", [71, 72]), ("users/standard/read", [11, 12])];

    private readonly List<(int Holder, int Role, string Scope, bool Eligible)> _holdings = [];
    private readonly Dictionary<int, string[]> _roles = [];
    private readonly Dictionary<int, int[]> _groups = [];
    private readonly Dictionary<int, int[]> _units = [];

    [Fact]
    public void Fifty_thousand_requests_agree_with_the_naive_model()
    {
        var random = new Random(20260818);
        var seen = new int[Enum.GetValues<Outcome>().Length];
        for (var world = 0; world < 250; world++)
        {
            Draw(random);
            var estate = Open();
            for (var i = 0; i < 200; i++)
            {
                var (action, targets) = Questions[random.Next(Questions.Length)];
                var (user, target) = (random.Next(1, 6), targets[random.Next(targets.Length)]);
                var expected = Decide(user, action, target);
                var answer = AzureSample.Can(estate, user, "microsoft.directory/" + action, AzureSample.Id(target));
                Assert.True(expected == answer, $"world {world}: user {user} {action} on {target}: naive {expected}, ours {answer}\n{this}");
                seen[(int)answer]++;
            }
        }

        Assert.True(seen[(int)Outcome.Allowed] > 2500, $"{seen[(int)Outcome.Allowed]} were allowed only");
    }

    private void Draw(Random random)
    {
        _holdings.Clear();
        for (var role = 90; role < 94; role++)
            _roles[role] = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Patterns[random.Next(Patterns.Length)])];
        for (var group = 50; group < 53; group++)
            _groups[group] = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(5) == 0 ? random.Next(50, 53) : random.Next(1, 6)).Where(m => m != group).Distinct()];
        for (var unit = 81; unit < 84; unit++)
            _units[unit] = [.. new[] { 11, 12, 61, 62, 71, 50 }.Where(_ => random.Next(3) == 0)];
        string[] scopes = ["/", "/", "/administrativeUnits/" + AzureSample.Id(81), "/administrativeUnits/" + AzureSample.Id(82), "/administrativeUnits/" + AzureSample.Id(83), "/" + AzureSample.Id(71), "/" + AzureSample.Id(61), "/" + AzureSample.Id(11)];
        for (var i = 0; i < random.Next(2, 8); i++)
            _holdings.Add((random.Next(3) == 0 ? random.Next(50, 53) : random.Next(1, 6), random.Next(90, 94), scopes[random.Next(scopes.Length)], random.Next(6) == 0));
    }

    /// <summary>Unit 83 is a restricted one, group 62 a Microsoft 365 group, 63 a role-assignable one, application 72 a multi-tenant one.</summary>
    private Outcome Decide(int user, string action, int target)
    {
        foreach (var (holder, role, scope, eligible) in _holdings)
        {
            // "only role-assignable groups, which take no groups as members"
            var holds = holder == user || (_groups.TryGetValue(holder, out var members) && members.Contains(user));
            if (!holds || eligible || !_roles[role].Any(p => Covers(p, action, target)))
                continue;
            var unit = scope.StartsWith("/administrativeUnits/", StringComparison.Ordinal) ? int.Parse(scope[^2..], System.Globalization.CultureInfo.InvariantCulture) : 0;
            var reaches = scope == "/" || scope == "/" + AzureSample.Id(target) || (unit > 0 && _units[unit].Contains(target));
            // "nobody with tenant scope … modifies the members; only roles scoped to that unit"
            if (reaches && (!_units[83].Contains(target) || unit == 83))
                return Outcome.Allowed;
        }

        return Outcome.ImplicitlyDenied;
    }

    private static bool Covers(string pattern, string action, int target)
    {
        var assignable = target == 63;
        return pattern["microsoft.directory/".Length..] switch
        {
            "allEntities/allProperties/allTasks" => true,
            "users/allProperties/allTasks" => action.StartsWith("users/", StringComparison.Ordinal),
            "applications/allProperties/allTasks" => action.StartsWith("applications/", StringComparison.Ordinal),
            "applications.myOrganization/credentials/update" => action == "applications/credentials/update" && target == 71,
            "groups/members/update" => action == "groups/members/update" && !assignable,
            "groups.security/members/update" => action == "groups/members/update" && target == 61,
            "groups.unified/members/update" => action == "groups/members/update" && target == 62,
            "groupsAssignableToRoles/members/update" => action == "groups/members/update" && assignable,
            var same => same == action,
        };
    }

    private AzureEstate Open()
    {
        const string graph = "https://graph.microsoft.com/v1.0/$metadata#";
        var sample = new AzureSample().WithTenant().Users(1, 2, 3, 4, 5, 11, 12);
        void Add(string collection, string rows) => sample.File(Guid.NewGuid() + ".json", $$"""{"@odata.context":"{{graph}}{{collection}}","value":[{{rows}}]}""");
        Add("groups(members())", string.Join(',', _groups.Select(g => $$"""{"id":"{{AzureSample.Id(g.Key)}}","displayName":"g","securityEnabled":true,"isAssignableToRole":true,"members":[{{Refs(g.Value)}}]}""")));
        Add("groups", $$"""{"id":"{{AzureSample.Id(61)}}","displayName":"s","securityEnabled":true},{"id":"{{AzureSample.Id(62)}}","displayName":"u","securityEnabled":false,"groupTypes":["Unified"]},{"id":"{{AzureSample.Id(63)}}","displayName":"r","securityEnabled":true,"isAssignableToRole":true}""");
        Add("applications", $$"""{"id":"{{AzureSample.Id(71)}}","appId":"{{AzureSample.Id(171)}}","displayName":"a","signInAudience":"AzureADMyOrg"},{"id":"{{AzureSample.Id(72)}}","appId":"{{AzureSample.Id(172)}}","displayName":"b","signInAudience":"AzureADMultipleOrgs"}""");
        Add("directory/administrativeUnits", string.Join(',', _units.Select(u => $$"""{"id":"{{AzureSample.Id(u.Key)}}","displayName":"u","isMemberManagementRestricted":{{(u.Key == 83 ? "true" : "false")}},"members":[{{Refs(u.Value)}}]}""")));
        Add("roleManagement/directory/roleDefinitions", string.Join(',', _roles.Select(r => $$"""{"id":"{{AzureSample.Id(r.Key)}}","templateId":"{{AzureSample.Id(r.Key)}}","displayName":"r","isBuiltIn":false,"isEnabled":true,"rolePermissions":[{"allowedResourceActions":{{JsonSerializer.Serialize(r.Value)}}}]}""")));
        foreach (var eligible in new[] { false, true })
        {
            var rows = _holdings.Where(h => h.Eligible == eligible).Select((h, i) => $$"""{"id":"h{{eligible}}{{i}}","principalId":"{{AzureSample.Id(h.Holder)}}","roleDefinitionId":"{{AzureSample.Id(h.Role)}}","directoryScopeId":"{{h.Scope}}"}""");
            Add(eligible ? "roleManagement/directory/roleEligibilityScheduleInstances" : "roleManagement/directory/roleAssignments", string.Join(',', rows));
        }

        return sample.Open();
    }

    private static string Refs(int[] numbers) => string.Join(',', numbers.Select(n => $$"""{"id":"{{AzureSample.Id(n)}}"}"""));

    public override string ToString() =>
        string.Join('\n', _holdings) + "\n" + string.Join('\n', _roles.Select(r => $"{r.Key}: {string.Join(' ', r.Value)}")) + "\n" + string.Join('\n', _groups.Concat(_units).Select(g => $"{g.Key}: {string.Join(' ', g.Value)}"));
}
