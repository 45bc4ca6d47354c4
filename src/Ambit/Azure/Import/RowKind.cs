using System.Text.Json;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Import;

/// <summary>Tells what a row of an export is, by its own facts first and by the collection that Graph's context names second.</summary>
internal static class RowKind
{
    /// <summary>Kinds of Azure Resource Manager by their <c>type</c>, lower case.</summary>
    private static readonly Dictionary<string, string> ByType = new(StringComparer.OrdinalIgnoreCase)
    {
        ["microsoft.authorization/roleassignments"] = AzureKinds.RoleAssignment,
        ["microsoft.authorization/roledefinitions"] = AzureKinds.RoleDefinition,
        ["microsoft.authorization/denyassignments"] = AzureKinds.DenyAssignment,
        ["microsoft.authorization/roleeligibilityscheduleinstances"] = AzureKinds.RoleEligibility,
        ["microsoft.authorization/roleeligibilityschedules"] = AzureKinds.RoleEligibility,
        ["microsoft.authorization/roleassignmentscheduleinstances"] = AzureKinds.RoleActivation,
        ["microsoft.authorization/roleassignmentschedules"] = AzureKinds.RoleActivation,
        ["microsoft.authorization/rolemanagementpolicyassignment"] = AzureKinds.PimPolicy,
        ["microsoft.authorization/rolemanagementpolicyassignments"] = AzureKinds.PimPolicy,
        ["microsoft.authorization/classicadministrators"] = AzureKinds.ClassicAdministrator,
        ["microsoft.managedservices/registrationassignments"] = AzureKinds.Delegation,
        ["microsoft.managedservices/registrationdefinitions"] = AzureKinds.Delegation,
        ["microsoft.resources/subscriptions"] = AzureKinds.Subscription,
        ["microsoft.management/managementgroups"] = AzureKinds.ManagementGroup,
        ["/providers/microsoft.management/managementgroups"] = AzureKinds.ManagementGroup,
        ["/subscriptions"] = AzureKinds.Subscription,
        ["microsoft.managedidentity/userassignedidentities/federatedidentitycredentials"] = AzureKinds.FederatedCredential,
    };

    /// <summary>Collections of Microsoft Graph by the last word of their context, where rows do not tell by themselves.</summary>
    private static readonly Dictionary<string, string> ByCollection = new(StringComparer.OrdinalIgnoreCase)
    {
        ["users"] = AzureKinds.User,
        ["groups"] = AzureKinds.Group,
        ["servicePrincipals"] = AzureKinds.ServicePrincipal,
        ["applications"] = AzureKinds.Application,
        ["devices"] = AzureKinds.Device,
        ["administrativeUnits"] = AzureKinds.AdministrativeUnit,
        ["roleDefinitions"] = AzureKinds.DirectoryRoleDefinition,
        ["roleAssignments"] = AzureKinds.DirectoryRoleAssignment,
        ["roleAssignmentScheduleInstances"] = AzureKinds.DirectoryRoleAssignment,
        ["roleAssignmentSchedules"] = AzureKinds.DirectoryRoleAssignment,
        ["roleEligibilityScheduleInstances"] = AzureKinds.DirectoryRoleEligibility,
        ["roleEligibilitySchedules"] = AzureKinds.DirectoryRoleEligibility,
        ["eligibilityScheduleInstances"] = AzureKinds.GroupEligibility,
        ["eligibilitySchedules"] = AzureKinds.GroupEligibility,
        ["assignmentScheduleInstances"] = AzureKinds.GroupActivation,
        ["assignmentSchedules"] = AzureKinds.GroupActivation,
        ["directoryRoles"] = AzureKinds.DirectoryRole,
        ["appRoleAssignments"] = AzureKinds.AppRoleAssignment,
        ["appRoleAssignedTo"] = AzureKinds.AppRoleAssignment,
        ["oauth2PermissionGrants"] = AzureKinds.DelegatedGrant,
        ["roleManagementPolicyAssignments"] = AzureKinds.PimPolicy,
        ["organization"] = AzureKinds.Tenant,
        ["authorizationPolicy"] = AzureKinds.AuthorizationPolicy,
        ["authenticationMethodsPolicy"] = AzureKinds.AuthenticationMethods,
        ["conditionalAccess/policies"] = AzureKinds.ConditionalAccess,
        ["federatedIdentityCredentials"] = AzureKinds.FederatedCredential,
        ["accessPackages"] = AzureKinds.AccessPackage,
        ["inheritablePermissions"] = AzureKinds.InheritablePermission,
    };

    /// <summary>The kind of a row, null where it is none that Azure or Entra exports hold.</summary>
    public static string? Of(AzureRow row, string? collection)
    {
        if (row.Element.ValueKind != JsonValueKind.Object)
            return null;
        if (collection is { Length: > 0 } && ByCollection.TryGetValue(collection, out var named))
            return IsHistory(row) ? null : named;
        return OfArm(row) ?? OfDirectory(row);
    }

