using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// The Activity Log: writes and POST actions of the control plane. "Reads are not there", so reads are never called unused.
/// The permission is <c>authorization.action</c> where present, else the operation's name.
/// </summary>
internal static class ActivityLog
{
    /// <summary>Maps a record.</summary>
    public static bool Map(LogRecord record, AzureUses uses)
    {
        if (record[RecordField.Operation] is not { Length: > 0 } operation)
            return false;
        // single events are published without a time; they count under the beginning of time
        var time = record.Time ?? DateTimeOffset.UnixEpoch;
        uses.Count(record, "activity", time);
        var category = record[RecordField.Category] ?? "Administrative";
        if (!category.Equals("Administrative", StringComparison.OrdinalIgnoreCase) && !category.Equals("Policy", StringComparison.OrdinalIgnoreCase) && !category.Equals("AzureActivity", StringComparison.OrdinalIgnoreCase))
            return true;
        var action = ActionSpelling.Of(record[RecordField.Action] ?? operation);
        if (!action.Contains('/') || PrincipalOf(record, uses) is not { } principal)
        {
            uses.Sink.Unmapped(AzureKinds.Cloud, "ActivityLog", operation);
            return true;
        }

        var resource = record[RecordField.Scope] ?? record[RecordField.ResourceId];
        var result = record[RecordField.Result] ?? "";
        var use = new UsageEvent(
            AzureKinds.Cloud, principal, action, resource is null ? null : ResourceId.Normal(resource), time,
            uses.Context(record[RecordField.EvidenceAssignment], record[RecordField.EvidenceRole]), OutcomeOf(record, result), MappingBasis.Table, "ActivityLog " + ActionSpelling.Of(operation));
        var key = record[RecordField.Correlation] is { } correlation
            ? AzureUses.Hash("activity", correlation, action, use.Resource, principal)
            : AzureUses.Hash("activity", time.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), action, use.Resource, principal);
        uses.Add(use, key, result.StartsWith("Start", StringComparison.OrdinalIgnoreCase) || result.StartsWith("Accept", StringComparison.OrdinalIgnoreCase));
        return true;
    }

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
