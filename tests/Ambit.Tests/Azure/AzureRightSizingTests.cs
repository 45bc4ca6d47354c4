using Ambit.Azure;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Tests.Azure;

public sealed class AzureRightSizingTests
{
    private const string Sub = "/subscriptions/" + AzureSample.Subscription;
    private const string Vm = "/subscriptions/" + AzureSample.Subscription + "/resourcegroups/prod/providers/microsoft.compute/virtualmachines/vm1";
    private static readonly DateTimeOffset Day = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static AzureEstate Estate() => new AzureSample().WithTenant().Users(1, 2).Assign(1, AzureSample.Owner, Sub).Open();

    private static UsageRow Use(string action, string resource, UseOutcome outcome = UseOutcome.Used) =>
        new("azure", AzureSample.UserId(1), action, resource, DateOnly.FromDateTime(Day.UtcDateTime), UsageContext.Empty, outcome, MappingBasis.Table, "ActivityLog", 3, Day, Day);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_owner_is_cut_to_what_it_used_where_it_used_it_and_the_replay_is_clean(bool keepReads)
    {
        var sizing = Estate().RightSizing;
        var usage = new[] { Use("Microsoft.Compute/virtualMachines/start/action", Vm), Use("Microsoft.Compute/virtualMachines/write", Vm + "2"), Use("Microsoft.Compute/virtualMachines/delete", Vm, UseOutcome.Refused) };
        var sized = Assert.Single(sizing.Size(sizing.Find("u1@t.example")!, usage, new SizingOptions(new UsageWindow(Day.AddDays(-90), Day.AddDays(1)), KeepUnlogged: keepReads)));
        var used = sized.After[0].Document.GetProperty("roleDefinition");
        Assert.Equal(["Microsoft.Compute/virtualMachines/start/action", "Microsoft.Compute/virtualMachines/write"], used.GetProperty("Actions").EnumerateArray().Select(a => a.GetString()));
        Assert.True(sized.Proof?.NeverWider);
        Assert.Equal([Sub + "/resourcegroups/prod"], used.GetProperty("AssignableScopes").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(keepReads ? 2 : 1, sized.After.Count);
        Assert.Equal(keepReads, sized.KeptUnproved.Any(k => k.Permission == "*/read"));
        Assert.True(sized.Replay.Clean);
        Assert.Equal(6, sized.Replay.Allowed);
    }

    [Fact]
    public void A_role_that_leaves_something_out_is_caught_by_the_replay()
    {
        using var policy = System.Text.Json.JsonDocument.Parse($$"""{"Name":"x","Actions":["Microsoft.Compute/virtualMachines/read"],"AssignableScopes":["{{Sub}}"]}""");
        var replay = Estate().RightSizing.Replay(AzureSample.UserId(1), policy.RootElement, [Use("Microsoft.Compute/virtualMachines/write", Vm)]);
        Assert.Equal("Microsoft.Compute/virtualMachines/write", Assert.Single(replay.WouldDeny).Action);
    }

    [Theory]
    [InlineData("json", "AssignableScopes")]
    [InlineData("bicep", "Microsoft.Authorization/roleDefinitions@2022-04-01")]
    [InlineData("terraform", "azurerm_role_definition")]
    [InlineData("azure-cli", "az role assignment create")]
    public void Every_format_writes_the_role(string format, string word)
    {
        var sizing = Estate().RightSizing;
        var sized = sizing.Size(sizing.Subjects[0], [Use("Microsoft.Compute/virtualMachines/write", Vm)], new SizingOptions(new UsageWindow(Day.AddDays(-90), Day.AddDays(1))))[0];
        Assert.Contains(sizing.Render(sized, format), f => f.Content.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Conditions_of_today_stay_and_notActions_of_each_entry_too()
    {
        const string condition = "((!(ActionMatches{'Microsoft.Compute/virtualMachines/write'})) OR (@Resource[Microsoft.Compute/virtualMachines:name] StringEquals 'vm1'))";
        var estate = new AzureSample().WithTenant().Users(1).Role(AzureSample.Id(900), "r", ["*"], ["Microsoft.Authorization/*", "Microsoft.Compute/disks/read"]).Assign(1, AzureSample.Id(900), Sub, condition).Open();
        var sized = Sized(estate, AzureSample.Id(1), [Use("Microsoft.Compute/virtualMachines/write", Vm)]);
        Assert.All(sized.After, p => Assert.Equal(condition, p.Document.GetProperty("assignment").GetProperty("condition").GetString()));
        Assert.Equal(["Microsoft.Authorization/*", "Microsoft.Compute/disks/read"], sized.After[1].Document.GetProperty("roleDefinition").GetProperty("NotActions").EnumerateArray().Select(a => a.GetString()));
        Assert.True(sized.Proof?.NeverWider);
    }

    [Fact]
    public void Data_actions_at_a_management_group_become_one_role_a_subscription()
    {
        const string group = "/providers/Microsoft.Management/managementGroups/m";
        var estate = new AzureSample().WithTenant().Users(1).File("mg.json", $$"""{"id":"{{group}}","type":"Microsoft.Management/managementGroups","name":"m","children":[{"id":"{{Sub}}","type":"/subscriptions"}]}""")
            .Role(AzureSample.Id(900), "r", [], [], ["Microsoft.KeyVault/vaults/secrets/*"]).Assign(1, AzureSample.Id(900), group).Open();
        var sized = Sized(estate, AzureSample.Id(1), []);
        Assert.Equal(Sub, Assert.Single(sized.After).Document.GetProperty("assignment").GetProperty("scope").GetString());
        Assert.True(sized.Proof?.NeverWider);
    }

    [Fact]
    public void A_role_that_nobody_describes_stays()
    {
        var estate = new AzureSample().WithTenant().Users(1).Assign(1, AzureSample.Id(999), Sub).Open();
        var sized = Sized(estate, AzureSample.Id(1), [Use("Microsoft.Compute/virtualMachines/write", Vm)]);
        Assert.EndsWith(AzureSample.Id(999), Assert.Single(sized.After).Document.GetProperty("assignment").GetProperty("roleDefinitionId").GetString(), StringComparison.Ordinal);
        Assert.Single(sized.Replay.Undecided);
    }

    [Fact]
    public void A_group_is_sized_for_the_union_of_its_members_or_split()
    {
        var estate = new AzureSample().WithTenant().Users(1, 2)
            .File("groups.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups(members())","value":[{"id":"{{AzureSample.Id(50)}}","displayName":"g","securityEnabled":true,"members":[{"id":"{{AzureSample.Id(1)}}"},{"id":"{{AzureSample.Id(2)}}"}]}]}""")
            .Assign(50, AzureSample.Contributor, Sub, type: "Group").Open();
        UsageRow[] usage = [Use("Microsoft.Compute/virtualMachines/write", Vm), Use("Microsoft.Compute/virtualMachines/delete", Vm) with { Principal = AzureSample.UserId(2) }];
        var sized = Sized(estate, AzureSample.Id(50), usage);
        Assert.Equal(["Microsoft.Compute/virtualMachines/delete", "Microsoft.Compute/virtualMachines/write"], Actions(sized.After[0]));
        Assert.Equal((6, true), (sized.Replay.Allowed, sized.Replay.Clean));
        Assert.Equal([AzureSample.UserId(1), AzureSample.UserId(2)], estate.RightSizing.Find(AzureSample.Id(50))!.Holders);
        var split = estate.RightSizing.Size(estate.RightSizing.Find(AzureSample.Id(50))!, usage, Options with { Split = true });
        Assert.Equal(["Microsoft.Compute/virtualMachines/write"], Actions(split[0].After[0]));
        Assert.Equal(AzureSample.Id(1), split[0].After[0].Document.GetProperty("assignment").GetProperty("principalId").GetString());
        Assert.All(split, s => Assert.True(s.Replay.Clean));
    }

    [Theory]
    [InlineData("microsoft.directory/users/password/update", 2, "Password Administrator", "eligible")]
    [InlineData("microsoft.directory/groups/members/update", 50, "ambit-groups-members-update", "eligible")]
    [InlineData("microsoft.directory/roleAssignments/allProperties/allTasks", 2, "Privileged Role Administrator", "eligible")]
    public void A_global_administrator_gets_the_least_role_that_covers_what_it_did_and_activates_it(string action, int target, string role, string kind)
    {
        var estate = new AzureSample().WithTenant().Users(1, 2)
            .File("groups.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups","value":[{"id":"{{AzureSample.Id(50)}}","displayName":"g","securityEnabled":true}]}""")
            .DirectoryRole(1, "62e90394-69f5-4237-9190-012177145e10").Open();
        var sized = Sized(estate, AzureSample.Id(1), [Use(action, "/" + AzureSample.Id(target))]);
        var document = Assert.Single(sized.After).Document;
        Assert.Equal((role, kind), (document.GetProperty("directoryRole").GetProperty("displayName").GetString(), document.GetProperty("assignment").GetProperty("assignmentType").GetString()));
        Assert.True(sized.Replay.Clean);
        Assert.Equal(3, sized.Replay.Allowed);
        Assert.True(sized.Proof?.NeverWider);
    }

    [Fact]
    public void An_entra_role_shrinks_to_the_unit_that_holds_all_whom_it_touched()
    {
        var estate = new AzureSample().WithTenant().Users(1, 2, 3).DirectoryRole(1, "729827e3-9c14-49f7-bb1b-9608f156bbb8")
            .File("units.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#directory/administrativeUnits","value":[{"id":"{{AzureSample.Id(70)}}","displayName":"Shop","members":[{"id":"{{AzureSample.Id(2)}}"}]},{"id":"{{AzureSample.Id(71)}}","displayName":"Office","members":[{"id":"{{AzureSample.Id(3)}}"}]}]}""").Open();
        string Scope(params int[] touched) =>
            Sized(estate, AzureSample.Id(1), [.. touched.Select(t => Use("microsoft.directory/users/password/update", "/" + AzureSample.Id(t)))]).After[0].Document.GetProperty("assignment").GetProperty("directoryScopeId").GetString()!;
        Assert.Equal("/administrativeUnits/" + AzureSample.Id(70), Scope(2));
        Assert.Equal("/", Scope(2, 3));
    }

    [Theory]
    [InlineData("Directory.ReadWrite.All", "GET", "/users", "User.Read.All")]
    [InlineData("User.ReadWrite.All", "PATCH", "/users/{id}", "User.ReadWrite.All")]
    [InlineData("Application.ReadWrite.All", "POST", "/applications", "Application.ReadWrite.OwnedBy")]
    [InlineData("Application.ReadWrite.All", "POST", "/applications/{id}/addPassword", "Application.ReadWrite.All")]
    [InlineData("Mail.ReadWrite", "GET", "/users/{id}/messages", "Mail.Read")]
    public void An_application_keeps_the_least_permission_that_serves_its_calls(string held, string method, string call, string least)
    {
        var estate = new AzureSample().WithTenant()
            .File("sps.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#servicePrincipals","value":[{"id":"{{AzureSample.Id(80)}}","appId":"{{AzureSample.Id(81)}}","displayName":"app","servicePrincipalType":"Application","accountEnabled":true},{"id":"{{AzureSample.Id(82)}}","appId":"00000003-0000-0000-c000-000000000000","displayName":"Microsoft Graph","appRoles":[{"id":"{{AzureSample.Id(83)}}","value":"{{held}}"}]}]}""")
            .File("grants.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#servicePrincipals('{{AzureSample.Id(80)}}')/appRoleAssignments","value":[{"id":"x","principalId":"{{AzureSample.Id(80)}}","principalType":"ServicePrincipal","resourceId":"{{AzureSample.Id(82)}}","appRoleId":"{{AzureSample.Id(83)}}"}]}""").Open();
        var id = $"azure:{AzureSample.Tenant}:servicePrincipal:{AzureSample.Id(80)}";
        var sized = Sized(estate, AzureSample.Id(80), [Use(held, null!) with { Principal = id, Resource = null, Source = $"MicrosoftGraph {method} {call}" }]);
        Assert.Equal([least], Assert.Single(sized.After).Document.GetProperty("graphApplicationPermissions").EnumerateArray().Select(p => p.GetString()));
        Assert.True(sized.Replay.Clean);
    }

    [Fact]
    public void The_script_neither_adds_nor_removes_a_permission_that_stays()
    {
        var roles = string.Join(',', new[] { (83, "User.Read.All"), (84, "Mail.Read"), (85, "Mail.ReadWrite") }.Select(r => $$"""{"id":"{{AzureSample.Id(r.Item1)}}","value":"{{r.Item2}}"}"""));
        var estate = new AzureSample().WithTenant()
            .File("sps.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#servicePrincipals","value":[{"id":"{{AzureSample.Id(80)}}","appId":"{{AzureSample.Id(81)}}","displayName":"app","servicePrincipalType":"Application","accountEnabled":true},{"id":"{{AzureSample.Id(82)}}","appId":"00000003-0000-0000-c000-000000000000","displayName":"Microsoft Graph","appRoles":[{{roles}}]}]}""")
            .File("grants.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#appRoleAssignments","value":[{{string.Join(',', new[] { 83, 84, 85 }.Select(r => $$"""{"id":"x{{r}}","principalId":"{{AzureSample.Id(80)}}","principalType":"ServicePrincipal","resourceId":"{{AzureSample.Id(82)}}","appRoleId":"{{AzureSample.Id(r)}}"}"""))}}]}""").Open();
        var id = $"azure:{AzureSample.Tenant}:servicePrincipal:{AzureSample.Id(80)}";
        var sized = Sized(estate, AzureSample.Id(80), [.. new[] { ("User.Read.All", "/users"), ("Mail.Read", "/users/{id}/messages") }.Select(c => Use(c.Item1, null!) with { Principal = id, Resource = null, Source = $"MicrosoftGraph GET {c.Item2}" })]);
        var script = Assert.Single(estate.RightSizing.Render(sized, "azure-cli")).Content;
        Assert.DoesNotContain("# User.Read.All", script, StringComparison.Ordinal);
        Assert.DoesNotContain("# Mail.Read\n", script, StringComparison.Ordinal);
        Assert.Contains("--method delete", script, StringComparison.Ordinal);
        Assert.EndsWith("# Mail.ReadWrite\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_assigned_roles_may_assign_those_and_no_others()
    {
        var id = Sub + "/providers/Microsoft.Authorization/roleAssignments/" + AzureSample.Id(77);
        var estate = new AzureSample().WithTenant().Users(1, 2).Assign(1, AzureSample.Owner, Sub)
            .File("ra-of-2.json", $$"""[{"id":"{{id}}","type":"Microsoft.Authorization/roleAssignments","principalId":"{{AzureSample.Id(2)}}","principalType":"User","roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/{{AzureSample.Reader}}","scope":"{{Sub}}"}]""").Open();
        var sized = Sized(estate, AzureSample.Id(1), [Use("Microsoft.Authorization/roleAssignments/write", id.ToLowerInvariant())]);
        Assert.Contains($"GuidEquals {{{AzureSample.Reader}}}", sized.After[0].Document.GetProperty("assignment").GetProperty("condition").GetString(), StringComparison.Ordinal);
        Assert.True(sized.Replay.Clean);
        Assert.Empty(sized.Replay.Undecided);
    }

    private static SizingOptions Options => new(new UsageWindow(Day.AddDays(-90), Day.AddDays(1)));

    private static RightSized Sized(AzureEstate estate, string name, UsageRow[] usage) => Assert.Single(estate.RightSizing.Size(estate.RightSizing.Find(name)!, usage, Options));

    private static IEnumerable<string?> Actions(SizedPolicy policy) => policy.Document.GetProperty("roleDefinition").GetProperty("Actions").EnumerateArray().Select(a => a.GetString());
}
