using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Microsoft Graph's activity log. "Roles and Scopes are all the token had, not what was needed: map method and URI template to the
/// least permission; when several would do, the token's own choose." Reads are included.
/// </summary>
internal static class GraphLog
{
    /// <summary>Maps a record.</summary>
    public static bool Map(LogRecord record, AzureUses uses)
    {
        if (record.Time is not { } time || record[RecordField.Method] is not { } method || (record[RecordField.GraphUri] ?? record[RecordField.RequestUri]) is not { } uri)
            return false;
        uses.Count(record, "graph", time);
        var service = Filled(record[RecordField.ServicePrincipalId]);
        var user = Filled(record[RecordField.UserId]);
        var principal = (user ?? service ?? Filled(record[RecordField.SignInApp]))?.ToLowerInvariant();
        if (principal is null)
            return true;
        if (user is null)
            uses.Same(Filled(record[RecordField.SignInApp]), principal);
        var held = $"{record[RecordField.GraphRoles]} {record[RecordField.GraphScopes]}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (GraphCalls.Permission(method, uri, held) is not { } permission)
        {
            uses.Sink.Unmapped(AzureKinds.Cloud, "MicrosoftGraph", $"{method.ToUpperInvariant()} {GraphCalls.Template(uri)}");
            return true;
        }

        var status = record[RecordField.GraphStatus];
        var use = new UsageEvent(
            AzureKinds.Cloud, principal, permission, GraphCalls.Target(uri), time, UsageContext.Empty,
            status is "403" or "401" ? UseOutcome.Refused : status is { Length: > 0 } && status[0] is '5' || status == "429" ? UseOutcome.Untold : UseOutcome.Used,
            MappingBasis.Table, $"MicrosoftGraph {method.ToUpperInvariant()} {GraphCalls.Template(uri)}");
        uses.Add(use, AzureUses.Hash("graph", record[RecordField.OperationId], time.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), method, uri, principal), begins: false);
        return true;
    }

    private static string? Filled(string? text) => text is { Length: > 0 } ? text : null;
}
