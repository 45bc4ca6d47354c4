using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>The directory's audit log: changes of users, groups, applications and roles, as actions of Entra roles.</summary>
internal sealed class AuditLog() : LogSource(
    2, RecordField.Activity, RecordField.Operation, RecordField.AuditResult, RecordField.InitiatorUser, RecordField.InitiatorUpn, RecordField.InitiatorPrincipal, RecordField.InitiatorApp,
    RecordField.TargetId)
{
    /// <summary>The action that stands for the activation of an eligible role.</summary>
    public const string Activation = "microsoft.directory/roleAssignments/selfActivate";

    private const string Kind = "audit";

    /// <inheritdoc/>
    public override bool MayLackTime => true;

    /// <inheritdoc/>
    public override RecordMeaning? Mean(LogRecord record, AzureUses uses)
    {
        if ((record[RecordField.Activity] ?? record[RecordField.Operation]) is not { Length: > 0 } activity)
            return null;
        var principal = (record.Filled(RecordField.InitiatorUser) ?? record.Filled(RecordField.InitiatorPrincipal) ?? record.Filled(RecordField.InitiatorUpn) ?? record.Filled(RecordField.InitiatorApp))?.ToLowerInvariant();
        if (principal is null)
            return uses.Nothing(record, Kind);
        uses.Same(record.Filled(RecordField.InitiatorUpn), principal);
        if (IsOfActivation(activity) && !activity.Contains("completed", StringComparison.OrdinalIgnoreCase))
            return uses.Nothing(record, Kind);
        if (ActionOf(activity.Trim()) is not { } action)
            return uses.Unmapped(record, Kind, "AuditLogs", activity);
        var refused = "failure".Equals(record[RecordField.AuditResult], StringComparison.OrdinalIgnoreCase);
        var target = record[RecordField.TargetId]?.ToLowerInvariant();
        var use = new UsageKey(
            AzureKinds.Cloud, principal, action, target is null ? null : "/" + target, UsageContext.Empty, refused ? UseOutcome.Untold : UseOutcome.Used, MappingBasis.Table, "AuditLogs " + activity);
        return uses.Use(record, Kind, use, besides: activity);
    }

    /// <summary>PIM appends how it went: <c>… in PIM completed (permanent)</c>; an activation is the eligible role's use.</summary>
    private static string? ActionOf(string activity) => IsOfActivation(activity) ? Activation : AuditActivities.ActionOf(activity);

    /// <summary>Asking, approving, denying, cancelling and the end are told with the same words as the activation itself, which is <c>completed</c>.</summary>
    private static bool IsOfActivation(string activity) => activity.Contains("PIM activation", StringComparison.OrdinalIgnoreCase);
}
