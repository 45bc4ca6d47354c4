using Ambit.Import;

namespace Ambit.Azure.Collect;

/// <summary>
/// The shell script that collects a tenant and all of its subscriptions with az: role assignments and definitions, deny assignments,
/// the hierarchy, resources, and the directory by Microsoft Graph. Read-only calls; what is refused is noted and the rest goes on.
/// </summary>
public sealed class AzureCollectScript : ICollectScript
{
    /// <inheritdoc/>
    public string Tool => "az";

    /// <inheritdoc/>
    public string Script(string? role)
    {
        if (role is not null)
            throw new ArgumentException("Azure has no role to assume; sign in with `az login` as an identity that reads the tenant", nameof(role));
        using var reader = new StreamReader(Embedded.Open("collect/azure/collect.sh"));
        return reader.ReadToEnd();
    }

    /// <summary>Reader at the tenant's root group for Azure, Global Reader or these application permissions for the directory.</summary>
    public string Permissions() => """
        {
          "azure": {
            "role": "Reader",
            "roleDefinitionId": "acdd72a7-3385-48ef-bd42-f606fba81ae7",
            "scope": "/providers/Microsoft.Management/managementGroups/TENANT",
            "actions": ["*/read"]
          },
          "entra": {
            "role": "Global Reader",
            "roleDefinitionId": "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
          },
          "orApplicationPermissions": [
            "AdministrativeUnit.Read.All",
            "AgentIdentity.Read.All",
            "AgentIdentityBlueprint.Read.All",
            "AgentIdentityBlueprintPrincipal.Read.All",
            "Application.Read.All",
            "AuditLog.Read.All",
            "Device.Read.All",
            "Directory.Read.All",
            "EntitlementManagement.Read.All",
            "GroupMember.Read.All",
            "Policy.Read.All",
            "PrivilegedEligibilitySchedule.Read.AzureADGroup",
            "RoleAssignmentSchedule.Read.Directory",
            "RoleEligibilitySchedule.Read.Directory",
            "RoleManagement.Read.Directory",
            "RoleManagementPolicy.Read.AzureADGroup",
            "RoleManagementPolicy.Read.Directory",
            "User.Read.All"
          ]
        }

        """.ReplaceLineEndings("\n");
}
