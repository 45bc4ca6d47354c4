using Ambit.Access;

namespace Ambit.Tests.Azure;

public sealed class AzureAccessTests
{
    private const string Sub = "/subscriptions/" + AzureSample.Subscription;
    private const string Vm = Sub + "/resourceGroups/prod/providers/Microsoft.Compute/virtualMachines/vm1";
    private const string Run = "Microsoft.Compute/virtualMachines/runCommand/action";
    private const string Write = "Microsoft.Authorization/roleAssignments/write";
    private const string Blob = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";
    private const string Account = Sub + "/resourceGroups/prod/providers/Microsoft.Storage/storageAccounts/st1";

    private static AzureSample World() => new AzureSample().WithTenant().Users(1, 2, 3);

    [Theory]
    [InlineData(Sub + "/resourceGroups/prod", Outcome.Allowed)]
    [InlineData(Sub + "/resourcegroups/PROD", Outcome.Allowed)]
    [InlineData(Sub + "/resourceGroups/pro", Outcome.ImplicitlyDenied)]
    [InlineData(Sub, Outcome.Allowed)]
    [InlineData("/", Outcome.Allowed)]
    [InlineData(Vm, Outcome.Allowed)]
    [InlineData(Vm + "2", Outcome.ImplicitlyDenied)]
    public void A_scope_covers_whole_segments_without_regard_to_case(string scope, Outcome expected) =>
        Assert.Equal(expected, AzureSample.Can(World().Assign(1, AzureSample.Contributor, scope).Open(), 1, Run, Vm));

    [Fact]
    public void A_management_group_covers_by_the_hierarchy_and_not_by_the_string()
    {
        var estate = World()
            .File("mg.json", $$"""{"id":"/providers/Microsoft.Management/managementGroups/root","type":"Microsoft.Management/managementGroups","name":"root","children":[{"id":"/providers/Microsoft.Management/managementGroups/a","type":"Microsoft.Management/managementGroups","name":"a","children":[{"id":"{{Sub}}","type":"/subscriptions","name":"{{AzureSample.Subscription}}"}]}]}""")
            .Assign(1, AzureSample.Contributor, "/providers/Microsoft.Management/managementGroups/root")
            .Assign(2, AzureSample.Contributor, "/providers/Microsoft.Management/managementGroups/b").Open();
        Assert.Equal(Outcome.Allowed, AzureSample.Can(estate, 1, Run, Vm));
        Assert.Equal(Outcome.ImplicitlyDenied, AzureSample.Can(estate, 2, Run, Vm));
    }

    [Theory]
    [InlineData("Microsoft.Compute/*/ACTION", Outcome.Allowed)]
    [InlineData("*/action", Outcome.Allowed)]
    [InlineData("microsoft.compute/virtualmachines/runcommand/action", Outcome.Allowed)]
    [InlineData("Microsoft.Compute/virtualMachines/runCommands/*", Outcome.ImplicitlyDenied)]
    [InlineData("Microsoft.Compute/virtualMachines/runCommand/?ction", Outcome.ImplicitlyDenied)]
    public void Wildcards_stand_anywhere_and_cross_slashes(string pattern, Outcome expected)
    {
        var estate = World().Role(AzureSample.Id(90), "Custom", [pattern]).Assign(1, AzureSample.Id(90), Sub).Open();
        Assert.Equal(expected, AzureSample.Can(estate, 1, Run, Vm));
    }

    [Fact]
    public void Not_actions_of_one_role_are_no_deny_for_another()
    {
        var estate = World().Role(AzureSample.Id(90), "Assigner", [Write]).Assign(1, AzureSample.Contributor, Sub).Assign(2, AzureSample.Contributor, Sub).Assign(2, AzureSample.Id(90), Sub).Open();
        Assert.Equal(Outcome.ImplicitlyDenied, AzureSample.Can(estate, 1, Write, Sub));
        Assert.Equal(Outcome.Allowed, AzureSample.Can(estate, 2, Write, Sub));
    }

