using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// The Activity Log: writes and POST actions of the control plane. "Reads are not there", so reads are never called unused.
/// The permission is <c>authorization.action</c> where present, else the operation's name.
/// </summary>
internal sealed class ActivityLog() : LogSource(
    1, RecordField.Operation, RecordField.Category, RecordField.Action, RecordField.Scope, RecordField.Result, RecordField.ResultSignature, RecordField.SubStatus, RecordField.StatusCode,
    RecordField.StatusMessage, RecordField.EvidenceAssignment, RecordField.EvidenceRole, RecordField.EvidencePrincipal, RecordField.EvidenceType, RecordField.ObjectId, RecordField.AppId, RecordField.Upn, RecordField.Caller)
{
    private const string Kind = "activity";

    /// <inheritdoc/>
    public override bool MayLackTime => true;

    /// <inheritdoc/>
    public override bool Timed => false;

    /// <inheritdoc/>
    public override RecordMeaning? Mean(LogRecord record, AzureUses uses)
    {
        if (record.Filled(RecordField.Operation) is not { } operation)
            return null;
        var category = record[RecordField.Category] ?? "Administrative";
        if (!category.Equals("Administrative", StringComparison.OrdinalIgnoreCase) && !category.Equals("Policy", StringComparison.OrdinalIgnoreCase) && !category.Equals("AzureActivity", StringComparison.OrdinalIgnoreCase))
            return uses.Nothing(record, Kind);
        var action = uses.Spelling.Of(record[RecordField.Action] ?? operation);
        if (!action.Contains('/') || (PrincipalOf(record, uses) ?? OfEvidence(record)) is not { } principal)
            return uses.Unmapped(record, Kind, "ActivityLog", operation);
        var resource = record[RecordField.Scope] ?? record[RecordField.ResourceId];
        var result = record[RecordField.Result] ?? "";
        var use = new UsageKey(
            AzureKinds.Cloud, principal, action, resource is null ? null : ResourceId.Normal(resource),
            AzureUses.Context(record[RecordField.EvidenceAssignment], record[RecordField.EvidenceRole]), OutcomeOf(record, result), MappingBasis.Table, "ActivityLog " + uses.Spelling.Of(operation));
        return uses.Use(record, Kind, use, begins: result.StartsWith("Start", StringComparison.OrdinalIgnoreCase) || result.StartsWith("Accept", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whose role allowed it: the caller's own, unless it is a group's.</summary>
    private static string? OfEvidence(LogRecord record) =>
        record.Filled(RecordField.EvidencePrincipal) is { } id && !"Group".Equals(record[RecordField.EvidenceType], StringComparison.OrdinalIgnoreCase) && record.Has(RecordField.EvidenceType)
            ? Guid.TryParse(id, out var guid) ? guid.ToString("D") : id.ToLowerInvariant() : null;

    /// <summary>The identity by object id; by what else the record names where it has none.</summary>
    public static string? PrincipalOf(LogRecord record, AzureUses uses)
    {
        var id = record[RecordField.ObjectId]?.ToLowerInvariant();
        var upn = record[RecordField.Upn] ?? (record[RecordField.Caller] is { } c && c.Contains('@') ? c : null);
        if (id is not null)
        {
            uses.Same(upn, id);
            return id;
        }

        return (upn ?? record[RecordField.Caller] ?? record[RecordField.AppId])?.ToLowerInvariant();
    }

    /// <summary>"Failed with AuthorizationFailed or Forbidden is a denied attempt; other failures were still allowed by RBAC."</summary>
    private static UseOutcome OutcomeOf(LogRecord record, string result)
    {
        if (!result.StartsWith("Fail", StringComparison.OrdinalIgnoreCase))
            return UseOutcome.Used;
        return Says(record, "AuthorizationFailed") || Says(record, "Forbidden") || record[RecordField.StatusCode] is "403" or "401" || Says(record, "LinkedAuthorizationFailed")
            ? UseOutcome.Refused : UseOutcome.Used;
    }

    private static bool Says(LogRecord record, string word) =>
        new[] { record[RecordField.StatusCode], record[RecordField.SubStatus], record[RecordField.ResultSignature], record[RecordField.StatusMessage] }
            .Any(t => t?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false);
}
