using System.Text;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.RightSizing;
using static Ambit.Azure.RightSizing.ShellText;

namespace Ambit.Azure.RightSizing;

/// <summary>A shell script of az commands that adds the least, with the removals of today's behind it as comments.</summary>
internal static class AzureCliOutput
{
    /// <summary>The script, and the files that it reads.</summary>
    public static IEnumerable<(string File, string Content)> Files(RightSized result, string id)
    {
        var text = new StringBuilder("#!/usr/bin/env bash\n# made by ambit rightsize: adds what is needed; remove what stands at the end once that works\nset -eu\n");
        var n = 0;
        var held = result.Before.SelectMany(b => RoleOutput.Permissions(b.Document)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = result.After.SelectMany(a => RoleOutput.Permissions(a.Document)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var today = result.Before.Select(b => b.Document.GetRawText()).ToHashSet(StringComparer.Ordinal);
        foreach (var document in result.After.Select(p => p.Document))
        {
            n++;
            var assignment = RoleOutput.AssignmentOf(document);
            // what stays is there already, and PIM refuses to be asked twice
            if (today.Contains(document.GetRawText()))
                continue;
            if (RoleOutput.Permissions(document) is { Count: > 0 } permissions)
                Permissions(text, assignment.Text("principalId")!, [.. permissions.Except(held, StringComparer.OrdinalIgnoreCase)]);
            else if (RoleOutput.DirectoryRole(document) is { } directory)
                Directory(text, directory, assignment);
            else if (RoleOutput.CustomRole(document) is { } role)
            {
                yield return ($"{id}-{n}.json", role.Element.GetRawText() + "\n");
                var create = $"az role definition create --role-definition {Quoted($"@{id}-{n}.json")}";
                text.Append(RoleOutput.Request(assignment) is null ? $"\n{create}\n" : $"\nrole=$({create} --query id --output tsv)\n");
                Assign(text, assignment, role.Text("Name") ?? "role");
            }
            else if (RoleOutput.Group(document) is { } group)
            {
                text.Append('\n').Append(AzurePimRequest.OfGroup(group, "adminAssign")).Append('\n');
            }
            else
            {
                if (RoleOutput.Request(assignment) is not null)
                    text.Append($"\nrole={Quoted(RoleOutput.RoleId(assignment))}\n");
                Assign(text, assignment, ResourceId.NameOf(assignment.Text("roleDefinitionId") ?? ""));
            }
        }

        text.Append("\n# today's, to be removed:\n");
        foreach (var line in result.Before.Where(b => !result.After.Any(a => a.Document.GetRawText() == b.Document.GetRawText()) && !RoleOutput.Permissions(b.Document).Any(kept.Contains)).SelectMany(Removal))
            text.Append($"# {line}\n");
        yield return ($"{id}.sh", text.ToString());
    }

    private static void Assign(StringBuilder text, AzureRow assignment, string role)
    {
        if (RoleOutput.Request(assignment) is { } request)
        {
            text.Append(AzurePimRequest.OfRole(assignment, request, "AdminAssign", null)).Append('\n');
            return;
        }

        text.Append($"az role assignment create --assignee-object-id {Quoted(assignment.Text("principalId")!)} --assignee-principal-type {Quoted(assignment.Text("principalType") ?? "User")} --role {Quoted(role)} --scope {Quoted(assignment.Text("scope")!)}");
        if (assignment.Text("condition") is { } condition)
            text.Append($" --condition {Quoted(condition)} --condition-version '2.0'");
        text.Append('\n');
    }

    private static void Directory(StringBuilder text, AzureRow role, AzureRow assignment)
    {
        var principal = assignment.Text("principalId")!;
        var scope = assignment.Text("directoryScopeId") ?? "/";
        text.Append($"\n# {(role.Text("displayName") ?? "").ReplaceLineEndings(" ")}\n");
        string definition;
        if (role.Text("id") is { } id)
        {
            definition = $"role={Quoted(id)}";
        }
        else
        {
            var body = RowCopy.Write(w =>
            {
                w.WriteString("displayName", role.Text("displayName") ?? "role");
                w.WriteBoolean("isEnabled", true);
                w.WriteStartArray("rolePermissions");
                w.WriteStartObject();
                w.WriteStartArray("allowedResourceActions");
                foreach (var action in RoleOutput.Actions(role))
                    w.WriteStringValue(action);
                w.WriteEndArray();
                w.WriteEndObject();
                w.WriteEndArray();
            });
            definition = $"role=$(az rest --method post --url {Quoted(Graph + "/roleManagement/directory/roleDefinitions")} --body {Quoted(body.GetRawText())} --query id --output tsv)";
        }

        text.Append(definition).Append('\n');
        var request = RoleOutput.Request(assignment);
        var start = request is null ? "{\"@odata.type\":\"#microsoft.graph.unifiedRoleAssignment\"," : $"{{\"action\":\"adminAssign\",\"justification\":\"right-sized\",{AzurePimRequest.Schedule(assignment, "noExpiration", "afterDateTime")},";
        var rest = $"\"principalId\":{Json(principal)},\"directoryScopeId\":{Json(scope)},\"roleDefinitionId\":\"";
        text.Append($"az rest --method post --url {Quoted($"{Graph}/roleManagement/directory/{request ?? "roleAssignments"}")} --body {Quoted(start + rest)}\"$role\"{Quoted("\"}")}\n");
    }

    private static void Permissions(StringBuilder text, string principal, IReadOnlyList<string> permissions)
    {
        if (permissions.Count == 0)
            return;
        text.Append("\ngraph=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)\n");
        foreach (var permission in permissions)
        {
            var role = GraphPermissions.IdOf(permission) is { } id ? Quoted(id)
                : $"\"$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query {Quoted($"appRoles[?value=='{permission.Replace("'", "", StringComparison.Ordinal)}'].id | [0]")} --output tsv)\"";
            text.Append($"az rest --method post --url {Quoted($"{Graph}/servicePrincipals/{principal}/appRoleAssignments")} --body '{{\"principalId\":\"'{Quoted(principal)}'\",\"resourceId\":\"'\"$graph\"'\",\"appRoleId\":\"'{role}'\"}}'  # {permission.ReplaceLineEndings(" ")}\n");
        }
    }

    private static IEnumerable<string> Removal(CurrentPolicy policy)
    {
        var assignment = RoleOutput.AssignmentOf(policy.Document);
        var principal = assignment.Text("principalId") ?? "";
        if (RoleOutput.Group(policy.Document) is { } group)
            return [$"{AzurePimRequest.OfGroup(group, "adminRemove")}  # {policy.Name.ReplaceLineEndings(" ")}"];
        if (RoleOutput.CustomRole(policy.Document) is null && RoleOutput.DirectoryRole(policy.Document) is null && RoleOutput.Request(assignment) is { } request)
            return [$"{AzurePimRequest.OfRole(assignment, request, "AdminRemove", RoleOutput.RoleId(assignment))}  # {policy.Name.ReplaceLineEndings(" ")}"];
        if (RoleOutput.DirectoryRole(policy.Document) is { } directory && RoleOutput.Request(assignment) is { } entra)
            return [$"{AzurePimRequest.OfDirectory(directory, assignment, entra)}  # {policy.Name.ReplaceLineEndings(" ")}"];
        if (RoleOutput.Permissions(policy.Document) is [var permission, ..])
            return [$"{Delete($"{Graph}/servicePrincipals/{principal}/appRoleAssignments", "", $"appRoleId=='{Plain(GraphPermissions.IdOf(permission) ?? permission)}'")}  # {policy.Name.ReplaceLineEndings(" ")}"];
        if (RoleOutput.DirectoryRole(policy.Document) is { } entraRole)
            return [$"{Delete($"{Graph}/roleManagement/directory/roleAssignments", $"?%24filter=principalId%20eq%20%27{Plain(principal)}%27", $"roleDefinitionId=='{Plain(entraRole.Text("id"))}' && directoryScopeId=='{Plain(assignment.Text("directoryScopeId") ?? "/")}'")}  # {policy.Name.ReplaceLineEndings(" ")}"];
        return [$"az role assignment delete --assignee {Quoted(principal)} --role {Quoted(ResourceId.NameOf(assignment.Text("roleDefinitionId") ?? ""))} --scope {Quoted(assignment.Text("scope") ?? "/")}  # {policy.Name.ReplaceLineEndings(" ")}"];
    }

    /// <summary>Deletes the row of a list that a query finds: Graph deletes by an id that no export of roles and permissions needs.</summary>
    private static string Delete(string list, string filter, string which) =>
        $"az rest --method delete --url {Quoted(list + "/")}\"$(az rest --method get --url {Quoted(list + filter)} --query {Quoted($"value[?{which}].id | [0]")} --output tsv)\"";

    private static string Plain(string? text) => (text ?? "").Replace("'", "", StringComparison.Ordinal);
}
