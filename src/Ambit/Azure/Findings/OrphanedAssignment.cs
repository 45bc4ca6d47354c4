using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>A role is assigned to somebody who is gone.</summary>
internal sealed class OrphanedAssignment(AzureDirectory directory, AzureManager manager) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "orphaned-assignment";

    /// <inheritdoc/>
    public string Title => "Role assigned to a deleted identity";

    /// <inheritdoc/>
    public string Rule => "The holder of a role assignment is in no export of the directory although identities of its type are exported.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        var exported = directory.Objects.Values.Where(o => o.UserPrincipalName is not null || o.Name != o.ObjectId).Select(TypeOf).ToHashSet(StringComparer.Ordinal);
        foreach (var assignment in manager.Assignments.Where(a => !a.Delegated))
        {
            var holder = directory.Objects.GetValueOrDefault(assignment.Principal);
            // of a type that no export lists, nobody can be missed
            if (!(assignment.PrincipalType is "User" or "Group" or "ServicePrincipal" ? exported.Contains(assignment.PrincipalType) : exported.IsSupersetOf(["User", "Group", "ServicePrincipal"])))
                continue;
            if (holder is not null && (holder.UserPrincipalName is not null || holder.Name != holder.ObjectId))
                continue;
            var role = manager.Roles.GetValueOrDefault(assignment.Role)?.Name ?? assignment.Role;
            yield return new Finding
            {
                Id = FindingId.Of(Id, assignment.Id),
                Kind = Id,
                Severity = Severity.Low,
                Score = FindingScore.Of(Severity.Low, 0.3),
                Cloud = AzureKinds.Cloud,
                Scope = ResourceId.SubscriptionOf(assignment.Scope) ?? directory.Tenants.Keys.FirstOrDefault() ?? "",
                Title = $"{role} of {manager.Spelled(assignment.Scope)} is assigned to {assignment.Principal}, who is not in the directory",
                Why = "Leftovers count against the limit of assignments and hide the ones that matter.",
                Evidence = [new FindingEvidence($"principal {assignment.Principal} ({assignment.PrincipalType})", assignment.Id, 0)],
                Remediation = new Remediation("remove-grant", $"Delete the role assignment {ResourceId.NameOf(assignment.Id)}."),
            };
        }
    }

    private static string TypeOf(DirectoryObject o) => o.Kind switch { AzureKinds.User => "User", AzureKinds.Group => "Group", AzureKinds.ServicePrincipal => "ServicePrincipal", _ => "" };
}
