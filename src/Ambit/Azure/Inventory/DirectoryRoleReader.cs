using System.Collections.Frozen;
using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Reads Entra role definitions; built-in roles that an export lists without their actions take them from the catalogue.</summary>
internal sealed class DirectoryRoleReader(ILookup<string, NativeDocument> documents)
{
    private static readonly string[] PrivilegedWords =
        ["credentials/update", "owners/update", "allProperties/update", "allProperties/allTasks", "password/update", "authenticationMethods", "appRoleAssignedTo", "roleAssignments", "managePermissionGrants"];

    /// <summary>Roles by template id or id.</summary>
    public IReadOnlyDictionary<string, DirectoryRole> Read()
    {
        var roles = new Dictionary<string, DirectoryRole>(AzureCatalogue.DirectoryRoles, StringComparer.Ordinal);
        foreach (var row in documents[AzureKinds.DirectoryRoleDefinition].Select(d => new AzureRow(d.Content)))
        {
            if (Role(row) is not { } role)
                continue;
            roles[role.Id] = role;
            // an assignment may name the definition's id where the template's differs
            if (row.Text("id")?.ToLowerInvariant() is { } id && id != role.Id)
                roles[id] = role;
        }

        foreach (var row in documents[AzureKinds.DirectoryRole].Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("roleTemplateId")?.ToLowerInvariant() is { } template)
            {
                roles.TryAdd(template, new DirectoryRole(template, row.Text("displayName") ?? template, BuiltIn: true, Privileged: false, [], [], Known: false));
                if (row.Text("id")?.ToLowerInvariant() is { } id)
                    roles.TryAdd(id, roles[template]);
            }
        }

        return roles;
    }

    private static DirectoryRole? Role(AzureRow row)
    {
        var builtIn = row.Flag("isBuiltIn") ?? false;
        var id = (builtIn ? row.Text("templateId") ?? row.Text("id") : row.Text("id") ?? row.Text("templateId"))?.ToLowerInvariant();
        if (id is null)
            return null;
        var name = row.Text("displayName") ?? id;
        var enabled = row.Flag("isEnabled") ?? true;
        var permissions = row.Items("rolePermissions").Select(p => new AzureRow(p)).ToList();
        string[] actions = [.. permissions.SelectMany(p => p.Texts("allowedResourceActions"))];
        string[] excluded = [.. permissions.SelectMany(p => p.Texts("excludedResourceActions"))];
        var catalogued = AzureCatalogue.DirectoryRoles.GetValueOrDefault(id)
            ?? (builtIn ? AzureCatalogue.DirectoryRoles.Values.FirstOrDefault(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) : null);
        if (actions.Length == 0 && catalogued is not null)
            return catalogued with { Id = id };
        // the catalogue sums up what the export of Global Administrator spells in a thousand lines
        if (id == AzureDirectory.GlobalAdministrator && catalogued is not null)
            return catalogued;
        return new DirectoryRole(id, name, builtIn, catalogued?.Privileged ?? actions.Any(IsPrivileged), enabled ? actions : [], excluded, actions.Length > 0);
    }

    private static bool IsPrivileged(string action) => PrivilegedWords.Any(w => action.Contains(w, StringComparison.OrdinalIgnoreCase));
}
