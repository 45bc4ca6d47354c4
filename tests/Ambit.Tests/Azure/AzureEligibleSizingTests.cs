using Ambit.Azure;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Tests.Azure;

/// <summary>Right-sizing of what has to be activated first: Azure roles, Entra roles, memberships of groups.</summary>
public sealed class AzureEligibleSizingTests
{
    private const string Sub = "/subscriptions/" + AzureSample.Subscription;
    private const string Prod = Sub + "/resourcegroups/prod";
    private const string Vm = Prod + "/providers/microsoft.compute/virtualmachines/vm1";
    private const string Start = "Microsoft.Compute/virtualMachines/start/action";
    private const string Activate = "microsoft.directory/roleAssignments/selfActivate";
    private const string Request = "Microsoft.Authorization/roleAssignmentScheduleRequests/write";
    private const string Helpdesk = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
    private const string UserAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";
    private static readonly DateTimeOffset Day = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_eligible_role_shrinks_to_what_was_done_while_it_was_on_and_stays_eligible()
    {
        var sized = Sized(Eligible(AzureSample.Owner, Sub), [Use(Activate, "/" + AzureSample.Owner), Use(Request, Prod + "/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/x"), Use(Start, Vm)], keep: false);
        var document = Assert.Single(sized.After).Document;
        Assert.Equal([Start], Texts(document, "Actions"));
        Assert.Equal((Vm, "eligible"), (document.GetProperty("assignment").GetProperty("scope").GetString(), document.GetProperty("assignment").GetProperty("assignmentType").GetString()));
        Assert.True(sized.Proof?.NeverWider);
        Assert.True(sized.Replay.Clean);
        Assert.Equal(6, sized.Replay.Events);
        Assert.Equal(["Owner at " + Sub + ", eligible"], sized.Before.Select(b => b.Name));
    }

    [Theory]
    [InlineData(Activate, "/" + AzureSample.Reader, false)]
    [InlineData(Activate, "/" + AzureSample.Owner, true)]
    [InlineData(Activate, "/44444444-4444-4444-8444-444444444444", true)]
    [InlineData(Request, Prod + "/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/x", true)]
    [InlineData(Request, "/subscriptions/33333333-3333-4333-8333-333333333333/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/x", false)]
    [InlineData(Start, Vm, true)]
    [InlineData(Start, "/subscriptions/33333333-3333-4333-8333-333333333333/resourcegroups/prod/providers/microsoft.compute/virtualmachines/vm1", false)]
    public void An_eligible_role_that_nothing_shows_activated_is_left_out(string action, string resource, bool stays)
    {
        var sized = Sized(Eligible(AzureSample.Owner, Sub), [Use(action, resource)]);
        Assert.Equal(stays, sized.After.Count > 0);
        Assert.Equal(!stays, sized.Notes.Any(n => n.StartsWith("the eligibility for Owner of " + Sub, StringComparison.Ordinal)));
        Assert.All(sized.After, p => Assert.Equal("eligible", p.Document.GetProperty("assignment").GetProperty("assignmentType").GetString()));
    }

    [Fact]
    public void What_an_active_role_allows_is_no_use_of_an_eligible_one_unless_the_log_says_so()
    {
        var estate = Eligible(AzureSample.Owner, Sub, s => s.Assign(1, AzureSample.Contributor, Sub));
        Assert.DoesNotContain(Sized(estate, [Use(Start, Vm)]).After, p => p.Document.GetProperty("assignment").TryGetProperty("assignmentType", out _));
        var told = Use(Start, Vm) with { Context = UsageContext.Of([new("roleDefinitionId", AzureSample.Owner)]) };
        Assert.Contains(Sized(estate, [told]).After, p => p.Document.GetProperty("assignment").TryGetProperty("assignmentType", out _));
    }

    [Fact]
    public void What_is_activated_just_now_is_no_permanent_role()
    {
        const string end = "2026-05-02T00:00:00Z";
        var estate = Eligible(AzureSample.Owner, Sub, s => s.Assign(1, AzureSample.Owner, Sub)
            .File("active.json", $$"""{"value":[{"id":"{{Sub}}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances/i","type":"Microsoft.Authorization/roleAssignmentScheduleInstances","name":"i","properties":{"scope":"{{Sub}}","roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/{{AzureSample.Owner}}","principalId":"{{AzureSample.Id(1)}}","principalType":"User","assignmentType":"Activated","memberType":"Direct","startDateTime":"2026-05-01T08:00:00Z","endDateTime":"{{end}}"} }]}"""));
        Assert.Single(estate.Manager.Assignments, a => a is { Activated: true, EndsAt: not null });
        Assert.NotEmpty(Sized(estate, []).After);
        Assert.Equal(["eligible"], Sized(estate, [Use(Start, Vm)], keep: false).After.Select(p => p.Document.GetProperty("assignment").GetProperty("assignmentType").GetString()));
        Assert.DoesNotContain(estate.FindingKinds.Where(k => k.Id == "permanent-privileged-role").SelectMany(k => k.Find(AzureFindingTests.Facts(estate, System.Text.Json.JsonDocument.Parse("{}").RootElement), TestContext.Current.CancellationToken)), f => f.Identity == AzureSample.UserId(1));
    }

