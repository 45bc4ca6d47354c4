namespace Ambit.Azure.Inventory;

/// <summary>Scopes that no export lists and ids tell of: the resource groups of resources and assignments, and subscriptions where none is listed.</summary>
/// <param name="ids">Ids of resources and scopes of assignments, the better spelt first.</param>
internal sealed class ImpliedScopes(IReadOnlyList<string> ids)
{
    private const int OfSubscription = 3;
    private const int OfGroup = 5;

    /// <summary>The nodes, and where no subscription is among them those that the ids lie in: an export that lists some leaves others out on purpose.</summary>
    public IReadOnlyList<AzureScopeNode> Subscriptions(IReadOnlyList<AzureScopeNode> listed)
    {
        if (listed.Any(n => ResourceId.SubscriptionOf(n.Key) is not null))
            return listed;
        var found = ids.Select(i => Beginning(i, OfSubscription)).OfType<string>().DistinctBy(ResourceId.Normal, StringComparer.Ordinal);
        return [.. listed, .. found.Select(id => new AzureScopeNode(ResourceId.Normal(id), id, ResourceId.NameOf(id), null, "", [], false))];
    }

    /// <summary>Adds the groups of known subscriptions.</summary>
    public void AddGroups(Dictionary<string, AzureResource> resources, AzureHierarchy hierarchy)
    {
        foreach (var group in ids.Select(i => Beginning(i, OfGroup)).OfType<string>())
        {
            var key = ResourceId.Normal(group);
            if (ResourceId.SubscriptionOf(key) is { } s && hierarchy["/subscriptions/" + s] is not null && !resources.ContainsKey(key))
                resources.Add(key, new AzureResource(key, group, "microsoft.resources/resourcegroups", ResourceId.NameOf(group), new MergedRows(), []));
        }
    }

    /// <summary>Adds what lies within known accounts and vaults, and only the scope of a role tells of: a container, a secret.</summary>
    public void AddParts(Dictionary<string, AzureResource> resources)
    {
        const string assignment = "/providers/Microsoft.Authorization/";
        foreach (var id in ids.Select(i => i.IndexOf(assignment, StringComparison.OrdinalIgnoreCase) is var at and > 0 ? i[..at] : i))
        {
            var key = ResourceId.Normal(id);
            if (!resources.ContainsKey(key) && DataPart.Of(key) is { } part && resources.ContainsKey(part.Whole))
                resources.Add(key, new AzureResource(key, id.TrimEnd('/'), (ResourceId.TypeOf(id) ?? "").ToLowerInvariant(), ResourceId.NameOf(id), new MergedRows(), []));
        }
    }

    /// <summary>The subscription or resource group that an id lies in; null where it lies in none.</summary>
    private static string? Beginning(string id, int length)
    {
        var parts = id.Split('/');
        return parts.Length >= length && parts[1].Equals("subscriptions", StringComparison.OrdinalIgnoreCase) && (length < OfGroup || parts[3].Equals("resourceGroups", StringComparison.OrdinalIgnoreCase))
            ? string.Join('/', parts[..length]) : null;
    }
}
