using System.Text.Json;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Gcp.Logs;

/// <summary>
/// Cloud Audit Logs: log entries with an <c>AuditLog</c> as payload, one a line (sinks) or as a list (<c>gcloud logging read</c>).
/// The log itself names the permissions that were checked, so nothing is mapped where it does.
/// Source: https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
/// </summary>
public sealed class GcpAuditLog : ILogFormat
{
    private const string Cloud = "gcp";
    private static readonly string[] Lists = ["entries"];

    /// <inheritdoc/>
    public string Name => "Google Cloud audit log";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName) =>
        (head.IndexOf("\"protoPayload\""u8) >= 0 || head.IndexOf("protopayload_auditlog"u8) >= 0)
        && (head.IndexOf("audit.AuditLog"u8) >= 0 || head.IndexOf("cloudaudit.googleapis.com"u8) >= 0 || head.IndexOf("\"methodName\""u8) >= 0);

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        foreach (var (record, line) in JsonLogRecords.Read(content, Lists, sink, cancellation))
        {
            var entry = new GcpLogEntry(record);
            if (!entry.IsAudit)
                sink.Bad(line, "is no audit log entry: it has no `protoPayload` with a method; it is not counted");
            else if (entry.Time is not { } time)
                sink.Bad(line, "has no `timestamp` that is a time; it is not counted");
            else
                Count(entry, time, sink);
        }
    }

    private static void Count(GcpLogEntry entry, DateTimeOffset time, IUsageSink sink)
    {
        if (entry.InsertId is { } id && !sink.First(Hash(id, entry.Method, time), time))
            return;
        sink.Count(Cloud, entry.Project, entry.Location, entry.LogKind, time);

        // "operation.first", "operation.last": a long-running call logs twice; the permission was checked once, at the beginning.
        if (entry.IsEndOfOperation || entry.Principal is not { } principal)
            return;
        var label = $"{entry.Service} {entry.Method}";
        var any = false;
        foreach (var (permission, granted, resource) in entry.Authorizations)
        {
            any = true;
            var outcome = granted ? UseOutcome.Used : UseOutcome.Refused;
            sink.Add(new UsageEvent(Cloud, principal, permission, resource, time, entry.Context, outcome, MappingBasis.Table, label));
        }

        if (!any && !entry.NeedsNoPermission)
            sink.Unmapped(Cloud, entry.Service, entry.Method);
        if (entry.Impersonator is { } origin && origin != principal)
            sink.Add(new UsageEvent(
                Cloud, origin, "iam.serviceAccounts.getAccessToken", entry.AccountResource, time, UsageContext.Empty, UseOutcome.Used, MappingBasis.Inferred, label));
    }

    private static UInt128 Hash(string id, string method, DateTimeOffset time)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{id}\n{method}\n{time.UtcTicks}"), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