    [Fact]
    public void Who_assigned_roles_for_ever_activates_that_and_keeps_the_rest_active()
    {
        var estate = new AzureSample().WithTenant().Users(1, 2).Assign(1, AzureSample.Owner, Sub).Open();
        var sized = Sized(estate, [Use("Microsoft.Authorization/roleAssignments/write", Prod + "/providers/Microsoft.Authorization/roleAssignments/x")]);
        Assert.Equal("eligible", sized.After[0].Document.GetProperty("assignment").GetProperty("assignmentType").GetString());
        Assert.False(sized.After[1].Document.GetProperty("assignment").TryGetProperty("assignmentType", out _));
        Assert.True(sized.Replay.Clean);
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData(Activate, "/" + Helpdesk, 1)]
    [InlineData(Activate, "/" + UserAdministrator, 0)]
    [InlineData("microsoft.directory/users/password/update", "/00000000-0000-4000-8000-000000000002", 1)]
    public void An_eligible_entra_role_goes_when_nothing_shows_its_activation(string? action, string? resource, int roles)
    {
        var estate = new AzureSample().WithTenant().Users(1, 2).File("eligible.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#roleManagement/directory/roleEligibilityScheduleInstances","value":[{"id":"e","principalId":"{{AzureSample.Id(1)}}","roleDefinitionId":"{{Helpdesk}}","directoryScopeId":"/","memberType":"Direct","endDateTime":"2026-12-01T00:00:00Z"}]}""").Open();
        var sized = Sized(estate, action is null ? [] : [Use(action, resource!)]);
        Assert.Equal(roles, sized.After.Count);
        Assert.All(sized.After, p => Assert.Equal(("eligible", 12), (p.Document.GetProperty("assignment").GetProperty("assignmentType").GetString(), p.Document.GetProperty("assignment").GetProperty("endDateTime").GetDateTimeOffset().Month)));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(Activate, "/00000000-0000-4000-8000-000000000050", true)]
    [InlineData(Activate, "/" + Helpdesk, false)]
    [InlineData(Start, Vm, true)]
    public void A_membership_to_be_activated_stays_where_its_activation_or_power_shows(string? action, string? resource, bool stays)
    {
        var estate = WithGroup();
        var sized = Sized(estate, action is null ? [] : [Use(action, resource!)]);
        Assert.Equal(stays, sized.After.Any(p => p.Kind == "groupEligibility"));
        Assert.Equal(!stays, sized.Notes.Any(n => n.Contains("member of the group Operators", StringComparison.Ordinal)));
        Assert.True(sized.Replay.Clean);
    }

    [Theory]
    [InlineData("bicep", "roleEligibilityScheduleRequests@2022-04-01-preview", "requestType: 'AdminAssign'")]
    [InlineData("terraform", "azurerm_pim_eligible_role_assignment", "azuread_privileged_access_group_eligibility_schedule")]
    [InlineData("azure-cli", "/providers/Microsoft.Authorization/roleEligibilityScheduleRequests/", "\"requestType\":\"AdminRemove\"")]
    [InlineData("json", "\"assignmentType\":\"eligible\"", "\"groupEligibility\"")]
    public void Every_format_writes_eligible_roles(string format, string word, string other)
    {
        var estate = Eligible(AzureSample.Owner, Sub, s => Group(s));
        var sized = Sized(estate, [Use(Activate, "/" + AzureSample.Owner), Use(Activate, "/" + AzureSample.Id(50)), Use(Start, Vm)], keep: false);
        var text = string.Concat(estate.RightSizing.Render(sized, format).Select(f => f.Content));
        Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.Contains(other, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Start, false)]
    [InlineData("Microsoft.Authorization/roleAssignments/write", true)]
    public void What_a_proposal_leaves_is_what_the_escalation_rules_see_of_it(string used, bool assigns)
    {
        var estate = new AzureSample().WithTenant().Users(1, 2).Assign(1, AzureSample.Owner, Sub).Assign(2, AzureSample.Owner, Sub).Open();
        var sized = Sized(estate, [Use(used, Vm)], keep: false);
        var proposed = estate.RightSizing.Proposed([sized])!;
        bool Assigns(Ambit.Escalation.IEscalationFacts facts, int user) => facts.Relation("activation").Rows([AzureSample.UserId(user), null, null]).Any();
        Assert.Equal(assigns, Assigns(proposed, 1));
        Assert.False(Assigns(estate.Escalation, 1));
        Assert.Equal(0, sized.After.Count(p => p.Document.GetRawText().Contains(AzureSample.Id(2), StringComparison.Ordinal)));
    }

    [Fact]
    public void Patterns_count_as_the_actions_that_are_known_of_them()
    {
        var sized = Sized(new AzureSample().WithTenant().Users(1).Assign(1, AzureSample.Owner, Sub).Open(), [Use(Start, Vm)], keep: false);
        Assert.InRange(sized.ActionsBefore.Values.Sum(), 50, 5000);
        Assert.Equal(1, sized.ActionsAfter.Values.Sum());
    }

    [Fact]
    public void What_was_written_is_read_again_and_replays_alike()
    {
        var estate = Eligible(AzureSample.Owner, Sub, s => Group(s));
        UsageRow[] usage = [Use(Activate, "/" + AzureSample.Id(50)), Use(Start, Vm), Use(Request, Sub + "/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/x")];
        var sized = Sized(estate, usage);
        using var list = System.Text.Json.JsonDocument.Parse("[" + string.Join(',', sized.After.Select(p => p.Document.GetRawText())) + "]");
        var replay = estate.RightSizing.Replay(AzureSample.UserId(1), list.RootElement, usage);
        Assert.Equal((sized.Replay.Events, sized.Replay.Allowed, true), (replay.Events, replay.Allowed, replay.Clean));
        using var less = System.Text.Json.JsonDocument.Parse($$"""[{"Name":"x","Actions":["Microsoft.Compute/virtualMachines/read"],"AssignableScopes":["{{Sub}}"]}]""");
        Assert.NotEmpty(estate.RightSizing.Replay(AzureSample.UserId(1), less.RootElement, usage).WouldDeny);
    }

    private static AzureEstate Eligible(string role, string scope, Action<AzureSample>? more = null)
    {
        var sample = new AzureSample().WithTenant().Users(1, 2).File("eligible.json", $$"""{"value":[{"id":"{{scope}}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/e","type":"Microsoft.Authorization/roleEligibilityScheduleInstances","name":"e","properties":{"scope":"{{scope}}","roleDefinitionId":"{{scope}}/providers/Microsoft.Authorization/roleDefinitions/{{role}}","principalId":"{{AzureSample.Id(1)}}","principalType":"User","memberType":"Direct","status":"Provisioned","startDateTime":"2026-01-01T00:00:00Z","endDateTime":null} }]}""");
        more?.Invoke(sample);
        return sample.Open();
    }

    private static AzureEstate WithGroup()
    {
        var sample = new AzureSample().WithTenant().Users(1, 2);
        Group(sample);
        return sample.Assign(50, AzureSample.Contributor, Sub, type: "Group").Open();
    }

    private static void Group(AzureSample sample) => sample
        .File("groups.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups","value":[{"id":"{{AzureSample.Id(50)}}","displayName":"Operators","securityEnabled":true}]}""")
        .File("pim-groups.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#identityGovernance/privilegedAccess/group/eligibilityScheduleInstances","value":[{"id":"g","groupId":"{{AzureSample.Id(50)}}","principalId":"{{AzureSample.Id(1)}}","accessId":"member","memberType":"direct"}]}""");

    private static UsageRow Use(string action, string resource) =>
        new("azure", AzureSample.UserId(1), action, resource, DateOnly.FromDateTime(Day.UtcDateTime), UsageContext.Empty, UseOutcome.Used, MappingBasis.Table, "ActivityLog", 3, Day, Day);

    private static RightSized Sized(AzureEstate estate, UsageRow[] usage, bool keep = true) =>
        Assert.Single(estate.RightSizing.Size(estate.RightSizing.Find("u1@t.example")!, usage, new SizingOptions(new UsageWindow(Day.AddDays(-90), Day.AddDays(1)), KeepUnlogged: keep)));

    private static IEnumerable<string?> Texts(System.Text.Json.JsonElement document, string list) => document.GetProperty("roleDefinition").GetProperty(list).EnumerateArray().Select(a => a.GetString());
}
