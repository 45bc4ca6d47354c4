using Ambit.Azure;
using Ambit.Escalation;

namespace Ambit.Tests.Azure;

public sealed class AzureEscalationTests
{
    private const string Sub = "/subscriptions/" + AzureSample.Subscription;
    private const string Vm = Sub + "/resourceGroups/prod/providers/Microsoft.Compute/virtualMachines/vm1";
    private static readonly RuleSet Rules = RuleSet.BuiltIn(new AzureCloud().RuleVocabularies);

    private static AzureSample World() => new AzureSample().WithTenant().Users(1, 2, 3);

    private static string[]? Way(AzureEstate estate, int from, string to)
    {
        var targets = estate.Resources.Select(r => r.Id).Where(r => r == to).ToList();
        var graph = new EscalationAnalysis([estate.Escalation], Rules, targets).Graph([AzureSample.UserId(from)], TestContext.Current.CancellationToken);
        string[] goals = to == "admin" ? [.. graph.AdminNodes] : [to];
        return new PathSearch(graph).Shortest(AzureSample.UserId(from), goals)?.Hops.Select(h => h.Method).ToArray();
    }

    [Theory]
    [InlineData(AzureSample.Owner, true)]
    [InlineData("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", true)]
    [InlineData(AzureSample.Contributor, false)]
    [InlineData(AzureSample.Reader, false)]
    public void Only_who_assigns_roles_reaches_the_subscription(string role, bool reaches) =>
        Assert.Equal(reaches ? ["azure.role-assignment-write"] : null, Way(World().Assign(1, role, Sub).Open(), 1, Sub));

    [Theory]
    [InlineData("Microsoft.Compute/virtualMachines/runCommand/action", "azure.vm-run-command")]
    [InlineData("Microsoft.Compute/virtualMachines/extensions/write", "azure.vm-extension")]
    [InlineData("Microsoft.Compute/virtualMachines/read", null)]
    public void Code_on_a_machine_is_its_identity(string action, string? method)
    {
        var estate = World().Role(AzureSample.Id(90), "r", [action]).Assign(1, AzureSample.Id(90), Vm)
            .File("vm.json", $$"""[{"id":"{{Vm}}","name":"vm1","type":"Microsoft.Compute/virtualMachines","identity":{"type":"SystemAssigned","principalId":"{{AzureSample.Id(70)}}","tenantId":"{{AzureSample.Tenant}}"} }]""").Open();
        Assert.Equal(method is null ? null : [method], Way(estate, 1, $"azure:{AzureSample.Tenant}:managedIdentity:{AzureSample.Id(70)}"));
    }

    [Theory]
    [InlineData("e8611ab8-c189-46e8-94e1-60213ab1f814", "entra.privileged-role-admin")]
    [InlineData("729827e3-9c14-49f7-bb1b-9608f156bbb8", null)]
    [InlineData("f2ef992c-3afb-46b9-b7cf-a126ee74c451", null)]
    public void Directory_roles_lead_to_admin_or_do_not(string role, string? method)
    {
        var estate = World().DirectoryRole(1, role).DirectoryRole(2, "62e90394-69f5-4237-9190-012177145e10").Open();
        Assert.Equal(method is null ? null : [method], Way(estate, 1, "admin"));
    }

    [Fact]
    public void A_privileged_authentication_administrator_takes_a_global_administrator()
    {
        var estate = World().DirectoryRole(1, "7be44c8a-adaf-4e2a-84d6-ab2649e08a13").DirectoryRole(2, "62e90394-69f5-4237-9190-012177145e10").Open();
        Assert.NotNull(Way(estate, 1, "admin"));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_disabled_service_principal_gets_no_token_from_a_federated_credential(bool enabled, bool reaches)
    {
        var estate = World()
            .File("sp.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#servicePrincipals","value":[{"id":"{{AzureSample.Id(60)}}","appId":"{{AzureSample.Id(61)}}","displayName":"a","servicePrincipalType":"Application","accountEnabled":{{(enabled ? "true" : "false")}} }]}""")
            .File("app.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#applications","value":[{"id":"{{AzureSample.Id(62)}}","appId":"{{AzureSample.Id(61)}}","displayName":"a","signInAudience":"AzureADMyOrg"}]}""")
            .File($"applications/{AzureSample.Id(62)}/federatedIdentityCredentials.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#applications('{{AzureSample.Id(62)}}')/federatedIdentityCredentials","value":[{"id":"f","name":"main","issuer":"https://token.actions.githubusercontent.com","subject":"repo:a/b:ref:refs/heads/main","audiences":["x"]}]}""").Open();
        const string token = "oidc:token.actions.githubusercontent.com:repo:a/b:ref:refs/heads/main";
        var graph = new EscalationAnalysis([estate.Escalation], Rules).Graph([token], TestContext.Current.CancellationToken);
        Assert.Equal(reaches, new PathSearch(graph).Shortest(token, [$"azure:{AzureSample.Tenant}:servicePrincipal:{AzureSample.Id(60)}"]) is not null);
    }
}
