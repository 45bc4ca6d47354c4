using Ambit.Azure.Import;

namespace Ambit.Azure.Inventory;

/// <summary>Reads an Azure role definition in the shapes of az, REST, Resource Graph and PowerShell.</summary>
internal static class RoleDefinitionReader
{
    /// <summary>The role, null where the row names none.</summary>
    public static AzureRoleDefinition? Read(AzureRow row)
    {
        // PowerShell prints the GUID as Id and the name as Name; az and REST the GUID as name
        var guid = new[] { row.Text("name"), ResourceId.NameOf(row.Text("id") ?? "") }.FirstOrDefault(g => Guid.TryParse(g, out _))?.ToLowerInvariant();
        if (guid is null)
            return null;
        var name = row.Text("roleName") ?? row.Text("displayName") ?? row.Text("name") ?? guid;
        var custom = row.Flag("isCustom") ?? "CustomRole".Equals(Type(row), StringComparison.OrdinalIgnoreCase);
        var entries = row.Items("permissions").Select(p => Permission(new AzureRow(p))).ToList();
        if (entries.Count == 0 && row.Has("actions"))
            entries.Add(Permission(row));
        var known = entries.Count > 0 || row.Has("permissions");
        if (!known && AzureCatalogue.AzureRoles.GetValueOrDefault(guid) is { } catalogued)
            return catalogued;
        return new AzureRoleDefinition(guid, name, custom, [.. row.Texts("assignableScopes").Select(ResourceId.Normal)], entries, known);
    }

    /// <summary>One entry of a role's permissions.</summary>
    public static AzurePermission Permission(AzureRow row) =>
        new(Patterns(row, "actions"), Patterns(row, "notActions"), Patterns(row, "dataActions"), Patterns(row, "notDataActions"), row.Text("condition") is { Length: > 0 } c ? c : null);

    /// <summary>REST prints the kind as <c>properties.type</c>, below the resource's own type.</summary>
    private static string? Type(AzureRow row) =>
        row.Text("roleType") ?? (AzureRow.Find(row.Element, "properties", out var p) && AzureRow.Find(p, "type", out var t) ? AzureRow.TextOf(t) : null);

    /// <summary>
    /// "Managed Identity Operator" spells <c>userAssignedIdentities/*/assign/action</c> while the provider's operation has no segment
    /// there; Microsoft's page says that the role assigns identities.
    /// </summary>
    private static List<ActionPattern> Patterns(AzureRow row, string list)
    {
        const string odd = "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action";
        var found = row.Texts(list).Select(t => new ActionPattern(t)).ToList();
        if (found.Any(p => p.Text.Equals(odd, StringComparison.OrdinalIgnoreCase)))
            found.Add(new ActionPattern("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"));
        return found;
    }
}
