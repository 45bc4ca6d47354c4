using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// Cuts the Azure roles of a holder down to what was used, each at the lowest scope that holds what it was used on. Reads of the
/// control plane are in no log, so they stay, apart and labelled, unless the caller says otherwise. Never wider: every role is an
/// entry of one of today's with fewer actions, at its scope or below, under its conditions. An eligible role stays eligible, for what was
/// used while it was on and active roles do not allow; one that was never activated goes; what lets people assign roles becomes eligible.
/// </summary>
internal sealed class LeastRoles(AzureManager manager, AzureAccess access, Activations activations, AssignedRoles assigned, SizingOptions options)
{
    private readonly AzureEvaluator _evaluator = access.Azure;
    private readonly List<string> _notes = [];
    private readonly List<ProposedRole> _roles = [];
    private readonly List<KeptPermission> _kept = [];
    private DirectoryObject _holder = null!;
    private IReadOnlyList<UsageRow> _usage = [];
    private List<UsageRow> _uses = [];
    private int _number;

    /// <summary>What the reader must know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Roles for a holder's own assignments.</summary>
    /// <param name="holder">The identity or group.</param>
    /// <param name="usage">Who used what: the holder, or the members of the group.</param>
    public (List<ProposedRole> Roles, List<KeptPermission> Kept) Cut(DirectoryObject holder, IReadOnlyList<UsageRow> usage)
    {
        (_holder, _usage) = (holder, usage);
        _uses = [.. usage.Where(u => u.Outcome == UseOutcome.Used && u.Resource is { } r && r.StartsWith('/') && u.Action.StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase) && !DirectoryAction.Is(u.Action) && Activations.ScopeOf(u.Action, u.Resource) is null)];
        // an activation ends by itself: the eligible role is what is sized
        foreach (var assignment in manager.AssignmentsOf(holder.ObjectId).Where(a => !a.Activated))
        {
            _number++;
            if (assignment.Eligible && !WasActivated(assignment))
                _notes.Add($"the eligibility for {manager.Roles.GetValueOrDefault(assignment.Role)?.Name ?? assignment.Role} of {manager.Spelled(assignment.Scope)} was not activated in the window and is left out");
            else if (!manager.Roles.TryGetValue(assignment.Role, out var role) || !role.Known)
                Stays(assignment, role, "no export describes the role, so what of it was used cannot be told; the assignment stays");
            else
                Entries(assignment, role);
        }

