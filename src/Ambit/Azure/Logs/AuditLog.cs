using System.Collections.Frozen;
using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>The directory's audit log: changes of users, groups, applications and roles, as actions of Entra roles.</summary>
internal static class AuditLog
{
    private const string D = "microsoft.directory/";

    private static readonly FrozenDictionary<string, string> Activities = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Add member to role"] = D + "roleAssignments/allProperties/allTasks",
        ["Remove member from role"] = D + "roleAssignments/allProperties/allTasks",
        ["Add eligible member to role"] = D + "roleAssignments/allProperties/allTasks",
        ["Add member to group"] = D + "groups/members/update",
        ["Remove member from group"] = D + "groups/members/update",
        ["Add owner to group"] = D + "groups/owners/update",
        ["Remove owner from group"] = D + "groups/owners/update",
        ["Add group"] = D + "groups/create",
        ["Update group"] = D + "groups/basic/update",
        ["Delete group"] = D + "groups/delete",
        ["Add owner to application"] = D + "applications/owners/update",
        ["Add owner to service principal"] = D + "servicePrincipals/owners/update",
        ["Add service principal credentials"] = D + "servicePrincipals/credentials/update",
        ["Remove service principal credentials"] = D + "servicePrincipals/credentials/update",
        ["Update application - Certificates and secrets management"] = D + "applications/credentials/update",
        ["Update application – Certificates and secrets management"] = D + "applications/credentials/update",
        ["Add app role assignment to service principal"] = D + "servicePrincipals/appRoleAssignedTo/update",
        ["Add app role assignment grant to user"] = D + "servicePrincipals/appRoleAssignedTo/update",
        ["Consent to application"] = D + "oAuth2PermissionGrants/allProperties/update",
        ["Add delegated permission grant"] = D + "oAuth2PermissionGrants/allProperties/update",
        ["Reset password (by admin)"] = D + "users/password/update",
        ["Reset user password"] = D + "users/password/update",
        ["Admin registered security info"] = D + "users/authenticationMethods/create",
        ["Add user"] = D + "users/create",
        ["Invite external user"] = D + "users/inviteGuest",
        ["Update user"] = D + "users/basic/update",
        ["Disable account"] = D + "users/disable",
        ["Enable account"] = D + "users/enable",
        ["Delete user"] = D + "users/delete",
        ["Add application"] = D + "applications/create",
        ["Update application"] = D + "applications/basic/update",
        ["Delete application"] = D + "applications/delete",
        ["Add service principal"] = D + "servicePrincipals/create",
        ["Update service principal"] = D + "servicePrincipals/basic/update",
        ["Remove service principal"] = D + "servicePrincipals/delete",
        ["Set federation settings on domain"] = D + "domains/federation/update",
        ["Set domain authentication"] = D + "domains/allProperties/allTasks",
        ["Add unverified domain"] = D + "domains/allProperties/allTasks",
        ["Verify domain"] = D + "domains/allProperties/allTasks",
        ["Add conditional access policy"] = D + "conditionalAccessPolicies/create",
        ["Update conditional access policy"] = D + "conditionalAccessPolicies/basic/update",
        ["Delete conditional access policy"] = D + "conditionalAccessPolicies/delete",
        ["Add member to administrative unit"] = D + "administrativeUnits/members/update",
        ["Update policy"] = D + "policies/basic/update",
        ["User has elevated their access to User Access Administrator for their Azure Resources"] = "Microsoft.Authorization/elevateAccess/action",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The action that stands for the activation of an eligible role.</summary>
    public const string Activation = D + "roleAssignments/selfActivate";

    /// <summary>Maps a record.</summary>
    public static bool Map(LogRecord record, AzureUses uses)
    {
        if ((record[RecordField.Activity] ?? record[RecordField.Operation]) is not { Length: > 0 } activity)
            return false;
        var time = record.Time ?? DateTimeOffset.UnixEpoch;
        uses.Count(record, "audit", time);
        var principal = (Filled(record[RecordField.InitiatorUser]) ?? Filled(record[RecordField.InitiatorPrincipal]) ?? Filled(record[RecordField.InitiatorUpn]) ?? Filled(record[RecordField.InitiatorApp]))?.ToLowerInvariant();
        if (principal is null)
            return true;
        uses.Same(Filled(record[RecordField.InitiatorUpn]), principal);
        var action = ActionOf(activity.Trim());
        if (action is null)
        {
            uses.Sink.Unmapped(AzureKinds.Cloud, "AuditLogs", activity);
            return true;
        }

        var refused = "failure".Equals(record[RecordField.AuditResult], StringComparison.OrdinalIgnoreCase);
        var target = record[RecordField.TargetId]?.ToLowerInvariant();
        var use = new UsageEvent(
            AzureKinds.Cloud, principal, action, target is null ? null : "/" + target, time, UsageContext.Empty, refused ? UseOutcome.Untold : UseOutcome.Used, MappingBasis.Table, "AuditLogs " + activity);
        uses.Add(use, AzureUses.Hash("audit", record[RecordField.Correlation], time.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), activity, principal, target), begins: false);
        return true;
    }

    /// <summary>PIM appends how it went: <c>… in PIM completed (permanent)</c>; an activation is the eligible role's use.</summary>
    private static string? ActionOf(string activity)
    {
        if (Activities.TryGetValue(activity, out var action))
            return action;
        if (activity.Contains("PIM activation", StringComparison.OrdinalIgnoreCase))
            return Activation;
        if (activity.StartsWith("Add member to role", StringComparison.OrdinalIgnoreCase) || activity.StartsWith("Add eligible member to role", StringComparison.OrdinalIgnoreCase)
            || activity.StartsWith("Remove member from role", StringComparison.OrdinalIgnoreCase))
            return D + "roleAssignments/allProperties/allTasks";
        return activity.StartsWith("Update application", StringComparison.OrdinalIgnoreCase) && activity.Contains("Certificates and secrets", StringComparison.OrdinalIgnoreCase)
            ? D + "applications/credentials/update" : null;
    }

    private static string? Filled(string? text) => text is { Length: > 0 } ? text : null;
}
