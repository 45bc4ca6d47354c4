using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// Cuts the roles of an identity down to what it used, each at the lowest scope that holds what it was used on. Reads of the control
/// plane are in no log, so they stay, apart and labelled, unless the caller says otherwise.
/// </summary>
internal sealed class LeastRoles(AzureManager manager, AzureEvaluator evaluator, SizingOptions options)
{
    /// <summary>Roles for one identity's own assignments.</summary>
    public (List<ProposedRole> Roles, List<KeptPermission> Kept) Cut(DirectoryObject identity, IReadOnlyList<UsageRow> usage)
    {
        var (roles, kept) = (new List<ProposedRole>(), new List<KeptPermission>());
        var uses = usage.Where(u => u.Outcome == UseOutcome.Used && u.Resource is { } r && r.StartsWith('/') && u.Action.StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase) && !DirectoryAction.Is(u.Action)).ToList();
        var number = 0;
        foreach (var assignment in manager.AssignmentsOf(identity.ObjectId).Where(a => !a.Eligible))
        {
            if (!manager.Roles.TryGetValue(assignment.Role, out var role) || !role.Known)
            {
                kept.Add(new KeptPermission(role?.Name ?? assignment.Role, "no export describes the role, so what of it was used cannot be told; the assignment stays"));
                continue;
            }

            number++;
            roles.AddRange(Used(identity, assignment, role, uses, number));
            Unproved(identity, assignment, role, uses, number, roles, kept);
        }

        return ([.. roles.DistinctBy(r => (r.Scope, string.Join('|', r.Actions), string.Join('|', r.NotActions), string.Join('|', r.DataActions)))], kept);
    }

    /// <summary>One role a subscription, at the lowest common scope of what was used there: data actions cannot go above a subscription.</summary>
    private IEnumerable<ProposedRole> Used(DirectoryObject identity, AzureRoleAssignment assignment, AzureRoleDefinition role, List<UsageRow> uses, int number)
    {
        var mine = uses.Where(u => manager.Hierarchy.Covers(assignment.Scope, u.Resource!) && Grants(role, u.Action));
        foreach (var subscription in mine.GroupBy(u => ResourceId.SubscriptionOf(u.Resource!) ?? "", StringComparer.Ordinal))
        {
            var scope = subscription.Key.Length == 0 ? assignment.Scope : ScopeOf(assignment, [.. subscription.Select(u => u.Resource!)]);
            var actions = subscription.Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
            var (data, control) = (actions.Where(a => GrantsData(role, a)).ToList(), actions.Where(a => evaluator.PlanesOf(a).Control && role.Grants(a, data: false)).ToList());
            yield return new ProposedRole(NameOf(identity, number, subscription.Key), scope, control, [], data, []);
        }
    }

    /// <summary>A role is assignable at a management group, subscription, resource group or resource; of child resources the nearest that holds them.</summary>
    private string ScopeOf(AzureRoleAssignment assignment, IReadOnlyList<string> resources)
    {
        if (options.Resources == ResourceRule.Keep)
            return assignment.Scope;
        var common = options.Resources == ResourceRule.Type && ResourceId.SubscriptionOf(resources[0]) is { } s ? "/subscriptions/" + s : CommonScope.Of(resources);
        return common is null || !manager.Hierarchy.Covers(assignment.Scope, common) ? assignment.Scope : common;
    }

    private void Unproved(DirectoryObject identity, AzureRoleAssignment assignment, AzureRoleDefinition role, List<UsageRow> uses, int number, List<ProposedRole> roles, List<KeptPermission> kept)
    {
        if (!options.KeepUnlogged)
            return;
        var reads = role.Permissions.SelectMany(p => p.Actions).Select(a => a.Text).Select(ReadsOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var data = role.Permissions.SelectMany(p => p.DataActions).Select(a => a.Text).Where(a => !IsLogged(a, uses)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        if (reads.Count + data.Count == 0)
            return;
        var not = role.Permissions.Count == 1 ? role.Permissions[0].NotActions.Select(a => a.Text).Where(a => a.EndsWith("read", StringComparison.OrdinalIgnoreCase) || a.EndsWith('*')).ToList() : [];
        var isGroup = ResourceId.ManagementGroupOf(assignment.Scope) is not null || assignment.Scope == "/";
        roles.Add(new ProposedRole(NameOf(identity, number, "unproved"), assignment.Scope, reads, not, isGroup ? [] : data, []));
        kept.AddRange(reads.Select(r => new KeptPermission(r, "reads of the control plane are in no log")));
        kept.AddRange(data.Where(_ => !isGroup).Select(d => new KeptPermission(d, "no log of this data plane shows anything of the identity")));
    }

    /// <summary>The reads that a pattern grants: itself where it grants nothing else.</summary>
    private static string? ReadsOf(string pattern) =>
        pattern.EndsWith("/read", StringComparison.OrdinalIgnoreCase) ? pattern
        : pattern == "*" ? "*/read"
        : pattern.EndsWith("/*", StringComparison.Ordinal) ? pattern[..^1] + (pattern.Count('/') == 1 ? "*/read" : "read") : null;

    /// <summary>Whether the logs show the data plane of a provider: some use of it is among the identity's.</summary>
    private bool IsLogged(string pattern, List<UsageRow> uses) =>
        pattern.Split('/')[0] is { } provider && !provider.Contains('*') && uses.Any(u => u.Action.StartsWith(provider + "/", StringComparison.OrdinalIgnoreCase) && evaluator.PlanesOf(u.Action).Data);

    private bool Grants(AzureRoleDefinition role, string action) => (evaluator.PlanesOf(action).Control && role.Grants(action, data: false)) || GrantsData(role, action);

    private bool GrantsData(AzureRoleDefinition role, string action) => evaluator.PlanesOf(action).Data && role.Grants(action, data: true);

    private static string NameOf(DirectoryObject identity, int number, string part)
    {
        var name = new string([.. (identity.UserPrincipalName ?? identity.Name).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@' ? c : '-')]);
        return $"ambit-{(name.Length > 80 ? name[..80] : name)}-{number}{(part.Length == 0 ? "" : "-" + (part.Length > 8 && part != "unproved" ? part[..8] : part))}";
    }
}
