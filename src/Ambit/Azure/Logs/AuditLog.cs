using System.Collections.Frozen;
using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>The directory's audit log: changes of users, groups, applications and roles, as actions of Entra roles.</summary>
internal static class AuditLog
{
    /// <summary>The action that stands for the activation of an eligible role.</summary>
    public const string Activation = "microsoft.directory/roleAssignments/selfActivate";

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
    private static string? ActionOf(string activity) =>
        activity.Contains("PIM activation", StringComparison.OrdinalIgnoreCase) ? Activation : AuditActivities.ActionOf(activity);

    private static string? Filled(string? text) => text is { Length: > 0 } ? text : null;
}
