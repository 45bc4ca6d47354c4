using Ambit.Azure.Inventory;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// The lowest scope that a role can be assigned at and that holds what was used. Below a resource only some children have access
/// control of their own. Microsoft Learn, "Understand scope for Azure RBAC" and the pages of the services.
/// </summary>
internal static class AssignableScope
{
    /// <summary>Child types with access control of their own, lower case.</summary>
    private static readonly HashSet<string> Children = new(StringComparer.Ordinal)
    {
        "microsoft.storage/storageaccounts/blobservices/containers", "microsoft.storage/storageaccounts/queueservices/queues", "microsoft.storage/storageaccounts/tableservices/tables",
        "microsoft.storage/storageaccounts/fileservices/fileshares", "microsoft.keyvault/vaults/secrets", "microsoft.keyvault/vaults/keys", "microsoft.keyvault/vaults/certificates",
        "microsoft.network/virtualnetworks/subnets", "microsoft.servicebus/namespaces/queues", "microsoft.servicebus/namespaces/topics", "microsoft.eventhub/namespaces/eventhubs",
        "microsoft.containerservice/managedclusters/namespaces", "microsoft.sql/servers/databases",
    };

    /// <summary>The lowest scope for some resources; null where they share none within a subscription.</summary>
    public static string? Of(IReadOnlyCollection<string> resources, AzureManager manager)
    {
        var scope = CommonScope.Of([.. resources.Select(r => Lowest(r, manager))]);
        return scope is null ? null : Lowest(scope, manager);
    }

    /// <summary>
    /// Where a custom role that is assigned at a scope is kept. "Although it's possible to create a custom role with a resource instance
    /// in AssignableScopes using the command line, it's not recommended." Microsoft Learn, "Azure custom roles".
    /// </summary>
    public static string OfDefinition(string scope)
    {
        var parts = scope.Split('/');
        return parts.Length > 5 && parts[1].Equals("subscriptions", StringComparison.OrdinalIgnoreCase)
            ? string.Join('/', parts[..(parts[3].Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) ? 5 : 3)]) : scope;
    }

    /// <summary>The scope itself where a role can be assigned there and it still exists; else the nearest above.</summary>
    private static string Lowest(string id, AzureManager manager)
    {
        var at = id;
        while (at.Count('/') > 4 && !(IsAssignable(at) && Exists(at, manager)))
            at = ResourceId.ParentOf(at) ?? at[..at.LastIndexOf('/')];
        return at;
    }

    private static bool IsAssignable(string id)
    {
        var type = ResourceId.TypeOf(id) ?? "";
        return id.Split('/').Length % 2 == 1 && (type.Count('/') == 1 || Children.Contains(type.ToLowerInvariant()));
    }

    /// <summary>Of a type that the export lists, what it does not list is gone; children are rarely listed.</summary>
    private static bool Exists(string id, AzureManager manager) =>
        manager.Resources.ContainsKey(id) || (ResourceId.TypeOf(id)?.ToLowerInvariant() is { } type && (type.Count('/') > 1 ? ResourceId.ParentOf(id) is not { } parent || OfOwn(parent, manager) : manager.OfType(type).Count == 0));

    private static bool OfOwn(string parent, AzureManager manager)
    {
        for (var at = parent; at.Count('/') > 4; at = ResourceId.ParentOf(at) ?? "")
        {
            if (ResourceId.TypeOf(at)?.Count('/') == 1)
                return Exists(at, manager);
        }

        return true;
    }
}