    [Fact]
    public void Owner_reads_no_blob_and_a_data_role_does()
    {
        var estate = World().Assign(1, AzureSample.Owner, Sub).Assign(2, "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", Account).Open();
        Assert.Equal(Outcome.ImplicitlyDenied, AzureSample.Can(estate, 1, Blob, Account));
        Assert.Equal(Outcome.Allowed, AzureSample.Can(estate, 2, Blob, Account));
    }

    [Theory]
    [InlineData(2, false, Outcome.ExplicitlyDenied)]
    [InlineData(1, false, Outcome.Allowed)]
    [InlineData(2, true, Outcome.Allowed)]
    public void A_deny_assignment_wins_over_owner_but_for_who_is_excluded_and_beneath_a_scope_it_stops_at(int user, bool onlyScope, Outcome expected)
    {
        var estate = World().Assign(1, AzureSample.Owner, Sub).Assign(2, AzureSample.Owner, Sub)
            .File("deny.json", $$"""{"value":[{"id":"{{Sub}}/providers/Microsoft.Authorization/denyAssignments/d","type":"Microsoft.Authorization/denyAssignments","name":"d","properties":{"denyAssignmentName":"d","permissions":[{"actions":["*"],"notActions":[],"dataActions":[],"notDataActions":[]}],"scope":"{{Sub}}","doNotApplyToChildScopes":{{(onlyScope ? "true" : "false")}},"principals":[{"id":"00000000-0000-0000-0000-000000000000","type":"SystemDefined"}],"excludePrincipals":[{"id":"{{AzureSample.Id(1)}}","type":"User"}]} }]}""").Open();
        Assert.Equal(expected, AzureSample.Can(estate, user, Run, Vm));
    }

