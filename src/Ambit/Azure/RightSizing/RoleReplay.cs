using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Logs;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// Decides a window again with a holder's own roles and permissions replaced, by the evaluator that decides everything else; what
/// comes by other groups, vault policies and denials stays. Eligible roles count: what was done with one was activated first.
/// </summary>
internal sealed class RoleReplay(AzureAccess access, AzureDirectory directory, AzureManager manager, AssignedRoles assigned)
{
    /// <summary>Replays roll-ups of a holder, or of the members of a group.</summary>
    public ReplayReport Of(DirectoryObject holder, Proposal proposal, IEnumerable<UsageRow> usage)
    {
        var roles = Roles(proposal);
        var azure = new AzureEvaluator(directory, manager.With(roles));
        var entra = new DirectoryEvaluator(directory, (proposal.DirectoryRoles ?? []).DistinctBy(r => r.Role).ToDictionary(r => r.Role, r => r.Definition, StringComparer.Ordinal));
        var report = new ReplayTally();
        foreach (var rows in usage.Where(u => u.Outcome == UseOutcome.Used && IsPermission(u.Action)).GroupBy(u => u.Principal, StringComparer.Ordinal))
        {
            if (access.Actors.Of(rows.Key) is not { Object: not null } today)
                continue;
            var own = access.WithEligible(today);
            var all = access.InGroups(own, Activatable(today, holder, null));
            var then = Replaced(access.InGroups(own, Activatable(today, holder, proposal.Memberships)), holder, proposal);
            foreach (var row in rows)
            {
                var answer = Decide(azure, entra, then, proposal, row);
                report.Add(row, answer.Outcome, answer.Conditions, () => Today(all, row).Holds);
            }
        }

        return report.Report;
    }

    /// <summary>Signing in and activating are no permissions of a role.</summary>
    public static bool IsPermission(string action) => action is not (SignInLog.Action or AuditLog.Activation);

    private AzureAnswer Today(Actor all, UsageRow row) => access.Answer(all, row.Action, row.Resource, assigned.Context(row));

    private AzureAnswer Decide(AzureEvaluator azure, DirectoryEvaluator entra, Actor then, Proposal proposal, UsageRow row)
    {
        if (LeastPermissions.IsPermission(row.Action))
            return Serves(then, proposal, row) ? Allowed : AzureAnswer.No;
        // "eligible: the user must perform one or more actions to use the role", for which no role is needed
        if (Activations.ScopeOf(row.Action, row.Resource) is { } scope && then.Assignments.Any(a => a.Eligible && (manager.Hierarchy.Covers(a.Scope, scope) || manager.Hierarchy.Covers(scope, a.Scope))))
            return Allowed;
        if (!DirectoryAction.Is(row.Action) && !DirectoryEvaluator.IsElevation(row.Action))
            return azure.Decide(then, row.Action, row.Resource, assigned.Context(row));
        var answer = entra.Decide(then, row.Action, row.Resource is null ? null : access.TargetOf(row.Resource));
        return answer.Holds ? answer : Serves(then, proposal, row) || ByOtherRight(then.Object!, row) ? Allowed : answer;
    }

    private static AzureAnswer Allowed => AzureAnswer.No with { Outcome = Outcome.Allowed };

    /// <summary>A call is served by any permission that the tables name for it, not only by the one that served it then.</summary>
    private static bool Serves(Actor then, Proposal proposal, UsageRow row)
    {
        var held = then.AppRoles.Select(a => a.Permission).Concat(proposal.Permissions ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return held.Contains(row.Action) || LeastPermissions.Serving(row)?.Any(held.Contains) == true;
    }

    /// <summary>What no role is needed for, and no proposal touches: owners change what they own, everybody himself, and members create what the tenant lets them.</summary>
    private bool ByOtherRight(DirectoryObject who, UsageRow row)
    {
        var target = row.Resource is null ? null : access.TargetOf(row.Resource);
        if (target is not null && (target == who.ObjectId || directory.OwnedBy(who.ObjectId).Contains(target)))
            return true;
        var entity = DirectoryAction.EntityOf(row.Action);
        return who is { Kind: AzureKinds.User, Guest: false } && row.Action.EndsWith("/create", StringComparison.OrdinalIgnoreCase)
            && ((entity is "groups" && directory.UsersCreateGroups) || (entity is "applications" or "serviceprincipals" && directory.UsersRegisterApplications));
    }

    /// <summary>The groups that somebody may activate his membership of; the holder only those that stay.</summary>
    private IEnumerable<string> Activatable(Actor who, DirectoryObject holder, IReadOnlyList<GroupEligibility>? stay) =>
        who.Principals.SelectMany(directory.EligibilitiesOf).Where(e => !e.Owner && (stay is null || e.Principal != holder.ObjectId || stay.Any(s => s.Group == e.Group && !s.Owner))).Select(e => e.Group);

    private static Actor Replaced(Actor all, DirectoryObject holder, Proposal proposal)
    {
        var without = Without(all, holder, proposal);
        return without with
        {
            Assignments = [.. without.Assignments, .. proposal.Roles.Select((r, i) => new AzureRoleAssignment($"proposed {i}", holder.ObjectId, "", r.Existing ?? $"proposed {i}", r.Scope, r.Condition, r.Eligible, null, null, Delegated: false))],
            Holdings = [.. without.Holdings, .. (proposal.DirectoryRoles ?? []).Select(r => r.Holding(holder.ObjectId))],
        };
    }

    private static Actor Without(Actor all, DirectoryObject holder, Proposal proposal) => all with
    {
        Assignments = [.. all.Assignments.Where(a => a.Principal != holder.ObjectId)],
        Holdings = [.. all.Holdings.Where(h => proposal.DirectoryRoles is null || h.Principal != holder.ObjectId)],
        AppRoles = [.. all.AppRoles.Where(a => proposal.Permissions is null || a.Principal != holder.ObjectId || !a.OnGraph)],
    };

    /// <summary>A definition a proposed role; one that stays has its own.</summary>
    private static Dictionary<string, AzureRoleDefinition> Roles(Proposal proposal) =>
        proposal.Roles.Select((r, i) => new AzureRoleDefinition($"proposed {i}", r.Name, Custom: true, [r.Scope], [r.Entry], Known: true)).ToDictionary(r => r.Guid, StringComparer.Ordinal);
}
