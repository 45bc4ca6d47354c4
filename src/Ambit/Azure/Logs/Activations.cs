using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Logs;

/// <summary>
/// Which eligible role or membership an activation in the logs may have been of. The directory's audit log names the role, though of
/// groups and of roles it may be an id that only PIM knows; the Activity Log names the scope.
/// </summary>
internal sealed class Activations(AzureDirectory directory, AzureManager manager)
{
    /// <summary>How the Activity Log shows that an Azure role is asked for; needs no role.</summary>
    public const string Request = "Microsoft.Authorization/roleAssignmentScheduleRequests/write";

    private const string RequestType = "/providers/microsoft.authorization/roleassignmentschedulerequests";

    /// <summary>Whether a use may be the activation of an Entra role.</summary>
    public bool MayBe(RoleHolding holding, string action, string? resource) => action == AuditLog.Activation && MayName(resource, holding.Role);

    /// <summary>Whether a use may be the activation of a membership or ownership.</summary>
    public bool MayBe(GroupEligibility eligibility, string action, string? resource) => action == AuditLog.Activation && MayName(resource, eligibility.Group);

    /// <summary>Whether a use may be the activation of an Azure role; it may be activated at a scope below its own too.</summary>
    public bool MayBe(AzureRoleAssignment assignment, string action, string? resource) =>
        action == AuditLog.Activation ? MayName(resource, assignment.Role) : ScopeOf(action, resource) is { } scope && manager.Hierarchy.Covers(assignment.Scope, scope);

    /// <summary>Whether the export shows that an eligible Entra role is activated just now.</summary>
    public bool IsOn(RoleHolding holding) => directory.HoldingsOf(holding.Principal).Any(h => h.Activated && h.Role == holding.Role);

    /// <summary>Whether the export shows that an eligible Azure role is activated just now.</summary>
    public bool IsOn(AzureRoleAssignment assignment) =>
        manager.AssignmentsOf(assignment.Principal).Any(a => a.Activated && a.Role == assignment.Role && manager.Hierarchy.Covers(assignment.Scope, a.Scope));

    /// <summary>The scope at which an Azure role is asked for, normal form; null where a use is no such request.</summary>
    public static string? ScopeOf(string action, string? resource)
    {
        if (!action.Equals(Request, StringComparison.OrdinalIgnoreCase) || resource is null)
            return null;
        var id = ResourceId.Normal(resource);
        return id.LastIndexOf(RequestType, StringComparison.Ordinal) switch { -1 => id, 0 => "/", var at => id[..at] };
    }

    /// <summary>What names nothing that is known may be of anything.</summary>
    private bool MayName(string? resource, string id)
    {
        var named = resource?.TrimStart('/').ToLowerInvariant();
        return named is null or "" || named == id || directory.Roles.GetValueOrDefault(named)?.Id == id
            || !(directory.Roles.ContainsKey(named) || manager.Roles.ContainsKey(named) || directory.Objects.GetValueOrDefault(named)?.Kind == AzureKinds.Group);
    }
}
