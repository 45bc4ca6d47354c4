using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Findings;

namespace Ambit.Azure.Findings;

/// <summary>A guest of another tenant holds power in this one.</summary>
internal sealed class GuestWithPower(AzureDirectory directory, AzureManager manager) : IFindingKind
{
    /// <inheritdoc/>
    public string Id => "guest-with-power";

    /// <inheritdoc/>
    public string Title => "Guest with power";

    /// <inheritdoc/>
    public string Rule => "A guest holds an Entra role, or Owner, Contributor, User Access or Role Based Access Control Administrator of an Azure scope, itself or by a group.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation)
    {
        foreach (var guest in directory.Objects.Values.Where(o => o.Kind == AzureKinds.User && o.Guest && o.Enabled))
        {
            var (role, roleEligible) = directory.EffectiveHoldings(guest.ObjectId).OrderBy(h => h.Eligible).Select(h => (Role: directory.Roles.GetValueOrDefault(h.Role), h.Eligible))
                .FirstOrDefault(h => h.Role is { Name: not ("Directory Readers" or "Guest Inviter") });
            var azure = manager.AssignmentsOf(guest.ObjectId).Concat(directory.AllGroupsOf(guest.ObjectId).SelectMany(manager.AssignmentsOf)).OrderBy(a => a.Eligible).FirstOrDefault(a => PowerTable.AzureRoles.Contains(a.Role));
            var verb = (role is not null ? roleEligible : azure?.Eligible ?? false) ? "is eligible for" : "is";
            var power = role is not null ? role.Name : azure is not null ? $"{manager.Roles[azure.Role].Name} of {manager.Spelled(azure.Scope)}" : null;
            if (power is not null)
                yield return AzureFinding.Of(
                    this, Severity.High, role is { Privileged: true } ? 0.9 : 0.4, guest, power, $"{AzureFinding.Words(guest)} {verb} {power}",
                    "The account lives in another tenant: its password, second factor and end of employment are looked after there, or nowhere.",
                    [new FindingEvidence($"userType Guest, {power}", azure?.Id)],
                    new Remediation("remove-grant", $"Take {power} from {guest.UserPrincipalName ?? guest.Name}, or give the person an account of this tenant."));
        }
    }
}
