using System.Text;
using System.Text.Json.Nodes;

namespace Ambit.Estate.Azure;

/// <summary>The company's Azure: one tenant, two subscriptions, its directory, and logs of control plane, vaults, storage, sign-ins and audits.</summary>
internal sealed class AzurePart : IEstatePart
{
    private readonly AzureCast _cast = new();

    /// <inheritdoc/>
    public string Name => "azure";

    /// <inheritdoc/>
    public long Write(EstateFolder folder, Calendar calendar, Seeded random, long? events)
    {
        Directory(folder, calendar);
        Manager(folder, calendar);
        return new AzureLogs(_cast, calendar, random).Write(folder, events);
    }

    private static void Put(EstateFolder folder, string path, string json) => folder.Json(path, JsonNode.Parse(json)!);

    private static void Graph(EstateFolder folder, string file, string collection, IEnumerable<string> rows) =>
        Put(folder, $"entra/{file}.json", $"{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#{collection}\",\"value\":[{string.Join(',', rows)}]}}");

    private void Directory(EstateFolder folder, Calendar calendar)
    {
        var made = calendar.Before(700).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Graph(folder, "organization", "organization", [$$"""{"id":"{{_cast.Tenant}}","displayName":"Larkspur Plants","verifiedDomains":[{"name":"larkspur.onmicrosoft.com","isInitial":true},{"name":"larkspur.example","isInitial":false}]}"""]);
        Graph(folder, "users", "users", _cast.Users.Select(u => $$"""{"id":"{{_cast.Id(u)}}","userPrincipalName":"{{_cast.Upn(u)}}","displayName":"{{u}}","accountEnabled":{{(u == "former.employee" ? "false" : "true")}},"userType":"{{(u == "rene.contractor" ? "Guest" : "Member")}}","createdDateTime":"{{made}}","department":"{{(u.StartsWith("ops", StringComparison.Ordinal) ? "Platform" : "Business")}}","onPremisesSyncEnabled":null}"""));
        Graph(folder, "groups-members", "groups(members())", _cast.Groups.Select(g => $$"""{"id":"{{_cast.Id(g.Key)}}","displayName":"{{g.Key}}","securityEnabled":true,"mailEnabled":false,"groupTypes":[],"isAssignableToRole":{{(g.Key == "privileged-operators" ? "true" : "null")}},"createdDateTime":"{{made}}","members":[{{string.Join(',', g.Value.Select(m => $$"""{"@odata.type":"#microsoft.graph.{{(_cast.Groups.ContainsKey(m) ? "group" : "user")}}","id":"{{_cast.Id(m)}}"}"""))}}]}"""));
        Graph(folder, "groups-owners", "groups(owners())", [$$"""{"id":"{{_cast.Id("platform")}}","displayName":"platform","owners":[{"@odata.type":"#microsoft.graph.user","id":"{{_cast.Id("nora.support")}}"}]}"""]);
        Graph(folder, "applications-owners", "applications(owners())", _cast.Applications.Select(a => $$"""{"id":"{{_cast.Id("app " + a)}}","appId":"{{_cast.Id("appid " + a)}}","displayName":"{{a}}","signInAudience":"AzureADMyOrg","createdDateTime":"{{made}}","passwordCredentials":[{"keyId":"{{_cast.Id("secret " + a)}}","startDateTime":"{{made}}","endDateTime":"{{(a == "crm-sync" ? "2099-12-31T00:00:00Z" : "2026-03-01T00:00:00Z")}}"}],"keyCredentials":[],"owners":[{{(a == "directory-backup" ? $$"""{"@odata.type":"#microsoft.graph.user","id":"{{_cast.Id("devi.developer")}}"}""" : "")}}]}"""));
        Graph(folder, "servicePrincipals", "servicePrincipals", [.. _cast.Applications.Select(a => $$"""{"id":"{{_cast.Id("sp " + a)}}","appId":"{{_cast.Id("appid " + a)}}","displayName":"{{a}}","servicePrincipalType":"Application","accountEnabled":true,"appOwnerOrganizationId":"{{_cast.Tenant}}","appRoles":[],"createdDateTime":"{{made}}"}"""), $$"""{"id":"{{_cast.Id("sp graph")}}","appId":"00000003-0000-0000-c000-000000000000","displayName":"Microsoft Graph","servicePrincipalType":"Application","accountEnabled":true,"appOwnerOrganizationId":"f8cdef31-a31e-4b4a-93e4-5f571e91255a","appRoles":[]}"""]);
        Graph(folder, "appRoleAssignments", "appRoleAssignments", _cast.Permissions.Select(p => $$"""{"id":"{{_cast.Id("grant " + p.App + p.Role)}}","principalId":"{{_cast.Id("sp " + p.App)}}","principalType":"ServicePrincipal","resourceId":"{{_cast.Id("sp graph")}}","resourceDisplayName":"Microsoft Graph","appRoleId":"{{p.Role}}"}"""));
        Graph(folder, "oauth2PermissionGrants", "oauth2PermissionGrants", [$$"""{"id":"consent-1","clientId":"{{_cast.Id("sp crm-sync")}}","consentType":"AllPrincipals","principalId":null,"resourceId":"{{_cast.Id("sp graph")}}","scope":" User.Read Files.ReadWrite.All"}"""]);
        Graph(folder, "roleAssignments", "roleManagement/directory/roleAssignments", _cast.DirectoryRoles.Select((r, i) => $$"""{"id":"dra-{{i}}","principalId":"{{_cast.Id(r.Who)}}","roleDefinitionId":"{{r.Role}}","directoryScopeId":"{{r.Scope}}"}"""));
        Graph(folder, "roleEligibilityScheduleInstances", "roleManagement/directory/roleEligibilityScheduleInstances", _cast.Eligible.Select((r, i) => $$"""{"id":"dre-{{i}}","principalId":"{{_cast.Id(r.Who)}}","roleDefinitionId":"{{r.Role}}","directoryScopeId":"/","memberType":"Direct","startDateTime":"{{made}}","endDateTime":null,"roleEligibilityScheduleId":"s{{i}}"}"""));
        Graph(folder, "administrativeUnits", "directory/administrativeUnits(members())", [$$"""{"id":"{{_cast.Id("unit board")}}","displayName":"Board","isMemberManagementRestricted":true,"membershipType":"Assigned","members":[{"@odata.type":"#microsoft.graph.user","id":"{{_cast.Id("mira.director")}}"}]}"""]);
        Put(folder, $"entra/applications/{_cast.Id("app deploy-pipeline")}/federatedIdentityCredentials.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#applications('{{_cast.Id("app deploy-pipeline")}}')/federatedIdentityCredentials","value":[{"id":"{{_cast.Id("fic")}}","name":"github-main","issuer":"https://token.actions.githubusercontent.com","subject":"repo:larkspur/shop:ref:refs/heads/main","audiences":["api://AzureADTokenExchange"]}]}""");
    }

    private void Manager(EstateFolder folder, Calendar calendar)
    {
        var made = calendar.Before(400).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Put(folder, "account-list.json", $"[{string.Join(',', _cast.Subscriptions.Select(s => $$"""{"cloudName":"AzureCloud","id":"{{_cast.Id("sub " + s)}}","name":"{{s}}","tenantId":"{{_cast.Tenant}}","homeTenantId":"{{_cast.Tenant}}","state":"Enabled","isDefault":{{(s == "larkspur-production" ? "true" : "false")}},"managedByTenants":[]}"""))}]");
        Put(folder, "management-group-show.json", $$"""{"id":"/providers/Microsoft.Management/managementGroups/{{_cast.Tenant}}","type":"Microsoft.Management/managementGroups","name":"{{_cast.Tenant}}","displayName":"Tenant Root Group","tenantId":"{{_cast.Tenant}}","children":[{{string.Join(',', _cast.Subscriptions.Select(s => $$"""{"id":"/subscriptions/{{_cast.Id("sub " + s)}}","type":"/subscriptions","name":"{{_cast.Id("sub " + s)}}","displayName":"{{s}}"}"""))}}]}""");
        Put(folder, "group-list.json", $"[{string.Join(',', _cast.ResourceGroups.Select(g => $$"""{"id":"{{g}}","name":"{{g[(g.LastIndexOf('/') + 1)..]}}","type":"Microsoft.Resources/resourceGroups","location":"westeurope"}"""))}]");
        Put(folder, "resource-list.json", $"[{string.Join(',', _cast.Resources.Select(r => $$"""{"id":"{{r.Id}}","name":"{{r.Id[(r.Id.LastIndexOf('/') + 1)..]}}","type":"{{r.Type}}","location":"westeurope","identity":{{(r.Identity is null ? "null" : $$"""{"type":"SystemAssigned","principalId":"{{_cast.Id(r.Identity)}}","tenantId":"{{_cast.Tenant}}"}""")}},"properties":{{r.Properties}}}"""))}]");
        Put(folder, "role-definition-list.json", $$"""[{"id":"/subscriptions/{{_cast.Id("sub larkspur-production")}}/providers/Microsoft.Authorization/roleDefinitions/{{_cast.Id("role operator")}}","name":"{{_cast.Id("role operator")}}","roleName":"Larkspur Operator","roleType":"CustomRole","type":"Microsoft.Authorization/roleDefinitions","assignableScopes":["/subscriptions/{{_cast.Id("sub larkspur-production")}}"],"permissions":[{"actions":["*/read","Microsoft.Compute/virtualMachines/start/action","Microsoft.Compute/virtualMachines/restart/action","Microsoft.Compute/virtualMachines/runCommand/action"],"notActions":[],"dataActions":[],"notDataActions":[]}]}]""");
        Put(folder, "role-assignment-list.json", $"[{string.Join(',', _cast.Assignments.Select((a, i) => $$"""{"id":"{{a.Scope}}/providers/Microsoft.Authorization/roleAssignments/{{_cast.Id("ra" + i)}}","name":"{{_cast.Id("ra" + i)}}","type":"Microsoft.Authorization/roleAssignments","principalId":"{{_cast.Id(a.Who)}}","principalType":"{{a.Type}}","principalName":"{{a.Who}}","roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/{{a.Role}}","scope":"{{a.Scope}}","condition":null,"createdOn":"{{made}}"}"""))}]");
        Put(folder, "roleEligibilityScheduleInstances.json", $$"""{"value":[{"id":"/subscriptions/{{_cast.Id("sub larkspur-production")}}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/{{_cast.Id("re")}}","type":"Microsoft.Authorization/roleEligibilityScheduleInstances","properties":{"scope":"/subscriptions/{{_cast.Id("sub larkspur-production")}}","roleDefinitionId":"/subscriptions/{{_cast.Id("sub larkspur-production")}}/providers/Microsoft.Authorization/roleDefinitions/{{AzureCast.Owner}}","principalId":"{{_cast.Id("ops.ines")}}","principalType":"User","status":"Provisioned","startDateTime":"{{made}}","endDateTime":"2099-12-31T00:00:00Z","memberType":"Direct"} }]}""");
    }
}
