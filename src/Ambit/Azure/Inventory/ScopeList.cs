using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Tenants, management groups and subscriptions in the house's words.</summary>
internal static class ScopeList
{
    /// <summary>Every scope.</summary>
    public static IEnumerable<Scope> Of(AzureDirectory directory, AzureManager manager)
    {
        foreach (var (id, name) in directory.Tenants)
            yield return new Scope(id, AzureKinds.Cloud, "tenant", name, null, new Dictionary<string, string>());
        foreach (var node in manager.Hierarchy.Nodes)
        {
            var group = ResourceId.ManagementGroupOf(node.Key) is not null;
            var parent = node.Parent is { } p ? ResourceId.NameOf(p) : node.Tenant.Length > 0 ? node.Tenant : directory.Tenants.Keys.FirstOrDefault();
            yield return new Scope(ResourceId.NameOf(node.Id), AzureKinds.Cloud, group ? "managementGroup" : "subscription", node.Name, parent, new Dictionary<string, string>());
        }
    }
}
