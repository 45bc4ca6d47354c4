using Ambit.Access;
using Ambit.Azure.Inventory;
using Ambit.Azure.Policies;

namespace Ambit.Azure.RightSizing;

/// <summary>Proves that a proposal allows nothing that the holder's own roles do not: over all actions, scopes and conditions, not over samples.</summary>
internal sealed class RoleProof(AzureDirectory directory, AzureManager manager)
{
    private readonly Dictionary<string, SetAnswer> _proved = new(StringComparer.Ordinal);

    /// <summary>The answer; a witness where it is wider.</summary>
    public SetAnswer Of(DirectoryObject holder, Proposal proposal)
    {
        if (DirectoryWider(holder, proposal) is { } action)
            return new SetAnswer(false, new AccessWitness(null, action, "/", AccessRequest.NoContext, ActionIsKnown: true), []);
        // what is on without being activated lies within what is so today, and all of it within all of today's
        var all = manager.AssignmentsOf(holder.ObjectId);
        var active = Within([.. proposal.Roles.Where(r => !r.Eligible)], [.. all.Where(a => !a.Eligible)]);
        return active.Holds == true ? Within([.. proposal.Roles.Where(r => r.Eligible)], all) : active;
    }

    private SetAnswer Within(IReadOnlyList<ProposedRole> proposed, IReadOnlyList<AzureRoleAssignment> today)
    {
        // what stays is within itself
        var made = proposed.Where(r => r.Existing is null).ToList();
        if (made.Count == 0)
            return SetAnswer.Yes;
        var key = string.Join('\n', made.Select(r => r.Key).Concat(today.Select(a => $"{a.Role} {a.Scope} {a.Condition}")));
        if (!_proved.TryGetValue(key, out var answer))
        {
            var grants = made.Select(r => new RoleGrant(r.Name, null, r.Scope, r.Entry, r.Condition)).ToList();
            _proved.Add(key, answer = RoleSets.NoNewAccess(RolePolicy.Of(grants), RolePolicy.Of([.. today.SelectMany(Grants)]), manager.Hierarchy));
        }

        return answer;
    }

    private IEnumerable<RoleGrant> Grants(AzureRoleAssignment assignment) =>
        manager.Roles.GetValueOrDefault(assignment.Role) is { Known: true } role ? role.Permissions.Select(p => new RoleGrant(role.Name, null, assignment.Scope, p, assignment.Condition)) : [];

    /// <summary>The first action of an Entra role that none of today's roles holds at that scope; null for none.</summary>
    private string? DirectoryWider(DirectoryObject holder, Proposal proposal)
    {
        var today = directory.HoldingsOf(holder.ObjectId);
        foreach (var role in (proposal.DirectoryRoles ?? []).Where(r => !today.Any(h => h.Role == r.Role && (h.Scope == r.Scope || h.Scope == "/"))))
        {
            var covering = today.Where(h => h.Scope == "/" || h.Scope == role.Scope).Select(h => directory.Roles.GetValueOrDefault(h.Role)).OfType<DirectoryRole>().ToList();
            if (!covering.Exists(c => DirectoryRoleKinds.IsWithin(role.Definition, c)))
                return role.Actions.FirstOrDefault() ?? role.Name;
        }

        return null;
    }
}
