using System.Text;
using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.RightSizing;

namespace Ambit.Azure.RightSizing;

/// <summary>Terraform: <c>azurerm</c> for Azure's roles, <c>azuread</c> for Entra's roles and Graph's permissions.</summary>
internal static class TerraformOutput
{
    /// <summary>The file.</summary>
    public static string Text(RightSized result)
    {
        var text = new StringBuilder("# made by ambit rightsize\n");
        var number = 0;
        foreach (var document in result.After.Select(p => p.Document))
        {
            // Results lie side by side in one folder, which is one module to Terraform.
            var n = $"{Mark(result.Subject.Id)}_{++number}";
            var assignment = RoleOutput.AssignmentOf(document);
            if (RoleOutput.Permissions(document) is { Count: > 0 } permissions)
                Graph(text, n, assignment.Text("principalId")!, permissions);
            else if (RoleOutput.DirectoryRole(document) is { } directory)
                Directory(text, n, directory, assignment);
            else if (RoleOutput.Group(document) is { } group)
                Group(text, n, group);
            else
                Azure(text, n, RoleOutput.CustomRole(document), assignment);
        }

        return text.ToString();
    }

    private static void Azure(StringBuilder text, string n, AzureRow? role, AzureRow assignment)
    {
        var scope = Quoted(assignment.Text("scope")!);
        if (role is { } definition)
        {
            var kept = Quoted(AssignableScope.OfDefinition(assignment.Text("scope")!));
            text.Append($"\nresource \"azurerm_role_definition\" \"ambit_{n}\" {{\n  name              = {Quoted(definition.Text("Name") ?? "role")}\n  scope             = {kept}\n  description       = \"What was used, made by ambit rightsize\"\n  assignable_scopes = [{kept}]\n\n  permissions {{\n");
            foreach (var (list, key) in new[] { ("Actions", "actions         "), ("NotActions", "not_actions     "), ("DataActions", "data_actions    "), ("NotDataActions", "not_data_actions") })
                text.Append($"    {key} = [{string.Join(", ", definition.Texts(list).Select(Quoted))}]\n");
            text.Append("  }\n}\n");
        }

        var id = role is null ? Quoted(assignment.Text("roleDefinitionId")!) : $"azurerm_role_definition.ambit_{n}.role_definition_resource_id";
        if (RoleOutput.Request(assignment) is not null)
        {
            Timed(text, n, assignment, role is null ? Quoted(RoleOutput.RoleId(assignment)) : id);
            return;
        }

        text.Append($"\nresource \"azurerm_role_assignment\" \"ambit_{n}\" {{\n  scope              = {scope}\n  role_definition_id = {id}\n  principal_id       = {Quoted(assignment.Text("principalId")!)}\n  principal_type     = {Quoted(assignment.Text("principalType") ?? "User")}\n");
        if (assignment.Text("condition") is { } condition)
            text.Append($"  condition          = {Quoted(condition)}\n  condition_version  = \"2.0\"\n");
        text.Append("}\n");
    }

    /// <summary>To be activated, or to end by itself. The provider's resources of Privileged Identity Management take no condition.</summary>
    private static void Timed(StringBuilder text, string n, AzureRow assignment, string role)
    {
        var eligible = assignment.Text("assignmentType") == "eligible";
        if (assignment.Text("condition") is not null)
            text.Append($"\n# its condition has no place here: take the assignment of ambit_{n} from --format bicep or azure-cli instead of this resource");
        text.Append($"\nresource \"azurerm_pim_{(eligible ? "eligible" : "active")}_role_assignment\" \"ambit_{n}\" {{\n  scope              = {Quoted(assignment.Text("scope")!)}\n  role_definition_id = {role}\n  principal_id       = {Quoted(assignment.Text("principalId")!)}\n  justification      = \"right-sized{(eligible ? ": activated when needed" : "")}\"\n");
        if (assignment.Text("endDateTime") is { } end)
            text.Append($"\n  schedule {{\n    expiration {{\n      end_date_time = {Quoted(end)}\n    }}\n  }}\n");
        text.Append("}\n");
    }

