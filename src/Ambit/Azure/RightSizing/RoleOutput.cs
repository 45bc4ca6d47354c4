using System.Text;
using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.RightSizing;

namespace Ambit.Azure.RightSizing;

/// <summary>Writes right-sized roles as JSON, Bicep, Terraform (azurerm, azuread) and az commands. What comes from exports is quoted for each.</summary>
internal static class RoleOutput
{
    /// <summary>File names and contents.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result, string format)
    {
        var id = result.Subject.Id[(result.Subject.Id.LastIndexOf(':') + 1)..];
        return format switch
        {
            "bicep" => [($"{id}.bicep", Bicep(result, id))],
            "terraform" => [($"{id}.tf", Terraform(result, id))],
            "azure-cli" => [.. result.After.Where(IsRole).Select((p, i) => ($"{id}-{i + 1}.json", p.Document.GetProperty("roleDefinition").GetRawText() + "\n")), ($"{id}.sh", Cli(result, id))],
            _ => [.. result.After.Select((p, i) => ($"{id}-{i + 1}.json", p.Document.GetRawText() + "\n"))],
        };
    }

    private static bool IsRole(SizedPolicy policy) => policy.Document.TryGetProperty("roleDefinition", out _);

    private static (AzureRow Role, string Scope, string Name) Parts(SizedPolicy policy) =>
        (new AzureRow(policy.Document.GetProperty("roleDefinition")), policy.Document.GetProperty("assignment").GetProperty("scope").GetString()!, policy.Name);

    private static string Bicep(RightSized result, string principal)
    {
        var text = new StringBuilder("// made by ambit rightsize; deploy at the subscription: az deployment sub create\ntargetScope = 'subscription'\n");
        var n = 0;
        foreach (var (role, scope, name) in result.After.Where(IsRole).Select(Parts))
        {
            n++;
            text.Append($"\nresource role{n} 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {{\n  name: guid({Single(name)}, {Single(scope)})\n  properties: {{\n    roleName: {Single(name)}\n    type: 'CustomRole'\n    assignableScopes: [ {Single(scope)} ]\n    permissions: [\n      {{\n");
            foreach (var list in new[] { "Actions", "NotActions", "DataActions" })
                text.Append($"        {char.ToLowerInvariant(list[0])}{list[1..]}: [ {string.Join(' ', role.Texts(list).Select(Single))} ]\n");
            text.Append($"        notDataActions: []\n      }}\n    ]\n  }}\n}}\n// assign it: az role assignment create --assignee-object-id {principal} --scope {Single(scope)} --role {Single(name)}\n");
        }

        return text.ToString();
    }

    private static string Terraform(RightSized result, string principal)
    {
        var text = new StringBuilder("# made by ambit rightsize\n");
        var n = 0;
        foreach (var (role, scope, name) in result.After.Where(IsRole).Select(Parts))
        {
            n++;
            text.Append($"resource \"azurerm_role_definition\" \"ambit_{n}\" {{\n  name              = {Quoted(name)}\n  scope             = {Quoted(scope)}\n  assignable_scopes = [{Quoted(scope)}]\n  permissions {{\n");
            foreach (var (list, key) in new[] { ("Actions", "actions"), ("NotActions", "not_actions"), ("DataActions", "data_actions") })
                text.Append($"    {key} = [{string.Join(", ", role.Texts(list).Select(Quoted))}]\n");
            text.Append($"  }}\n}}\n\nresource \"azurerm_role_assignment\" \"ambit_{n}\" {{\n  scope              = {Quoted(scope)}\n  role_definition_id = azurerm_role_definition.ambit_{n}.role_definition_resource_id\n  principal_id       = {Quoted(principal)}\n}}\n\n");
        }

        foreach (var policy in result.After.Where(p => !IsRole(p)))
        {
            text.Append("data \"azuread_service_principal\" \"graph\" {\n  client_id = \"00000003-0000-0000-c000-000000000000\"\n}\n\n");
            foreach (var (permission, i) in new AzureRow(policy.Document).Texts("graphApplicationPermissions").Select((p, i) => (p, i)))
                text.Append($"resource \"azuread_app_role_assignment\" \"ambit_{i + 1}\" {{\n  app_role_id         = data.azuread_service_principal.graph.app_role_ids[{Quoted(permission)}]\n  principal_object_id = {Quoted(principal)}\n  resource_object_id  = data.azuread_service_principal.graph.object_id\n}}\n\n");
        }

        return text.ToString();
    }

    private static string Cli(RightSized result, string principal)
    {
        var text = new StringBuilder("#!/usr/bin/env bash\n# made by ambit rightsize: adds the custom roles; remove the assignments named at the end once they work\nset -eu\n");
        var n = 0;
        foreach (var (_, scope, name) in result.After.Where(IsRole).Select(Parts))
        {
            n++;
            text.Append($"az role definition create --role-definition @{principal}-{n}.json\n");
            text.Append($"az role assignment create --assignee-object-id {Shell(principal)} --role {Shell(name)} --scope {Shell(scope)}\n");
        }

        foreach (var before in result.Before)
            text.Append($"# az role assignment delete --assignee {Shell(principal)}  # {before.Name.ReplaceLineEndings(" ")}\n");
        return text.ToString();
    }

    private static string Single(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("${", "\\${", StringComparison.Ordinal).ReplaceLineEndings(" ") + "'";

    private static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text.ReplaceLineEndings(" ")).ToString().Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal) + "\"";

    private static string Shell(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal).ReplaceLineEndings(" ") + "'";
}
