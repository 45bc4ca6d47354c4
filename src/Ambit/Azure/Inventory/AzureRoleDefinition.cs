namespace Ambit.Azure.Inventory;

/// <summary>An Azure role.</summary>
/// <param name="Guid">Lower case; the same in all tenants for a built-in role.</param>
/// <param name="Name">As people know it.</param>
/// <param name="Custom">Whether it is the tenant's own.</param>
/// <param name="AssignableScopes">Normal form.</param>
/// <param name="Permissions">Its entries.</param>
/// <param name="Known">Whether its permissions are known, by export or catalogue.</param>
public sealed record AzureRoleDefinition(
    string Guid, string Name, bool Custom, IReadOnlyList<string> AssignableScopes, IReadOnlyList<AzurePermission> Permissions, bool Known)
{
    /// <summary>Whether some entry grants the action, before conditions.</summary>
    public bool Grants(string action, bool data)
    {
        foreach (var p in Permissions)
        {
            if (p.Grants(action, data))
                return true;
        }

        return false;
    }
}
