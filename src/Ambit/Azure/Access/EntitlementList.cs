using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Azure.Conditions;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>All that an actor can do: one entry an assignment, holding, permission or vault policy.</summary>
internal sealed class EntitlementList(AzureDirectory directory, AzureManager manager, AzureAccess access, IReadOnlyList<ClassicAdministrator> classic)
{
    private readonly ConcurrentDictionary<(string Role, int Entry, bool Data), string[]> _expanded = new();
    private readonly ConcurrentDictionary<string, Entitlement[]> _ofPrincipal = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Actions, IReadOnlyDictionary<string, int> Levels)> _counted = new(StringComparer.Ordinal);

    /// <summary>The list, narrowed to actions that match the glob.</summary>
    public EffectiveAccess Of(Actor actor, string? glob)
    {
        var entries = new List<Entitlement>();
        // what a group holds is the same for all of its members: made once
        if (glob is null && !actor.Id.Contains('#'))
            entries.AddRange(actor.Principals.SelectMany(p => _ofPrincipal.GetOrAdd(p, OfPrincipal)));
        else
            entries.AddRange(actor.Assignments.GroupBy(a => (a.Role, a.Condition)).SelectMany(a => Azure([.. a], glob)));
        foreach (var holding in actor.Holdings)
            entries.AddRange(Entra(holding, glob));
        foreach (var permission in actor.AppRoles.Where(a => Matches(a.Permission, glob)))
            entries.Add(new Entitlement([permission.Permission], [permission.Resource], [], [], [new StatementReference(permission.Id, 0, permission.Permission, "Allow")]));
        var (actions, levels) = glob is null && actor.Holdings.Count + actor.AppRoles.Count == 0
            ? _counted.GetOrAdd(string.Join(' ', actor.Roles.Order(StringComparer.Ordinal)), _ => Counted(entries))
            : Counted(entries);
        // retired: shown, and counted nowhere
        foreach (var administrator in classic.Where(a => a.Holder is { } h && h == actor.Object?.ObjectId && glob is null))
            entries.Add(Retired(administrator));
        return new EffectiveAccess(actor.Id, entries, actions, levels);
    }

    private Entitlement Retired(ClassicAdministrator administrator) => new(
        administrator.Roles, [manager.Spelled(administrator.Scope)], [manager.Spelled(administrator.Scope)],
        [new OpenCondition("azure:ClassicAdministrator", "RetiredOn", [ClassicAdministrator.RetiredOn], Needed: true)],
        [new StatementReference(administrator.Id, 0, $"classic {string.Join(" and ", administrator.Roles)}", "Retired")]);

    private Entitlement[] OfPrincipal(string principal) =>
        [.. manager.AssignmentsOf(principal).Where(a => !a.Eligible).GroupBy(a => (a.Role, a.Condition)).SelectMany(a => Azure([.. a], null))];

    private (IReadOnlyList<string> Actions, IReadOnlyDictionary<string, int> Levels) Counted(List<Entitlement> entries)
    {
        string[] actions = [.. entries.SelectMany(Told).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        return (actions, actions.Select(a => access.AccessLevel(a) ?? "Unknown").CountBy(l => l).ToDictionary(l => l.Key, l => l.Value, StringComparer.Ordinal));
    }

    /// <summary>All there is includes the power to change who may do what, unless the role takes it out again.</summary>
    private static IEnumerable<string> Told(Entitlement entry) =>
        entry.Actions.Contains("*") && !entry.Conditions.Any(c => c.Key == "action") ? entry.Actions.Append("Microsoft.Authorization/*") : entry.Actions;

    /// <summary>Assignments of one role under one condition: one entry of the role at all of their scopes.</summary>
    private IEnumerable<Entitlement> Azure(IReadOnlyList<AzureRoleAssignment> alike, string? glob)
    {
        var assignment = alike[0];
        string[] scopes = [.. alike.Select(a => manager.Spelled(a.Scope)).Distinct(StringComparer.Ordinal)];
        var role = manager.Roles.GetValueOrDefault(assignment.Role);
        if (role is null || !role.Known)
        {
            yield return new Entitlement(
                [role?.Name ?? assignment.Role], scopes, [],
                [new OpenCondition("ambit:NotExported", "Exists", [$"role definition {assignment.Role}"], Needed: true)], [.. alike.Select(a => Source(a, role, 0))]);
            yield break;
        }

        for (var i = 0; i < role.Permissions.Count; i++)
        {
            var entry = role.Permissions[i];
            foreach (var data in new[] { false, true })
            {
                var (allowed, not) = data ? (entry.DataActions, entry.NotDataActions) : (entry.Actions, entry.NotActions);
                var all = _expanded.GetOrAdd((role.Guid, i, data), _ => [.. allowed.SelectMany(p => Expanded(p, not, data)).Distinct(StringComparer.OrdinalIgnoreCase)]);
                var actions = glob is null ? all : [.. all.Where(a => Matches(a, glob))];
                if (actions.Length > 0)
                    yield return new Entitlement(actions, scopes, [], Conditions(assignment, entry, actions, not), [.. alike.Select(a => Source(a, role, i))]);
            }
        }
    }

    /// <summary>Concrete operations where the export lists them; the pattern itself otherwise.</summary>
    private IEnumerable<string> Expanded(ActionPattern pattern, IReadOnlyList<ActionPattern> not, bool data)
    {
        if (manager.Planes.Count == 0 || !pattern.Text.Contains('*'))
            return not.Any(n => n.Matches(pattern.Text)) ? [] : [pattern.Text];
        return manager.Planes.Where(p => p.Value == data && pattern.Matches(p.Key) && !not.Any(n => n.Matches(p.Key))).Select(p => p.Key);
    }

    private static List<OpenCondition> Conditions(AzureRoleAssignment assignment, AzurePermission entry, string[] actions, IReadOnlyList<ActionPattern> not)
    {
        var open = new List<OpenCondition>();
        if (not.Count > 0 && actions.Any(a => a.Contains('*')))
            open.Add(new OpenCondition("action", "NotMatches", [.. not.Select(n => n.Text)], Needed: true));
        foreach (var condition in new[] { assignment.Condition, entry.Condition }.OfType<string>())
            open.Add(new OpenCondition("condition", "holds", [condition], Needed: true));
        return open;
    }

    private IEnumerable<Entitlement> Entra(RoleHolding holding, string? glob)
    {
        if (!directory.Roles.TryGetValue(holding.Role, out var role))
            yield break;
        string[] actions = [.. role.Actions.Where(a => Matches(a, glob))];
        if (actions.Length > 0 || glob is null)
            yield return new Entitlement(actions.Length > 0 ? actions : [role.Name], [holding.Scope], [], [], [new StatementReference(holding.Id, 0, role.Name, "Allow")]);
    }

    private static StatementReference Source(AzureRoleAssignment assignment, AzureRoleDefinition? role, int index) => new(assignment.Id, index, role?.Name ?? assignment.Role, "Allow");

    private static bool Matches(string action, string? glob) => glob is null || ValueComparison.Like(glob.ToLowerInvariant(), action.ToLowerInvariant()) || (action.Contains('*') && ActionPattern.Matches(action, glob));
}
