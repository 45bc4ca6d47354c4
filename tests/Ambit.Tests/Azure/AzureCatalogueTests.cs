using System.Text.Json;
using Ambit.Access;
using Ambit.Azure.Inventory;

namespace Ambit.Tests.Azure;

/// <summary>
/// The roles and permissions that are known without an export, typed again from Microsoft Learn ("Azure built-in roles", "Microsoft
/// Entra built-in roles", "Microsoft Graph permissions reference"): <c>Cases/azure/catalogue.json</c>.
/// </summary>
public sealed class AzureCatalogueTests
{
    private const string Sub = "/subscriptions/" + AzureSample.Subscription;

    public static TheoryData<string, string, string> Rows()
    {
        var data = new TheoryData<string, string, string>();
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "azure", "catalogue.json")));
        foreach (var kind in json.RootElement.EnumerateObject())
        {
            foreach (var row in kind.Value.EnumerateObject())
                data.Add(kind.Name, row.Name, row.Value.GetRawText());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_is_the_same_in_all_tenants_is_known_by_its_id(string kind, string id, string text)
    {
        using var row = JsonDocument.Parse(text);
        if (kind == "entra")
            Assert.Equal(row.RootElement.GetString(), AzureCatalogue.DirectoryRoles[id].Name);
        else if (kind == "graph")
            Assert.Equal((row.RootElement.GetString(), id), (GraphPermissions.ValueOf(id), GraphPermissions.IdOf(row.RootElement.GetString()!)));
        else
            Role(AzureCatalogue.AzureRoles[id], row.RootElement);
    }

    [Fact]
    public void A_built_in_role_that_is_not_known_is_conditional_and_the_command_that_exports_it_is_named()
    {
        const string role = "a001fd3d-188f-4b5d-821b-7da978bf7442";
        var estate = new AzureSample().WithTenant().Users(1).Assign(1, role, Sub).Open();
        var decision = estate.Access.Decide(new AccessRequest(AzureSample.UserId(1), "Microsoft.CognitiveServices/accounts/write", Sub, AccessRequest.NoContext));
        Assert.Equal(Outcome.Conditional, decision.Outcome);
        Assert.Contains(decision.Conditions, c => c.Values.Any(v => v.Contains("az role definition list", StringComparison.Ordinal)));
        var missing = Assert.Single(estate.NotCollected);
        Assert.Contains($"az role definition list --name {role}", missing.Why, StringComparison.Ordinal);
        var exported = new AzureSample().WithTenant().Users(1).Assign(1, role, Sub)
            .File("roles.json", $$"""[{"id":"/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/{{role}}","name":"{{role}}","roleName":"Cognitive Services OpenAI Contributor","roleType":"BuiltInRole","type":"Microsoft.Authorization/roleDefinitions","assignableScopes":["/"],"permissions":[{"actions":["Microsoft.CognitiveServices/*/read"],"notActions":[],"dataActions":["Microsoft.CognitiveServices/accounts/OpenAI/*"],"notDataActions":[]}]}]""").Open();
        Assert.Empty(exported.NotCollected);
        Assert.Equal(Outcome.ImplicitlyDenied, AzureSample.Can(exported, 1, "Microsoft.CognitiveServices/accounts/write", Sub));
        Assert.Equal(Outcome.Allowed, AzureSample.Can(exported, 1, "Microsoft.CognitiveServices/accounts/read", Sub));
    }

    [Fact]
    public void An_export_of_a_built_in_role_wins_over_what_is_known()
    {
        var estate = new AzureSample().WithTenant().Users(1).Assign(1, AzureSample.Reader, Sub).Role(AzureSample.Reader, "Reader", ["Microsoft.Compute/*/read"]).Open();
        Assert.Equal(Outcome.ImplicitlyDenied, AzureSample.Can(estate, 1, "Microsoft.Network/virtualNetworks/read", Sub));
    }

    private static void Role(AzureRoleDefinition role, JsonElement row)
    {
        Assert.Equal(row.GetProperty("name").GetString(), role.Name);
        foreach (var (list, granted) in new[] { ("grants", true), ("not", false) })
        {
            foreach (var said in row.GetProperty(list).EnumerateArray().Select(a => a.GetString()!))
            {
                var data = said.StartsWith("data ", StringComparison.Ordinal);
                var action = data ? said["data ".Length..] : said;
                Assert.True(role.Grants(action, data) == granted, $"{role.Name}: {said}");
            }
        }
    }
}