    /// <summary>The kind of an Azure Resource Manager row by its type or its facts.</summary>
    private static string? OfArm(AzureRow row)
    {
        var id = row.Text("id") ?? row.Text("RoleAssignmentId") ?? "";
        var type = TypeOf(row, id);
        if (row.Has("roleDefinitionName") && ClassicAdministratorReader.IsMadeUp(row))
            return AzureKinds.ClassicAdministrator;
        if (type is not null && ByType.TryGetValue(type, out var known))
            return known;
        if (row.Has("roleDefinitionId") && row.Has("scope") && (row.Has("principalId") || row.Has("ObjectId")) && !row.Has("directoryScopeId"))
            return AzureKinds.RoleAssignment;
        if (row.Has("assignableScopes") && (row.Has("actions") || row.Has("permissions")))
            return AzureKinds.RoleDefinition;
        if (row.Has("isDataAction") && row.Has("name"))
            return AzureKinds.Operation;
        if (!id.Contains("/providers/", StringComparison.OrdinalIgnoreCase) && !(id.StartsWith('/') && id.Count('/') > 2) && row.Has("tenantId") && row.Has("state") && (row.Has("isDefault") || row.Has("homeTenantId") || row.Has("subscriptionId") || row.Has("subscriptionPolicies")))
            return AzureKinds.Subscription;
        if (type is not null && (id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) || id.StartsWith("/providers/", StringComparison.OrdinalIgnoreCase)))
            return AzureKinds.Resource;
        return null;
    }

    /// <summary>A row's type; where the tool leaves it out, what the id says.</summary>
    public static string? TypeOf(AzureRow row, string id)
    {
        if (id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) && id.Count('/') == 2)
            return "microsoft.resources/subscriptions";
        return AzureRow.Find(row.Element, "type", out var t) && t.ValueKind == JsonValueKind.String && t.GetString() is { } s && s.Contains('/')
            ? s
            : ResourceId.TypeOf(id);
    }

    private static string? OfDirectory(AzureRow row) =>
        OfDirectoryType(row) ?? OfDirectoryAssignment(row) ?? OfDirectoryObject(row);

    private static string? OfDirectoryType(AzureRow row) =>
        row.Text("@odata.type")?.TrimStart('#').ToLowerInvariant() switch
        {
            "microsoft.graph.user" or "microsoft.graph.agentuser" => AzureKinds.User,
            "microsoft.graph.group" => AzureKinds.Group,
            "microsoft.graph.serviceprincipal" or "microsoft.graph.agentidentity" or "microsoft.graph.agentidentityblueprintprincipal" => AzureKinds.ServicePrincipal,
            "microsoft.graph.application" or "microsoft.graph.agentidentityblueprint" => AzureKinds.Application,
            "microsoft.graph.device" => AzureKinds.Device,
            "microsoft.graph.administrativeunit" => AzureKinds.AdministrativeUnit,
            _ => null,
        };

    private static string? OfDirectoryAssignment(AzureRow row)
    {
        if (IsHistory(row))
            return null;
        if (row.Has("directoryScopeId") && row.Has("roleDefinitionId"))
            return row.Has("roleEligibilityScheduleId") ? AzureKinds.DirectoryRoleEligibility : AzureKinds.DirectoryRoleAssignment;
        if (row.Has("appRoleId") && row.Has("resourceId"))
            return AzureKinds.AppRoleAssignment;
        if (row.Has("clientId") && row.Has("consentType"))
            return AzureKinds.DelegatedGrant;
        if (row.Has("groupId") && row.Has("accessId"))
            return row.Has("assignmentScheduleId") || row.Has("assignmentType") ? AzureKinds.GroupActivation : AzureKinds.GroupEligibility;
        if (row.Has("roleTemplateId"))
            return AzureKinds.DirectoryRole;
        if (row.Has("scopeType") && row.Has("policyId"))
            return AzureKinds.PimPolicy;
        return row.Has("issuer") && (row.Has("subject") || row.Has("claimsMatchingExpression")) ? AzureKinds.FederatedCredential : null;
    }

    private static string? OfDirectoryObject(AzureRow row) => row switch
    {
        _ when row.Has("isMemberManagementRestricted") => AzureKinds.AdministrativeUnit,
        _ when row.Has("rolePermissions") || (row.Has("templateId") && row.Has("isBuiltIn")) => AzureKinds.DirectoryRoleDefinition,
        _ when row.Has("resourceRoleScopes") || row.Has("accessPackageResourceRoleScopes") => AzureKinds.AccessPackage,
        _ when row.Has("verifiedDomains") => AzureKinds.Tenant,
        _ when row.Has("defaultUserRolePermissions") || row.Has("allowInvitesFrom") => AzureKinds.AuthorizationPolicy,
        _ when row.Has("authenticationMethodConfigurations") => AzureKinds.AuthenticationMethods,
        _ when row.Has("grantControls") && row.Has("conditions") => AzureKinds.ConditionalAccess,
        _ when row.Has("inheritableScopes") || row.Has("inheritableRoles") => AzureKinds.InheritablePermission,
        _ when row.Has("userPrincipalName") && row.Has("id") => AzureKinds.User,
        _ when row.Has("servicePrincipalType") || (row.Has("appId") && row.Has("appOwnerOrganizationId")) => AzureKinds.ServicePrincipal,
        _ when row.Has("appId") && (row.Has("signInAudience") || row.Has("requiredResourceAccess")) => AzureKinds.Application,
        _ when row.Has("securityEnabled") || row.Has("groupTypes") => AzureKinds.Group,
        _ => null,
    };

    /// <summary>"Requests are history, not state."</summary>
    private static bool IsHistory(AzureRow row) =>
        row.Has("approvalId") && row.Has("action") && row.Has("isValidationOnly")
        || row.Text("@odata.type") is { } t && t.EndsWith("ScheduleRequest", StringComparison.OrdinalIgnoreCase);
}
