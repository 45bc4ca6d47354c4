using Ambit.Access;
using Ambit.Azure.Access;
using Ambit.Azure.Inventory;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Azure.RightSizing;

/// <summary>Decides a window again with an identity's own assignments replaced; groups, Entra roles, vault policies and denials stay.</summary>
internal sealed class RoleReplay(AzureAccess access, AzureManager manager)
{
    /// <summary>Replays roll-ups of one identity.</summary>
    public ReplayReport Of(Actor today, IReadOnlyList<ProposedRole> proposed, IEnumerable<UsageRow> usage)
    {
        var own = today.Object!.ObjectId;
        var rest = today with { Assignments = [.. today.Assignments.Where(a => a.Principal != own)], AppRoles = proposed.Any(p => p.Permissions.Count > 0) ? [.. today.AppRoles.Where(a => a.Principal != own || !a.OnGraph)] : today.AppRoles };
        long events = 0, allowed = 0;
        var (undecided, denied, before) = (new List<ReplayLoss>(), new List<ReplayLoss>(), new List<ReplayLoss>());
        foreach (var row in usage.Where(u => u.Outcome == UseOutcome.Used && IsPermission(u.Action)))
        {
            events += row.Count;
            var outcome = Decide(rest, proposed, row);
            var loss = new ReplayLoss(row.Principal, row.Action, row.Resource, row.Count, row.LastSeen, []);
            if (outcome == Outcome.Allowed)
            {
                allowed += row.Count;
            }
            else if (outcome == Outcome.Conditional)
            {
                undecided.Add(loss with { Keys = [.. access.Answer(rest, row.Action, row.Resource, AccessRequest.NoContext).Conditions.Select(c => c.Key).Distinct()] });
            }
            else
            {
                denied.Add(loss);
                if (!access.Answer(today, row.Action, row.Resource, AccessRequest.NoContext).Holds)
                    before.Add(loss);
            }
        }

        return new ReplayReport(events, allowed, Sum(undecided), Sum(denied), Sum(before));
    }

    /// <summary>Signing in and activating are no permissions of a role.</summary>
    private static bool IsPermission(string action) => action is not (Logs.SignInLog.Action or Logs.AuditLog.Activation);

    private Outcome Decide(Actor rest, IReadOnlyList<ProposedRole> proposed, UsageRow row)
    {
        var without = access.Answer(rest, row.Action, row.Resource, AccessRequest.NoContext);
        if (without.Outcome is Outcome.Allowed or Outcome.ExplicitlyDenied)
            return without.Outcome;
        if (!row.Action.Contains('/'))
            return proposed.Any(p => p.Permissions.Contains(row.Action, StringComparer.OrdinalIgnoreCase)) ? Outcome.Allowed : without.Outcome;
        if (DirectoryAction.Is(row.Action) || row.Resource is null)
            return without.Outcome;
        var key = ResourceId.Normal(row.Resource);
        var (control, data) = access.Azure.PlanesOf(row.Action);
        var granted = proposed.Any(p => p.Scope.Length > 0 && manager.Hierarchy.Covers(p.Scope, key) && ((control && p.Entry.Grants(row.Action, data: false)) || (data && p.Entry.Grants(row.Action, data: true))));
        return granted ? Outcome.Allowed : without.Outcome;
    }

    private static IReadOnlyList<ReplayLoss> Sum(List<ReplayLoss> losses) =>
        [.. losses.GroupBy(l => (l.Principal, l.Action, l.Resource)).Select(g => g.First() with { Count = g.Sum(l => l.Count), LastSeen = g.Max(l => l.LastSeen) })
            .OrderByDescending(l => l.Count).ThenBy(l => l.Action, StringComparer.Ordinal).ThenBy(l => l.Resource, StringComparer.Ordinal)];
}
