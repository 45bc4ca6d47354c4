using System.Collections.Frozen;

namespace Ambit.Azure.Findings;

/// <summary>Roles and permissions that lead to the control of a tenant or subscription.</summary>
internal static class PowerTable
{
    /// <summary>Azure roles by GUID that control or assign: Owner, Contributor, User Access Administrator, Role Based Access Control Administrator.</summary>
    public static readonly FrozenSet<string> AzureRoles = new[]
    {
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "b24988ac-6180-42a0-ab88-20f7382dd24c", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Of those, the ones that assign roles.</summary>
    public static readonly FrozenSet<string> AssigningRoles = AzureRoles.Where(r => r != "b24988ac-6180-42a0-ab88-20f7382dd24c").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Application permissions of Graph that lead to Global Administrator.</summary>
    public static readonly FrozenSet<string> AdminPermissions = new[]
    {
        "RoleManagement.ReadWrite.Directory", "AppRoleAssignment.ReadWrite.All", "RoleAssignmentSchedule.ReadWrite.Directory", "RoleEligibilitySchedule.ReadWrite.Directory",
        "Application.ReadWrite.All", "Policy.ReadWrite.PermissionGrant", "UserAuthenticationMethod.ReadWrite.All", "PrivilegedAccess.ReadWrite.AzureADGroup",
        "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup", "Organization.ReadWrite.All", "Domain.ReadWrite.All",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Application permissions that read or change all of a kind of data.</summary>
    public static readonly FrozenSet<string> WidePermissions = new[]
    {
        "Directory.ReadWrite.All", "Group.ReadWrite.All", "User.ReadWrite.All", "Mail.ReadWrite", "Mail.Read", "Mail.Send", "Files.ReadWrite.All", "Files.Read.All", "Sites.FullControl.All",
        "Sites.ReadWrite.All", "full_access_as_app", "Chat.Read.All", "Chat.ReadWrite.All", "User-PasswordProfile.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
