using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Azure.Conditions;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>
/// Decides actions of Azure Resource Manager and of its data planes. "Deny assignments, then role assignments incl. group and
/// inherited ones, conditions per assignment." Microsoft Learn, "Steps to determine if a user has access to a resource".
/// </summary>
internal sealed class AzureEvaluator(AzureDirectory directory, AzureManager manager)
{
    private readonly ConditionTable _conditions = new();
    private readonly VaultPolicies _vaults = new(manager);
    private readonly ConcurrentDictionary<string, string> _planes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ActionRoles> _rolesByAction = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Decides on every plane that the action exists on.</summary>
    public AzureAnswer Decide(Actor actor, string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var (control, data) = PlanesOf(action);
        var first = control ? Decide(actor, action, resource, context, data: false) : AzureAnswer.No;
        if (!data || first.Outcome == Outcome.Allowed)
            return first;
        var second = Decide(actor, action, resource, context, data: true);
        return second.Outcome >= first.Outcome ? second : first;
    }

    /// <summary>Control and data plane of an action: by the user's export of operations, else by the catalogue.</summary>
    public (bool Control, bool Data) PlanesOf(string action)
    {
        if (manager.Planes.TryGetValue(action, out var isData))
            return (!isData, isData);
        return _planes.GetOrAdd(action, AzureCatalogue.PlaneOf) switch
        {
            "data" => (false, true),
            "both" => (true, true),
            _ => (true, false),
        };
    }

    /// <summary>A quick look: whether some role of the actor grants the action on anything.</summary>
    public bool MayHold(Actor actor, string action)
    {
        if (actor.Power is not null)
            return true;
        var roles = RolesOf(action);
        foreach (var role in actor.Roles)
        {
            if (roles.Granting.Contains(role) || !manager.Roles.ContainsKey(role))
                return true;
        }

        return roles.Data && _vaults.MayHold(actor, action);
    }

    /// <summary>Roles whose entries grant the action before conditions on a plane that it has, unknown roles among them.</summary>
    private ActionRoles RolesOf(string action) =>
        _rolesByAction.TryGetValue(action, out var known) ? known : _rolesByAction.GetOrAdd(action, a =>
        {
            var (control, data) = PlanesOf(a);
            return new ActionRoles(data, manager.Roles.Values
                .Where(r => !r.Known || (control && r.Grants(a, data: false)) || (data && r.Grants(a, data: true))).Select(r => r.Guid).ToHashSet(StringComparer.Ordinal));
        });

    private sealed record ActionRoles(bool Data, HashSet<string> Granting);

    /// <summary>Decides on one plane, whatever the catalogue says of the action.</summary>
    public AzureAnswer Decide(Actor actor, string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context, bool data)
    {
        var key = resource is null ? null : ResourceId.Normal(resource);
        var open = new List<OpenCondition>();
        var denials = new List<StatementReference>();
        var denied = Denied(actor, action, key, context, data, open, denials);
        if (denied == Truth.True)
            return new AzureAnswer(Outcome.ExplicitlyDenied, [], [], denials);
        var granted = data && key is not null && _vaults.Decide(actor, action, key) is { } vault ? vault : Granted(actor, action, key, context, data);
        if (!granted.Holds)
            return granted;
        return denied == Truth.Unknown
            ? granted with { Outcome = Outcome.Conditional, Conditions = [.. granted.Conditions, .. open.Select(o => o with { Needed = false })], Denials = denials }
            : granted;
    }

    private AzureAnswer Granted(Actor actor, string action, string? key, IReadOnlyDictionary<string, IReadOnlyList<string>> context, bool data)
    {
        if (actor.Power is { } power)
            return key is null || manager.Hierarchy.Covers(power, key)
                ? new AzureAnswer(Outcome.Allowed, [], [new AzureGrant(actor.Id, actor.Id, 0, action, "Owner", "role")], [])
                : AzureAnswer.No;
        var grants = new List<AzureGrant>();
        var open = new List<OpenCondition>();
        var openGrants = new List<AzureGrant>();
        foreach (var assignment in actor.Assignments)
        {
            if (key is not null && !manager.Hierarchy.Covers(assignment.Scope, key))
                continue;
            if (!manager.Roles.TryGetValue(assignment.Role, out var role) || !role.Known)
            {
                open.Add(UnknownRole(assignment.Role, role?.Name));
                openGrants.Add(new AzureGrant(assignment.Principal, assignment.Id, 0, action, role?.Name ?? assignment.Role, "role"));
                continue;
            }

            Entries(assignment, role, action, context, data, grants, openGrants, open);
        }

        return grants.Count > 0 ? new AzureAnswer(Outcome.Allowed, [], grants, [])
            : openGrants.Count > 0 ? new AzureAnswer(Outcome.Conditional, open, openGrants, [])
            : AzureAnswer.No;
    }

    /// <summary>"Role definitions carry conditions too: both must hold."</summary>
    private void Entries(
        AzureRoleAssignment assignment, AzureRoleDefinition role, string action, IReadOnlyDictionary<string, IReadOnlyList<string>> context, bool data,
        List<AzureGrant> grants, List<AzureGrant> openGrants, List<OpenCondition> open)
    {
        for (var i = 0; i < role.Permissions.Count; i++)
        {
            var entry = role.Permissions[i];
            if (!entry.Grants(action, data))
                continue;
            var own = _conditions.Decide(assignment.Condition, action, context, open);
            var entrys = own == Truth.False ? Truth.False : _conditions.Decide(entry.Condition, action, context, open);
            var truth = own < entrys ? own : entrys;
            if (truth != Truth.False)
                (truth == Truth.True ? grants : openGrants).Add(new AzureGrant(assignment.Principal, assignment.Id, i, entry.Spelled(action, data) ?? action, role.Name, "role"));
        }
    }

    private static OpenCondition UnknownRole(string guid, string? name) =>
        new("ambit:NotExported", "Exists", [$"role definition {name ?? guid}: az role definition list --name {guid}"], Needed: true);

    /// <summary>"Deny assignments win over all role assignments, Owner included." Where no resource is asked for, only a deny at the root covers all.</summary>
    private Truth Denied(
        Actor actor, string action, string? key, IReadOnlyDictionary<string, IReadOnlyList<string>> context, bool data,
        List<OpenCondition> open, List<StatementReference> denials)
    {
        var most = Truth.False;
        foreach (var deny in manager.Denials)
        {
            if (!Applies(deny, actor, key) || !deny.Permissions.Any(p => p.Grants(action, data)))
                continue;
            var truth = _conditions.Decide(deny.Condition, action, context, open);
            if (truth == Truth.False)
                continue;
            denials.Add(new StatementReference(deny.Id, 0, deny.Name, "Deny"));
            most = truth > most ? truth : most;
        }

        return most;
    }

    private bool Applies(AzureDenyAssignment deny, Actor actor, string? key)
    {
        // who owns the scope takes a stack's denial off again (manageDenySetting)
        if (deny.FromStack && (actor.Lifted.Contains(deny.Id) || (actor.Power is { } power && manager.Hierarchy.Covers(power, deny.Scope))))
            return false;
        if (deny.Excluded.Overlaps(actor.Principals) || !(deny.Principals.Contains(AzureDenyAssignment.Everyone) || deny.Principals.Overlaps(actor.Principals)))
            return false;
        if (key is null)
            return deny.Scope == "/" && !deny.OnlyScope;
        return deny.OnlyScope ? deny.Scope == key : manager.Hierarchy.Covers(deny.Scope, key);
    }

    /// <summary>The directory, for callers that hold only the evaluator.</summary>
    public AzureDirectory Directory => directory;
}
