using System.Text;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.RightSizing;

namespace Ambit.Azure.RightSizing;

/// <summary>One Bicep file a document, deployed at the scope where the role is assigned; Graph's permissions by Bicep's Graph extension.</summary>
internal static class BicepOutput
{
    /// <summary>File names and contents.</summary>
    public static IEnumerable<(string File, string Content)> Files(RightSized result, string id)
    {
        var n = 0;
        foreach (var document in result.After.Select(p => p.Document))
        {
            n++;
            var assignment = RoleOutput.AssignmentOf(document);
            if (RoleOutput.Permissions(document) is { Count: > 0 } permissions)
                yield return ($"{id}-{n}.bicep", Graph(assignment.Text("principalId")!, permissions));
            else if (RoleOutput.DirectoryRole(document) is { } directory)
                yield return ($"{id}-{n}.bicep", $"// made by ambit rightsize\n// Bicep assigns no roles of Entra ({Line(directory.Text("displayName"))}): take the file that --format azure-cli or terraform writes\n");
            else if (RoleOutput.Group(document) is not null)
                yield return ($"{id}-{n}.bicep", "// made by ambit rightsize\n// Bicep assigns no membership by Privileged Identity Management: take the file that --format azure-cli or terraform writes\n");
            else
                yield return ($"{id}-{n}.bicep", Role(RoleOutput.CustomRole(document), assignment));
        }
    }

    private static string Role(AzureRow? role, AzureRow assignment)
    {
        var scope = assignment.Text("scope")!;
        var (target, command, existing) = Target(scope);
        var text = new StringBuilder($"// made by ambit rightsize; deploy: {command}\ntargetScope = '{target}'\n");
        if (role is { } definition)
            Definition(text, definition, scope, assignment);
        if (existing is { } resource)
            text.Append($"\nresource place '{resource.Type}@{resource.Version}' existing = {{\n  name: {Quoted(resource.Name)}\n}}\n");
        var request = RoleOutput.Request(assignment);
        // Privileged Identity Management names roles from their subscription
        var id = role is null ? $"{(request is not null && ResourceId.SubscriptionOf(scope) is not null ? "subscription" : "tenant")}ResourceId('Microsoft.Authorization/roleDefinitions', {Quoted(ResourceId.NameOf(assignment.Text("roleDefinitionId") ?? ""))})" : "role.id";
        text.Append($"\nresource assignment 'Microsoft.Authorization/{(request is null ? "roleAssignments@2022-04-01" : request + "@2022-04-01-preview")}' = {{\n");
        if (existing is not null)
            text.Append("  scope: place\n");
        text.Append($"  name: guid({Quoted(scope)}, {Quoted(assignment.Text("principalId")!)}, {id})\n  properties: {{\n    principalId: {Quoted(assignment.Text("principalId")!)}\n    roleDefinitionId: {id}\n");
        if (request is null)
            text.Append($"    principalType: {Quoted(assignment.Text("principalType") ?? "User")}\n");
        else
            text.Append($"    requestType: 'AdminAssign'\n    justification: 'right-sized'\n    scheduleInfo: {{\n      expiration: {{\n        type: '{(assignment.Text("endDateTime") is null ? "NoExpiration" : "AfterDateTime")}'\n{(assignment.Text("endDateTime") is { } end ? $"        endDateTime: {Quoted(end)}\n" : "")}      }}\n    }}\n");
        if (assignment.Text("condition") is { } condition)
            text.Append($"    condition: {Quoted(condition)}\n    conditionVersion: '2.0'\n");
        return text.Append("  }\n}\n").ToString();
    }

    private static void Definition(StringBuilder text, AzureRow role, string scope, AzureRow assignment)
    {
        var name = role.Text("Name") ?? "role";
        text.Append($"\nresource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {{\n  name: guid({Quoted(name)}, {Quoted(scope)}, {Quoted(assignment.Text("principalId")!)})\n  properties: {{\n    roleName: {Quoted(name)}\n    description: 'What was used, made by ambit rightsize'\n    type: 'CustomRole'\n    assignableScopes: [\n      {Quoted(AssignableScope.OfDefinition(scope))}\n    ]\n    permissions: [\n      {{\n");
        foreach (var list in new[] { "actions", "notActions", "dataActions", "notDataActions" })
        {
            var items = role.Texts(list);
            text.Append(items.Count == 0 ? $"        {list}: []\n" : $"        {list}: [\n{string.Concat(items.Select(i => $"          {Quoted(i)}\n"))}        ]\n");
        }

        text.Append("      }\n    ]\n  }\n}\n");
    }

    /// <summary>What the file is deployed to, and the resource within that the role is assigned on; its version matters for nothing but its name.</summary>
    private static (string Target, string Command, (string Type, string Version, string Name)? Existing) Target(string scope)
    {
        if (ResourceId.ManagementGroupOf(scope) is { } group)
            return ("managementGroup", $"az deployment mg create --management-group-id {Line(group)} --location LOCATION --template-file FILE", null);
        var subscription = ResourceId.SubscriptionOf(scope);
        if (subscription is null)
            return ("tenant", "az deployment tenant create --location LOCATION --template-file FILE", null);
        var parts = scope.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 4)
            return ("subscription", $"az deployment sub create --subscription {Line(subscription)} --location LOCATION --template-file FILE", null);
        var command = $"az deployment group create --subscription {Line(subscription)} --resource-group {Line(parts[3])} --template-file FILE";
        if (parts.Length < 8)
            return ("resourceGroup", command, null);
        var name = string.Join('/', parts.Skip(7).Where((_, i) => i % 2 == 0));
        return ("resourceGroup", command, (Line(ResourceId.TypeOf(scope)!), "2023-01-01", name));
    }

    private static string Graph(string principal, IReadOnlyList<string> permissions)
    {
        var text = new StringBuilder("// made by ambit rightsize; needs Bicep's extension of Microsoft Graph in bicepconfig.json\nextension microsoftGraphV1\n\nresource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {\n  appId: '00000003-0000-0000-c000-000000000000'\n}\n");
        var n = 0;
        foreach (var permission in permissions)
        {
            n++;
            var role = GraphPermissions.IdOf(permission) is { } id ? Quoted(id) : $"first(filter(graph.appRoles, r => r.value == {Quoted(permission)}))!.id";
            text.Append($"\n// {Line(permission)}\nresource permission{n} 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {{\n  appRoleId: {role}\n  principalId: {Quoted(principal)}\n  resourceId: graph.id\n}}\n");
        }

        return text.ToString();
    }

    private static string Line(string? text) => (text ?? "").ReplaceLineEndings(" ").Replace("'", "", StringComparison.Ordinal);

    private static string Quoted(string text) =>
        "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("${", "\\${", StringComparison.Ordinal).ReplaceLineEndings("\\n") + "'";
}
