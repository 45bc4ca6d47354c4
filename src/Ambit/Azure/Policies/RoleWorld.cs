using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Policies;

/// <summary>A policy put before the evaluator: nobody but one holder, nothing but what the documents say. Confirms witnesses.</summary>
internal sealed class RoleWorld
{
    private const string Holder = "holder";
    private static readonly Lazy<AzureEstate> Nothing = new(() => new AzureEstate([]));
    private readonly RolePolicy _policy;
    private readonly AzureHierarchy _hierarchy;

    /// <param name="policy">What the documents say.</param>
    /// <param name="hierarchy">The tree of scopes where one is known.</param>
    public RoleWorld(RolePolicy policy, AzureHierarchy? hierarchy) => (_policy, _hierarchy) = (policy, hierarchy ?? new AzureHierarchy([]));

    /// <summary>Decides one request on one plane.</summary>
    public Outcome Decide(string? principal, string action, string resource, bool data, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var grants = _policy.Grants.Where(g => principal is null || g.Principal is null || g.Principal == principal).ToList();
        var roles = grants.Select((g, i) => new AzureRoleDefinition(i.ToString(System.Globalization.CultureInfo.InvariantCulture), g.Name, Custom: true, [g.Scope], [g.Entry], g.Known)).ToList();
        List<AzureRoleAssignment> assignments =
            [.. grants.Select((g, i) => new AzureRoleAssignment(roles[i].Guid, Holder, "", roles[i].Guid, g.Scope, g.Condition, Eligible: false, null, null, Delegated: false))];
        var manager = new AzureManager
        {
            Hierarchy = _hierarchy,
            Resources = new Dictionary<string, AzureResource>(),
            Roles = roles.ToDictionary(r => r.Guid, StringComparer.Ordinal),
            Assignments = assignments,
            Denials = _policy.Denials,
            Planes = new Dictionary<string, bool>(),
            UserAssigned = new Dictionary<string, string>(),
        }.Indexed();
        var actor = new Actor(Holder, null, new HashSet<string>(StringComparer.Ordinal) { Holder, principal ?? Holder }, assignments, [], [], null);
        return new AzureEvaluator(Nothing.Value.Directory, manager).Decide(actor, action, resource, context, data).Outcome;
    }
}
