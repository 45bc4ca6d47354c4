using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Resources and the scopes that hold them in the house's words.</summary>
internal static class ResourceList
{
    /// <summary>Types that store data or secrets, lower case.</summary>
    public static readonly IReadOnlySet<string> DataTypes = new HashSet<string>(StringComparer.Ordinal)
    {
        "microsoft.keyvault/vaults", "microsoft.keyvault/managedhsms", "microsoft.storage/storageaccounts", "microsoft.documentdb/databaseaccounts", "microsoft.sql/servers",
        "microsoft.sql/servers/databases", "microsoft.dbforpostgresql/flexibleservers", "microsoft.dbformysql/flexibleservers", "microsoft.cache/redis", "microsoft.eventhub/namespaces",
        "microsoft.servicebus/namespaces", "microsoft.search/searchservices", "microsoft.appconfiguration/configurationstores", "microsoft.containerregistry/registries",
        "microsoft.cognitiveservices/accounts", "microsoft.recoveryservices/vaults", "microsoft.synapse/workspaces", "microsoft.kusto/clusters", "microsoft.storage/storageaccounts/blobservices/containers",
    };

    /// <summary>Subscriptions and management groups stand among them too: they can be reached.</summary>
    public static IEnumerable<Resource> Of(AzureManager manager)
    {
        foreach (var node in manager.Hierarchy.Nodes)
            yield return new Resource(
                node.Id, AzureKinds.Cloud, ResourceId.SubscriptionOf(node.Key) ?? ResourceId.NameOf(node.Id),
                ResourceId.ManagementGroupOf(node.Key) is null ? "Microsoft.Resources/subscriptions" : "Microsoft.Management/managementGroups", node.Name, new Dictionary<string, string>(), HoldsData: false);
        foreach (var resource in manager.Resources.Values)
            yield return new Resource(
                resource.Id, AzureKinds.Cloud, ResourceId.SubscriptionOf(resource.Key) ?? "", ResourceId.TypeOf(resource.Id) ?? resource.Type, resource.Name, resource.Facts.Tags(), DataTypes.Contains(resource.Type));
    }
}
