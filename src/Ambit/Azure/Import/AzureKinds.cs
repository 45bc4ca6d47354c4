namespace Ambit.Azure.Import;

/// <summary>The kinds of native documents that Azure and Entra exports become.</summary>
public static class AzureKinds
{
    /// <summary>The cloud's name in documents, identities and findings.</summary>
    public const string Cloud = "azure";

    /// <summary>The tenant (Graph <c>organization</c>, AzureHound's AZTenant).</summary>
    public const string Tenant = "tenant";

    /// <summary>A user.</summary>
    public const string User = "user";

    /// <summary>A group.</summary>
    public const string Group = "group";

    /// <summary>A service principal, managed identities and agent identities included.</summary>
    public const string ServicePrincipal = "servicePrincipal";

    /// <summary>An application registration.</summary>
    public const string Application = "application";

    /// <summary>A device.</summary>
    public const string Device = "device";

    /// <summary>An administrative unit.</summary>
    public const string AdministrativeUnit = "administrativeUnit";

    /// <summary>Members, owners or sponsors of one object: <c>{"of","relation","parent","items":[{"id","type"}]}</c>.</summary>
    public const string Relation = "relation";

    /// <summary>An Entra role definition.</summary>
    public const string DirectoryRoleDefinition = "directoryRoleDefinition";

    /// <summary>An active Entra role assignment.</summary>
    public const string DirectoryRoleAssignment = "directoryRoleAssignment";

    /// <summary>An eligible Entra role assignment.</summary>
    public const string DirectoryRoleEligibility = "directoryRoleEligibility";

    /// <summary>The old <c>directoryRoles</c> shape: a role with its members, tenant-wide.</summary>
    public const string DirectoryRole = "directoryRole";

    /// <summary>An application permission or another app role that a principal holds.</summary>
    public const string AppRoleAssignment = "appRoleAssignment";

    /// <summary>A delegated consent.</summary>
    public const string DelegatedGrant = "delegatedGrant";

    /// <summary>Eligibility for membership or ownership of a group.</summary>
    public const string GroupEligibility = "groupEligibility";

    /// <summary>Membership or ownership of a group that PIM gave for a time.</summary>
    public const string GroupActivation = "groupActivation";

    /// <summary>The PIM rules of a role or group: who approves.</summary>
    public const string PimPolicy = "pimPolicy";

    /// <summary>A federated credential of an application or a user-assigned identity.</summary>
    public const string FederatedCredential = "federatedCredential";

    /// <summary>What a blueprint lets its agent identities inherit.</summary>
    public const string InheritablePermission = "inheritablePermission";

    /// <summary>The tenant's authorization policy.</summary>
    public const string AuthorizationPolicy = "authorizationPolicy";

    /// <summary>The tenant's authentication methods.</summary>
    public const string AuthenticationMethods = "authenticationMethods";

    /// <summary>A Conditional Access policy.</summary>
    public const string ConditionalAccess = "conditionalAccess";

    /// <summary>A subscription.</summary>
    public const string Subscription = "subscription";

    /// <summary>A management group.</summary>
    public const string ManagementGroup = "managementGroup";

    /// <summary>An Azure role definition.</summary>
    public const string RoleDefinition = "roleDefinition";

    /// <summary>An active Azure role assignment.</summary>
    public const string RoleAssignment = "roleAssignment";

    /// <summary>An active Azure role assignment as PIM lists it.</summary>
    public const string RoleActivation = "roleActivation";

    /// <summary>An eligible Azure role assignment.</summary>
    public const string RoleEligibility = "roleEligibility";

    /// <summary>An access package of entitlement management: what it gives, and who may ask for it.</summary>
    public const string AccessPackage = "accessPackage";

    /// <summary>A deny assignment.</summary>
    public const string DenyAssignment = "denyAssignment";

    /// <summary>A classic administrator: shown as what it was, never evaluated.</summary>
    public const string ClassicAdministrator = "classicAdministrator";

    /// <summary>A Lighthouse delegation.</summary>
    public const string Delegation = "delegation";

    /// <summary>Any resource of Azure Resource Manager, resource groups and policies included.</summary>
    public const string Resource = "resource";

    /// <summary>What became of one call of the collect script.</summary>
    public const string CollectNote = "collectNote";

    /// <summary>A provider operation with its plane (<c>az provider operation list</c>).</summary>
    public const string Operation = "operation";
}
