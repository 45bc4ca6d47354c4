using System.Text.Json;
using Ambit.Azure.Inventory;
using Ambit.RightSizing;

namespace Ambit.Azure.RightSizing;

/// <summary>What a holder has of its own today, as the reader of a right-sizing sees it.</summary>
internal sealed class HeldToday(AzureDirectory directory, AzureManager manager)
{
    /// <summary>Azure roles, Entra roles and application permissions of Graph.</summary>
    public IEnumerable<CurrentPolicy> Of(DirectoryObject holder)
    {
        var type = ProposalText.TypeOf(holder);
        foreach (var assignment in manager.AssignmentsOf(holder.ObjectId).Where(a => !a.Activated))
        {
            var role = manager.Roles.GetValueOrDefault(assignment.Role);
            var stays = ProposedRole.Today(assignment, role);
            yield return new CurrentPolicy($"{stays.Name} at {manager.Spelled(assignment.Scope)}{(assignment.Eligible ? ", eligible" : "")}", role?.Custom == true ? "custom role" : "built-in role", stays.Document(holder.ObjectId, type, manager.Spelled(assignment.Scope)));
        }

        foreach (var holding in directory.HoldingsOf(holder.ObjectId).Where(h => !h.Activated))
        {
            var role = directory.Roles.GetValueOrDefault(holding.Role);
            var stays = new ProposedDirectoryRole(holding.Role, role?.Name ?? holding.Role, role?.Actions ?? [], role?.Excluded ?? [], New: false, holding.Scope, holding.Eligible, holding.EndsAt);
            yield return new CurrentPolicy($"{stays.Name} at {stays.DirectoryScope}{(holding.Eligible ? ", eligible" : "")}", "directory role", stays.Document(holder.ObjectId));
        }

        foreach (var group in directory.EligibilitiesOf(holder.ObjectId))
            yield return new CurrentPolicy($"{(group.Owner ? "owner" : "member")} of the group {directory.Objects.GetValueOrDefault(group.Group)?.Name ?? group.Group}, eligible", "group", LeastMemberships.Document(group));
        foreach (var permission in directory.AppRolesOf(holder.ObjectId).Where(a => a.OnGraph).Select(a => a.Permission).Distinct(StringComparer.OrdinalIgnoreCase))
            yield return new CurrentPolicy(permission, "application permission", ProposalText.Permissions(holder.ObjectId, [permission]));
    }
}