        return ([.. _roles.DistinctBy(r => r.Key)], _kept);
    }

    private void Stays(AzureRoleAssignment assignment, AzureRoleDefinition? role, string why)
    {
        _kept.Add(new KeptPermission(role?.Name ?? assignment.Role, why));
        _roles.Add(ProposedRole.Today(assignment, role, unproved: true));
    }

    /// <summary>By the logs of activations, because it is on just now, or because something was done that nothing else allows.</summary>
    private bool WasActivated(AzureRoleAssignment assignment) =>
        _usage.Any(u => activations.MayBe(assignment, u.Action, u.Resource)) || activations.IsOn(assignment)
        || _uses.Exists(u => manager.Hierarchy.Covers(assignment.Scope, u.Resource!) && IsOf(assignment, u) && (manager.Roles.GetValueOrDefault(assignment.Role) is not { Known: true } role || role.Permissions.Any(p => Grants(p, u.Action))));

    /// <summary>Whether a use is an assignment's: the log may name the role that allowed it; else what active roles allow is theirs.</summary>
    private bool IsOf(AzureRoleAssignment assignment, UsageRow use)
    {
        if (!assignment.Eligible)
            return true;
        if (use.Context.Value("roleDefinitionId") is { } role)
            return role == assignment.Role;
        return access.Actors.Of(use.Principal) is not { } who
            || _evaluator.Decide(who with { Assignments = [.. who.Assignments.Where(a => !a.Activated)] }, use.Action, use.Resource, assigned.Context(use)).Outcome != Outcome.Allowed;
    }

    private void Entries(AzureRoleAssignment assignment, AzureRoleDefinition role)
    {
        foreach (var entry in role.Permissions)
        {
            var mine = _uses.Where(u => manager.Hierarchy.Covers(assignment.Scope, u.Resource!) && Grants(entry, u.Action) && IsOf(assignment, u)).ToList();
            // what lies in no subscription (the root, a management group) has no custom role with a lower scope
            if (mine.Exists(u => ResourceId.SubscriptionOf(u.Resource!) is null) && assignment.Scope == "/")
            {
                Stays(assignment, role, "used on the tenant itself, where custom roles cannot be assigned; the assignment stays");
                return;
            }

            Used(assignment, entry, mine);
            if (options.KeepUnlogged)
                Unproved(assignment, entry);
        }
    }

    /// <summary>One role a subscription, at the lowest common scope of what was used there: data actions cannot go above one.</summary>
    private void Used(AzureRoleAssignment assignment, AzurePermission entry, List<UsageRow> mine)
    {
        foreach (var subscription in mine.GroupBy(u => ResourceId.SubscriptionOf(u.Resource!) ?? "", StringComparer.Ordinal))
        {
            var scope = subscription.Key.Length == 0 ? assignment.Scope : ScopeOf(assignment, [.. subscription.Select(u => ResourceId.Normal(u.Resource!)).Distinct(StringComparer.Ordinal)]);
            var actions = subscription.Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
            var control = actions.Where(a => _evaluator.PlanesOf(a).Control && entry.Grants(a, data: false)).ToList();
            var data = actions.Where(a => _evaluator.PlanesOf(a).Data && entry.Grants(a, data: true)).ToList();
            var condition = Both(Both(assignment.Condition, entry.Condition), assigned.Condition(subscription));
            Add(assignment, ProposedRole.Of(NameOf(subscription.Key), scope, control, [], data, [], condition, unproved: false) with { Eligible = assignment.Eligible || ToBeEligible(assignment, control) });
        }
    }

    private void Add(AzureRoleAssignment assignment, ProposedRole role) => _roles.Add(role with { Eligible = role.Eligible || assignment.Eligible, EndsAt = assignment.EndsAt });

    /// <summary>"Just-in-time access to privileged roles": what changes access itself, in the hands of people. "A service principal cannot be eligible."</summary>
    private bool ToBeEligible(AzureRoleAssignment assignment, List<string> actions)
    {
        if (assignment.EndsAt is not null || _holder.Kind is not (AzureKinds.User or AzureKinds.Group) || _holder.AgentType is not null
            || !actions.Exists(a => a.StartsWith("Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase) && !a.EndsWith("/read", StringComparison.OrdinalIgnoreCase)))
            return false;
        _notes.Add("what changes access is made eligible instead of permanent: it is activated when needed, by Privileged Identity Management");
        return true;
    }

    private string ScopeOf(AzureRoleAssignment assignment, IReadOnlyList<string> resources)
    {
        if (options.Resources == ResourceRule.Keep)
            return Assignable(assignment.Scope)[0];
        var common = options.Resources == ResourceRule.Type && ResourceId.SubscriptionOf(resources[0]) is { } s ? "/subscriptions/" + s : AssignableScope.Of(resources, manager);
        return common is null || !manager.Hierarchy.Covers(assignment.Scope, common) ? assignment.Scope : common;
    }

    /// <summary>What no log could have shown: reads of the control plane, and data planes of which the logs show nothing.</summary>
    private void Unproved(AzureRoleAssignment assignment, AzurePermission entry)
    {
        var reads = entry.Actions.Select(a => ReadsOf(a.Text)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var data = entry.DataActions.Select(a => a.Text).Where(a => !IsLogged(a)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var condition = Both(assignment.Condition, entry.Condition);
        foreach (var scope in reads.Count > 0 ? Assignable(assignment.Scope) : [])
            Add(assignment, ProposedRole.Of(NameOf("unproved"), scope, reads, Touching(entry.NotActions, reads), [], [], condition, unproved: true));
        // "a custom role with DataActions cannot be assigned at the management group scope"
        foreach (var scope in data.Count > 0 ? Subscriptions(assignment.Scope) : [])
            Add(assignment, ProposedRole.Of(NameOf("unproved-data"), scope, [], [], data, Touching(entry.NotDataActions, data), condition, unproved: true));
        _kept.AddRange(reads.Select(r => new KeptPermission(r, "reads of the control plane are in no log")));
        _kept.AddRange(data.Select(d => new KeptPermission(d, "no log of this data plane shows anything of the identity")));
    }

    private static IEnumerable<string> Touching(IReadOnlyList<ActionPattern> excepted, List<string> allowed) =>
        excepted.Select(e => e.Text).Where(e => allowed.Exists(a => Policies.PatternSearch.Overlap(a.ToLowerInvariant(), e.ToLowerInvariant())));

    /// <summary>"/ is not an assignable scope of a custom role": then the management groups at the top, or every subscription.</summary>
    private IReadOnlyList<string> Assignable(string scope)
    {
        if (scope != "/")
            return [scope];
        var top = manager.Hierarchy.Nodes.Where(n => ResourceId.ManagementGroupOf(n.Key) is not null && n.Parent is null).Select(n => n.Key).Order(StringComparer.Ordinal).ToList();
        return top.Count > 0 ? top : Subscriptions(scope) is { Count: > 0 } all ? all : [scope];
    }

    private List<string> Subscriptions(string scope) =>
        scope != "/" && ResourceId.ManagementGroupOf(scope) is null ? [scope]
        : [.. manager.Hierarchy.Nodes.Where(n => ResourceId.SubscriptionOf(n.Key) is not null && manager.Hierarchy.Covers(scope, n.Key)).Select(n => n.Key).Order(StringComparer.Ordinal)];

    /// <summary>The reads that a pattern grants: itself where it grants nothing else.</summary>
    private static string? ReadsOf(string pattern) =>
        pattern.EndsWith("/read", StringComparison.OrdinalIgnoreCase) ? pattern
        : pattern == "*" ? "*/read"
        : pattern.EndsWith("/*", StringComparison.Ordinal) ? pattern[..^1] + (pattern.Count('/') == 1 ? "*/read" : "read") : null;

    /// <summary>Whether the logs show the data plane of a provider: some use of it is among the holder's.</summary>
    private bool IsLogged(string pattern) =>
        pattern.Split('/')[0] is { } provider && !provider.Contains('*') && _uses.Exists(u => u.Action.StartsWith(provider + "/", StringComparison.OrdinalIgnoreCase) && _evaluator.PlanesOf(u.Action).Data);

    private bool Grants(AzurePermission entry, string action)
    {
        var (control, data) = _evaluator.PlanesOf(action);
        return (control && entry.Grants(action, data: false)) || (data && entry.Grants(action, data: true));
    }

    private static string? Both(string? first, string? second) => first is null ? second : second is null || second == first ? first : $"({first}) AND ({second})";

    private string NameOf(string part)
    {
        var name = new string([.. (_holder.UserPrincipalName ?? _holder.Name).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@' ? c : '-')]);
        return $"ambit-{(name.Length > 80 ? name[..80] : name)}-{_number}{(part.Length == 0 ? "" : "-" + (part.StartsWith("unproved", StringComparison.Ordinal) ? part : part[..Math.Min(8, part.Length)]))}";
    }
}