    private static void Group(StringBuilder text, string n, AzureRow group) =>
        text.Append($"\nresource \"azuread_privileged_access_group_eligibility_schedule\" \"ambit_{n}\" {{\n  group_id             = {Quoted(group.Text("groupId") ?? "")}\n  principal_id         = {Quoted(group.Text("principalId") ?? "")}\n  assignment_type      = {Quoted(group.Text("accessId") ?? "member")}\n"
            + (group.Text("endDateTime") is { } end ? $"  expiration_date      = {Quoted(end)}\n" : "  permanent_assignment = true\n") + "  justification        = \"right-sized: activated when needed\"\n}\n");

    private static void Directory(StringBuilder text, string n, AzureRow role, AzureRow assignment)
    {
        string definition;
        if (role.Text("id") is not { } id)
        {
            text.Append($"\nresource \"azuread_custom_directory_role\" \"ambit_{n}\" {{\n  display_name = {Quoted(role.Text("displayName") ?? "role")}\n  enabled      = true\n  version      = \"1.0\"\n\n  permissions {{\n    allowed_resource_actions = [{string.Join(", ", RoleOutput.Actions(role).Select(Quoted))}]\n  }}\n}}\n");
            definition = $"azuread_custom_directory_role.ambit_{n}.object_id";
        }
        else if (role.Flag("isBuiltIn") == true)
        {
            text.Append($"\nresource \"azuread_directory_role\" \"ambit_{n}\" {{\n  template_id = {Quoted(id)} # {(role.Text("displayName") ?? "").ReplaceLineEndings(" ")}\n}}\n");
            definition = $"azuread_directory_role.ambit_{n}.template_id";
        }
        else
        {
            definition = Quoted(id);
        }

        if (assignment.Text("endDateTime") is { } end)
            text.Append($"\n# ends {end.ReplaceLineEndings(" ")}: azuread has no place for it; --format azure-cli asks for it");
        var (principal, scope) = (Quoted(assignment.Text("principalId")!), Quoted(assignment.Text("directoryScopeId") ?? "/"));
        text.Append(assignment.Text("assignmentType") == "eligible"
            ? $"\nresource \"azuread_directory_role_eligibility_schedule_request\" \"ambit_{n}\" {{\n  role_definition_id = {definition}\n  principal_id       = {principal}\n  directory_scope_id = {scope}\n  justification      = \"right-sized: activated when needed\"\n}}\n"
            : $"\nresource \"azuread_directory_role_assignment\" \"ambit_{n}\" {{\n  role_id             = {definition}\n  principal_object_id = {principal}\n  directory_scope_id  = {scope}\n}}\n");
    }

    private static void Graph(StringBuilder text, string n, string principal, IReadOnlyList<string> permissions)
    {
        text.Append($"\ndata \"azuread_service_principal\" \"graph_{n}\" {{\n  client_id = \"00000003-0000-0000-c000-000000000000\"\n}}\n");
        var number = 0;
        foreach (var permission in permissions)
            text.Append($"\nresource \"azuread_app_role_assignment\" \"ambit_{n}_{++number}\" {{\n  app_role_id         = data.azuread_service_principal.graph_{n}.app_role_ids[{Quoted(permission)}]\n  principal_object_id = {Quoted(principal)}\n  resource_object_id  = data.azuread_service_principal.graph_{n}.object_id\n}}\n");
    }

    /// <summary>Letters and digits of the subject's own id.</summary>
    private static string Mark(string id) =>
        string.Concat(id[(id.LastIndexOfAny([':', '/']) + 1)..].Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant() is { Length: > 0 } own ? own[..Math.Min(own.Length, 12)] : "x";

    private static string Quoted(string text) =>
        "\"" + JsonEncodedText.Encode(text.ReplaceLineEndings(" "), System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
            .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal) + "\"";
}
