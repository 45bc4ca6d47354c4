using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>Somebody owns an application that has more power than he should have himself.</summary>
internal sealed class PrivilegedApplicationOwner(AzureDirectory directory, AzureManager manager) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "privileged-application-owner";

    /// <inheritdoc/>
    public string Title => "Owner of a privileged application";

    /// <inheritdoc/>
    public string Rule => "An application with a privileged role, a permission that leads to Global Administrator, or a controlling Azure role has owners: each adds credentials and is the application.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var (what, owners) in directory.Owners)
        {
            if (!directory.Objects.TryGetValue(what, out var owned) || owned.Kind is not (AzureKinds.Application or AzureKinds.ServicePrincipal))
                continue;
            var principal = owned.Kind == AzureKinds.Application ? directory.PrincipalOf(owned.AppId) : owned;
            if (principal is null || (owned == principal && directory.IsLocked(principal)) || Power(principal) is not { } power)
                continue;
            foreach (var owner in owners.Select(o => directory.Objects.GetValueOrDefault(o)).OfType<DirectoryObject>().Where(o => !directory.IsGlobalAdministrator(o.ObjectId)))
                yield return AzureFinding.Of(
                    this, Severity.High, 0.6, owner, what, $"{AzureFinding.Words(owner)} owns {principal.Name}, which has {power}",
                    "An owner gives the application a secret of its own and signs in as the application; nothing tells the two apart afterwards.",
                    [new FindingEvidence($"owner of {owned.Kind} `{owned.Name}`"), new FindingEvidence($"{principal.Name} has {power}")],
                    new Remediation("remove-owner", $"Remove {owner.UserPrincipalName ?? owner.Name} from the owners of {owned.Name}, or take {power} from it."));
        }
    }

    private string? Power(DirectoryObject principal)
    {
        var role = directory.EffectiveHoldings(principal.ObjectId).Select(h => directory.Roles.GetValueOrDefault(h.Role)).FirstOrDefault(r => r is { Privileged: true });
        var permission = directory.EffectiveAppRoles(principal.ObjectId).FirstOrDefault(a => a.OnGraph && PowerTable.AdminPermissions.Contains(a.Permission));
        var azure = manager.AssignmentsOf(principal.ObjectId).Concat(directory.AllGroupsOf(principal.ObjectId).SelectMany(manager.AssignmentsOf)).FirstOrDefault(a => !a.Eligible && PowerTable.AzureRoles.Contains(a.Role));
        return role is not null ? $"the role {role.Name}" : permission is not null ? $"the permission {permission.Permission}" : azure is not null ? $"{manager.Roles[azure.Role].Name} of {manager.Spelled(azure.Scope)}" : null;
    }
}
