using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Microsoft Graph's activity log. "Roles and Scopes are all the token had, not what was needed: map method and URI template to the
/// least permission; when several would do, the token's own choose." Reads are included.
/// </summary>
internal sealed class GraphLog() : LogSource(
    4, RecordField.Method, RecordField.ServicePrincipalId, RecordField.UserId, RecordField.SignInApp, RecordField.GraphRoles, RecordField.GraphScopes, RecordField.GraphStatus)
{
    private const string Kind = "graph";
    private const int LongestUri = 2048;

    /// <inheritdoc/>
    public override RecordField Operation => RecordField.OperationId;

    /// <inheritdoc/>
    public override void AddKey(LogRecord record, ref SecretHash hash)
    {
        base.AddKey(record, ref hash);
        var uri = record.Bytes(UriOf(record));
        Span<byte> key = stackalloc byte[LongestUri];
        hash.Add(uri.Length <= LongestUri && GraphUri.TryKey(uri, key, out var length) ? key[..length] : uri);
    }

    /// <inheritdoc/>
    public override ulong Fingerprint(LogRecord record, RecordMeaning meaning, long utcTicks) =>
        ByteHash.Of(record.Bytes(UriOf(record)), base.Fingerprint(record, meaning, utcTicks));

    /// <inheritdoc/>
    public override RecordMeaning? Mean(LogRecord record, AzureUses uses)
    {
        if (record[RecordField.Method] is not { } method || record[UriOf(record)] is not { } uri)
            return null;
        var service = record.Filled(RecordField.ServicePrincipalId);
        var user = record.Filled(RecordField.UserId);
        var principal = (user ?? service ?? record.Filled(RecordField.SignInApp))?.ToLowerInvariant();
        if (principal is null)
            return uses.Nothing(record, Kind);
        if (user is null)
            uses.Same(record.Filled(RecordField.SignInApp), principal);
        var held = $"{record[RecordField.GraphRoles]} {record[RecordField.GraphScopes]}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var call = $"{method.ToUpperInvariant()} {GraphCalls.Template(uri)}";
        if (GraphCalls.Permission(method, uri, held) is not { } permission)
            return uses.Unmapped(record, Kind, "MicrosoftGraph", call);
        var status = record[RecordField.GraphStatus];
        var use = new UsageKey(
            AzureKinds.Cloud, principal, permission, GraphCalls.Target(uri), UsageContext.Empty,
            status is "403" or "401" ? UseOutcome.Refused : status is { Length: > 0 } && (status[0] is '5' || status == "429") ? UseOutcome.Untold : UseOutcome.Used,
            MappingBasis.Table, "MicrosoftGraph " + call);
        return uses.Use(record, Kind, use, besides: method);
    }

    private static RecordField UriOf(LogRecord record) => record.Has(RecordField.GraphUri) ? RecordField.GraphUri : RecordField.RequestUri;
}