    [Fact]
    public void Azure_counts_groups_within_groups()
    {
        var estate = World()
            .File("groups.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups(members())","value":[{"id":"{{AzureSample.Id(50)}}","displayName":"outer","securityEnabled":true,"members":[{"@odata.type":"#microsoft.graph.group","id":"{{AzureSample.Id(51)}}"}]},{"id":"{{AzureSample.Id(51)}}","displayName":"inner","securityEnabled":true,"members":[{"@odata.type":"#microsoft.graph.user","id":"{{AzureSample.Id(1)}}"},{"@odata.type":"#microsoft.graph.group","id":"{{AzureSample.Id(50)}}"}]}]}""")
            .Assign(50, AzureSample.Contributor, Sub, type: "Group").Open();
        Assert.Equal(Outcome.Allowed, AzureSample.Can(estate, 1, Run, Vm));
        Assert.Equal(Outcome.ImplicitlyDenied, AzureSample.Can(estate, 2, Run, Vm));
    }

    [Fact]
    public void A_role_that_nothing_describes_is_conditional_and_names_the_command_that_exports_it()
    {
        var estate = World().Assign(1, AzureSample.Id(77), Sub).Open();
        var decision = estate.Access.Decide(new AccessRequest(AzureSample.UserId(1), Run, Vm, AccessRequest.NoContext));
        Assert.Equal(Outcome.Conditional, decision.Outcome);
        Assert.Contains("az role definition list --name " + AzureSample.Id(77), decision.Conditions[0].Values[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", Outcome.ImplicitlyDenied)]
    [InlineData("acdd72a7-3385-48ef-bd42-f606fba81ae7", Outcome.Allowed)]
    [InlineData(null, Outcome.Conditional)]
    public void A_condition_limits_which_role_may_be_assigned(string? role, Outcome expected)
    {
        const string condition = "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{acdd72a7-3385-48ef-bd42-f606fba81ae7}))";
        var estate = World().Assign(1, AzureSample.Owner, Sub, condition).Open();
        Assert.Equal(expected, AzureSample.Can(estate, 1, Write, Sub, role is null ? null : new() { ["Microsoft.Authorization/roleAssignments:RoleDefinitionId"] = role }));
        Assert.Equal(Outcome.Allowed, AzureSample.Can(estate, 1, Run, Vm));
    }

    [Theory]
    [InlineData(true, "get", Outcome.ImplicitlyDenied)]
    [InlineData(false, "Get", Outcome.Allowed)]
    [InlineData(false, "all", Outcome.Allowed)]
    [InlineData(false, "list", Outcome.ImplicitlyDenied)]
    public void A_vault_is_opened_by_roles_or_by_policies_never_by_both(bool rbac, string verb, Outcome expected)
    {
        const string vault = Sub + "/resourceGroups/prod/providers/Microsoft.KeyVault/vaults/kv";
        var estate = World().Assign(2, "4633458b-17de-408a-b874-0445c86b69e6", vault)
            .File("kv.json", $$"""[{"id":"{{vault}}","name":"kv","type":"Microsoft.KeyVault/vaults","properties":{"enableRbacAuthorization":{{(rbac ? "true" : "false")}},"accessPolicies":[{"tenantId":"{{AzureSample.Tenant}}","objectId":"{{AzureSample.Id(1)}}","permissions":{"secrets":["{{verb}}"],"keys":[],"certificates":[]} }]} }]""").Open();
        Assert.Equal(expected, AzureSample.Can(estate, 1, "Microsoft.KeyVault/vaults/secrets/getSecret/action", vault));
        Assert.Equal(rbac ? Outcome.Allowed : Outcome.ImplicitlyDenied, AzureSample.Can(estate, 2, "Microsoft.KeyVault/vaults/secrets/getSecret/action", vault));
    }

    [Theory]
    [InlineData("729827e3-9c14-49f7-bb1b-9608f156bbb8", null, Outcome.Allowed)]
    [InlineData("729827e3-9c14-49f7-bb1b-9608f156bbb8", "966707d0-3269-4727-9be2-8c3a10f19b9d", Outcome.Allowed)]
    [InlineData("729827e3-9c14-49f7-bb1b-9608f156bbb8", "fe930be7-5e62-47db-91af-98c3a49a38b1", Outcome.ImplicitlyDenied)]
    [InlineData("966707d0-3269-4727-9be2-8c3a10f19b9d", "729827e3-9c14-49f7-bb1b-9608f156bbb8", Outcome.ImplicitlyDenied)]
    [InlineData("c4e39bd9-1100-46d3-8c65-fb160da0071f", "c4e39bd9-1100-46d3-8c65-fb160da0071f", Outcome.Allowed)]
    [InlineData("c4e39bd9-1100-46d3-8c65-fb160da0071f", "729827e3-9c14-49f7-bb1b-9608f156bbb8", Outcome.ImplicitlyDenied)]
    [InlineData("fe930be7-5e62-47db-91af-98c3a49a38b1", "fdd7a751-b60b-444a-984c-02652fe8fa1c", Outcome.Allowed)]
    [InlineData("fe930be7-5e62-47db-91af-98c3a49a38b1", "62e90394-69f5-4237-9190-012177145e10", Outcome.ImplicitlyDenied)]
    [InlineData("7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "62e90394-69f5-4237-9190-012177145e10", Outcome.Allowed)]
    public void Who_resets_whom_follows_the_roles_of_both(string holder, string? target, Outcome expected)
    {
        var world = World().DirectoryRole(1, holder);
        if (target is not null)
            world.DirectoryRole(2, target);
        Assert.Equal(expected, AzureSample.Can(world.Open(), 1, "microsoft.directory/users/password/update", AzureSample.UserId(2)));
    }

    [Fact]
    public void Names_resolve_by_object_id_user_principal_name_and_display_name()
    {
        var estate = World().Open();
        foreach (var name in new[] { AzureSample.UserId(1), AzureSample.Id(1).ToUpperInvariant(), "U1@T.example", "user 1" })
            Assert.Equal([AzureSample.UserId(1)], estate.Access.Resolve(name));
    }
}
