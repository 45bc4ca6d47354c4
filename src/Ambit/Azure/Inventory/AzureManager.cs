namespace Ambit.Azure.Inventory;

/// <summary>The Azure Resource Manager side of an estate: scopes, resources, roles and who holds them. Immutable once built.</summary>
public sealed class AzureManager
{
    private Dictionary<string, List<AzureRoleAssignment>> _assignments = new(StringComparer.Ordinal);
    private Dictionary<string, List<AzureResource>> _byType = new(StringComparer.Ordinal);
    private Dictionary<string, List<AzureResource>> _byIdentity = new(StringComparer.Ordinal);

    /// <summary>Management groups and subscriptions.</summary>
    public required AzureHierarchy Hierarchy { get; init; }

    /// <summary>Resources by normal id.</summary>
    public required IReadOnlyDictionary<string, AzureResource> Resources { get; init; }

    /// <summary>Roles by GUID.</summary>
    public required IReadOnlyDictionary<string, AzureRoleDefinition> Roles { get; init; }

    /// <summary>Roles that are held or may be activated; ended ones are not among them.</summary>
    public required IReadOnlyList<AzureRoleAssignment> Assignments { get; init; }

    /// <summary>Deny assignments.</summary>
    public required IReadOnlyList<AzureDenyAssignment> Denials { get; init; }

    /// <summary>Actions that an export says are of the data plane, lower case; true for data.</summary>
    public required IReadOnlyDictionary<string, bool> Planes { get; init; }

    /// <summary>Object id of the identity that a user-assigned identity's resource stands for, by normal id.</summary>
    public required IReadOnlyDictionary<string, string> UserAssigned { get; init; }

    /// <summary>Fills the look-ups.</summary>
    internal AzureManager Indexed()
    {
        _assignments = ByPrincipal(Assignments);
        foreach (var r in Resources.Values)
        {
            Put(_byType, r.Type, r);
            foreach (var i in r.Identities)
                Put(_byIdentity, i, r);
        }

        return this;
    }

    /// <summary>The same with more roles, for assignments that are only thought of.</summary>
    /// <param name="more">The roles.</param>
    /// <param name="assignments">What is assigned instead; null for what is.</param>
    internal AzureManager With(IReadOnlyDictionary<string, AzureRoleDefinition> more, IReadOnlyList<AzureRoleAssignment>? assignments = null)
    {
        var roles = new Dictionary<string, AzureRoleDefinition>(Roles, StringComparer.Ordinal);
        foreach (var (guid, role) in more)
            roles[guid] = role;
        return new AzureManager
        {
            Hierarchy = Hierarchy,
            Resources = Resources,
            Roles = roles,
            Assignments = assignments ?? Assignments,
            Denials = Denials,
            Planes = Planes,
            UserAssigned = UserAssigned,
            _assignments = assignments is null ? _assignments : ByPrincipal(assignments),
            _byType = _byType,
            _byIdentity = _byIdentity,
        };
    }

    /// <summary>Assignments of the very principal.</summary>
    public IReadOnlyList<AzureRoleAssignment> AssignmentsOf(string principal) => _assignments.GetValueOrDefault(principal) ?? [];

    /// <summary>Resources of a type, lower case.</summary>
    public IReadOnlyList<AzureResource> OfType(string type) => _byType.GetValueOrDefault(type) ?? [];

    /// <summary>The storage accounts that hold an app's code; "storage account names must be unique within Azure".</summary>
    internal IEnumerable<AzureResource> CodeStoresOf(AzureResource app) => app.Facts.Texts("contentStorage").SelectMany(name => StorageByName[name]);

    private ILookup<string, AzureResource> StorageByName => field ??= OfType("microsoft.storage/storageaccounts").ToLookup(a => a.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Resources that run as an identity.</summary>
    public IReadOnlyList<AzureResource> RunningAs(string identity) => _byIdentity.GetValueOrDefault(identity) ?? [];

    /// <summary>The types that resources have.</summary>
    public IEnumerable<string> Types => _byType.Keys;

    /// <summary>The id of a scope or resource as exports spell it; of what they do not list as they spell what it lies in, the given one where they do not list that either.</summary>
    public string Spelled(string key)
    {
        for (var at = key; at.Length > 1; at = at[..Math.Max(0, at.LastIndexOf('/'))])
        {
            if ((Hierarchy[at]?.Id ?? (Resources.TryGetValue(at, out var r) ? r.Id : null)) is { } spelled)
                return spelled + key[at.Length..];
        }

        return key;
    }

    private static Dictionary<string, List<AzureRoleAssignment>> ByPrincipal(IReadOnlyList<AzureRoleAssignment> assignments)
    {
        var map = new Dictionary<string, List<AzureRoleAssignment>>(StringComparer.Ordinal);
        foreach (var assignment in assignments)
            Put(map, assignment.Principal, assignment);
        return map;
    }

    private static void Put<T>(Dictionary<string, List<T>> map, string key, T value)
    {
        if (!map.TryGetValue(key, out var list))
            map.Add(key, list = []);
        list.Add(value);
    }
}
