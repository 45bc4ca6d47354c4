namespace Ambit.Azure;

/// <summary>
/// Reads Azure resource ids: paths of whole segments, compared without case.
/// Source of semantics: Microsoft Learn, "Understand scope for Azure RBAC".
/// </summary>
public static class ResourceId
{
    private const string ManagementGroupPrefix = "/providers/microsoft.management/managementgroups/";

    /// <summary>The form ids are compared in: lower case, no slash at the end.</summary>
    public static string Normal(string id)
    {
        var trimmed = id.Trim();
        return trimmed is "/" or "" ? "/" : trimmed.TrimEnd('/').ToLowerInvariant();
    }

    /// <summary>Whether <paramref name="scope"/> is <paramref name="id"/> or one of its whole-segment prefixes; both normal, no hierarchy of management groups.</summary>
    public static bool IsWithin(string id, string scope) =>
        scope == "/"
        || (id.StartsWith(scope, StringComparison.Ordinal) && (id.Length == scope.Length || id[scope.Length] == '/'));

    /// <summary>The resource type that an id names (<c>Microsoft.Compute/virtualMachines</c>), null where it names none.</summary>
    public static string? TypeOf(string id)
    {
        var parts = id.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var provider = Array.FindLastIndex(parts, p => p.Equals("providers", StringComparison.OrdinalIgnoreCase));
        if (provider < 0 || provider + 2 >= parts.Length)
            return parts.Length == 4 && parts[2].Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) ? "Microsoft.Resources/resourceGroups"
                : parts.Length == 2 && parts[0].Equals("subscriptions", StringComparison.OrdinalIgnoreCase) ? "Microsoft.Resources/subscriptions"
                : null;
        var type = parts[provider + 1];
        for (var i = provider + 2; i < parts.Length; i += 2)
            type += "/" + parts[i];
        return type;
    }

    /// <summary>The last segment.</summary>
    public static string NameOf(string id) => id[(id.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');

    /// <summary>The subscription's GUID, lower case; null where the id lies in none.</summary>
    public static string? SubscriptionOf(string id)
    {
        const string prefix = "/subscriptions/";
        if (!id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        var end = id.IndexOf('/', prefix.Length);
        return (end < 0 ? id[prefix.Length..] : id[prefix.Length..end]).ToLowerInvariant();
    }

    /// <summary>The management group's name, lower case; null where the id is not one.</summary>
    public static string? ManagementGroupOf(string id) =>
        id.StartsWith(ManagementGroupPrefix, StringComparison.OrdinalIgnoreCase)
            ? id[ManagementGroupPrefix.Length..].Split('/')[0].ToLowerInvariant()
            : null;

    /// <summary>The normal id of a management group by its name.</summary>
    public static string OfManagementGroup(string name) => ManagementGroupPrefix + name.ToLowerInvariant();

    /// <summary>The container an id lies in: the parent resource, the resource group, the subscription; null for a subscription or management group.</summary>
    public static string? ParentOf(string id)
    {
        var normal = Normal(id);
        var parts = normal.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length <= 2 || normal.StartsWith(ManagementGroupPrefix, StringComparison.Ordinal))
            return null;
        var keep = parts.Length - 2;
        if (keep >= 2 && parts[keep - 2] == "providers")
            keep -= 2;
        return keep == 0 ? null : "/" + string.Join('/', parts[..keep]);
    }
}
