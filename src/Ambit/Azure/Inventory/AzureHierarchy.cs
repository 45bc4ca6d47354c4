namespace Ambit.Azure.Inventory;

/// <summary>
/// The tree of scopes: root, management groups, subscriptions, and what ids say beneath. A subscription lies under management
/// groups by the hierarchy, never by its string. Microsoft Learn, "Understand scope for Azure RBAC".
/// </summary>
public sealed class AzureHierarchy
{
    private readonly Dictionary<string, AzureScopeNode> _nodes;

    /// <summary>Takes the nodes by their normal ids.</summary>
    public AzureHierarchy(IEnumerable<AzureScopeNode> nodes) => _nodes = nodes.ToDictionary(n => n.Key, StringComparer.Ordinal);

    /// <summary>Every management group and subscription.</summary>
    public IReadOnlyCollection<AzureScopeNode> Nodes => _nodes.Values;

    /// <summary>The node of a normal id, null where it is none.</summary>
    public AzureScopeNode? this[string key] => _nodes.GetValueOrDefault(key);

    /// <summary>Whether an assignment at <paramref name="scope"/> covers <paramref name="resource"/>; both normal.</summary>
    public bool Covers(string scope, string resource)
    {
        if (ResourceId.IsWithin(resource, scope))
            return true;
        if (ResourceId.ManagementGroupOf(scope) is null)
            return false;
        // Invariant: management groups nest six deep at most, so a hostile circle ends too
        var steps = 0;
        for (var at = ParentOf(resource); at is not null && steps++ < 16; at = ParentOf(at))
        {
            if (at == scope)
                return true;
        }

        return false;
    }

    /// <summary>The management group directly above a subscription, what lies in it, or a management group; null where unknown.</summary>
    public string? ParentOf(string key)
    {
        if (ResourceId.ManagementGroupOf(key) is not null)
            return _nodes.GetValueOrDefault(key)?.Parent;
        return ResourceId.SubscriptionOf(key) is { } subscription ? _nodes.GetValueOrDefault("/subscriptions/" + subscription)?.Parent : null;
    }

    /// <summary>The scopes that cover a normal id, itself first, root last.</summary>
    public IEnumerable<string> Above(string key)
    {
        for (var at = key; at is not null && at != "/"; at = ResourceId.ParentOf(at))
            yield return at;
        var seen = 0;
        for (var at = ParentOf(key); at is not null && seen++ < 16; at = ParentOf(at))
            yield return at;
        yield return "/";
    }
}
