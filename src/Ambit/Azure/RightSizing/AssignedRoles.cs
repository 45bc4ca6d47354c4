using Ambit.Access;
using Ambit.Azure.Inventory;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// Which roles somebody assigned in the window: the log names the assignment, the export the role. Then a condition lets assign
/// these and no others. Microsoft Learn, "Delegate the Azure role assignment task to others with conditions".
/// </summary>
internal sealed class AssignedRoles
{
    private const string Write = "Microsoft.Authorization/roleAssignments/write";
    private const string Role = "Microsoft.Authorization/roleAssignments:RoleDefinitionId";
    private readonly Dictionary<string, string> _roles = new(StringComparer.Ordinal);

    public AssignedRoles(AzureManager manager)
    {
        foreach (var assignment in manager.Assignments)
            _roles.TryAdd(ResourceId.NameOf(assignment.Id).ToLowerInvariant(), assignment.Role);
    }

    /// <summary>The condition that lists them; null where none was assigned, or one is no longer there to tell its role.</summary>
    public string? Condition(IEnumerable<UsageRow> uses)
    {
        var roles = uses.Where(IsWrite).Select(u => Of(u)).Distinct().ToList();
        if (roles.Count == 0 || roles.Contains(null))
            return null;
        return $"((!(ActionMatches{{'{Write}'}})) OR (@Request[{Role}] ForAnyOfAnyValues:GuidEquals {{{string.Join(", ", roles.Order(StringComparer.Ordinal))}}}))";
    }

    /// <summary>What is known of a request: the role that it assigned.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context(UsageRow use) =>
        IsWrite(use) && Of(use) is { } role ? new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [Role] = [role] } : AccessRequest.NoContext;

    private string? Of(UsageRow use) => use.Resource is { } id ? _roles.GetValueOrDefault(ResourceId.NameOf(id).ToLowerInvariant()) : null;

    private static bool IsWrite(UsageRow use) => use.Action.Equals(Write, StringComparison.OrdinalIgnoreCase);
}
