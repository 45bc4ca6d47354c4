using System.Text.Json;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Kubernetes.Logs;

/// <summary>
/// The audit log of a Kubernetes API server: <c>audit.k8s.io</c> events, one a line, as a list, or as the message of a log
/// record. The cluster is named by the folder that the file lies in.
/// Source: https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
/// </summary>
public sealed class KubernetesAuditLog : ILogFormat
{
    private const string Cloud = "kubernetes";
    private static readonly string[] Lists = ["items", "logEvents", "events"];

    /// <inheritdoc/>
    public string Name => "Kubernetes audit log";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName) =>
        head.IndexOf("audit.k8s.io/v1"u8) >= 0 && head.IndexOf("auditID"u8) >= 0 && head.IndexOf("\"omitStages\""u8) < 0 && head.IndexOf("verb"u8) >= 0;

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        var cluster = Cluster(path);
        var begun = new Dictionary<string, KubernetesAuditEvent>(StringComparer.Ordinal);
        foreach (var (record, line) in JsonLogRecords.Read(content, Lists, sink, cancellation))
        {
            if (KubernetesAuditEvent.In(record) is not { } call)
                sink.Bad(line, "is no audit event; it is not counted");
            else if (call.Time is not { } time)
                sink.Bad(line, "has no `requestReceivedTimestamp` that is a time; it is not counted");
            else
                Take(call, time, cluster, begun, sink);
        }

        // A request that never completed in this log (a watch, an exec) counts by its beginning.
        foreach (var call in begun.Values)
            Count(call, call.Time!.Value, cluster, sink);
    }

    private static void Take(KubernetesAuditEvent call, DateTimeOffset time, string cluster, Dictionary<string, KubernetesAuditEvent> begun, IUsageSink sink)
    {
        switch (call.Stage)
        {
            case "RequestReceived":
                sink.Count(Cloud, cluster, "", "audit", time);
                return;
            case "ResponseStarted":
                sink.Count(Cloud, cluster, "", "audit", time);

                // Invariant: what is held is bounded; the rest counts by its beginning at once, and its end no more.
                if (begun.Count < 100_000)
                    begun[call.Id] = call.Detached();
                else
                    Count(call, time, cluster, sink);
                return;
            default:
                sink.Count(Cloud, cluster, "", "audit", time);
                begun.Remove(call.Id);
                Count(call, time, cluster, sink);
                return;
        }
    }

    private static void Count(KubernetesAuditEvent call, DateTimeOffset time, string cluster, IUsageSink sink)
    {
        if (call.User is not { } user || (call.Id.Length > 0 && !sink.First(Hash(call.Id), time)))
            return;
        var outcome = call.Outcome;
        if (outcome is not { } told)
            return;
        var caller = Identity(cluster, user);
        var actor = call.Impersonated is { } other ? Identity(cluster, other) : caller;
        sink.Add(new UsageEvent(Cloud, actor, call.Permission, call.Resource, time, call.Context, told, MappingBasis.Table, call.Permission));
        if (call.Impersonated is { } whom)
            sink.Add(new UsageEvent(Cloud, caller, ImpersonatePermission(whom), whom, time, call.Context, UseOutcome.Used, MappingBasis.Table, "impersonate"));
    }

    private static string ImpersonatePermission(string user) =>
        user.StartsWith("system:serviceaccount:", StringComparison.Ordinal) ? "impersonate serviceaccounts" : "impersonate users";

    private static string Identity(string cluster, string user)
    {
        var parts = user.Split(':');
        return parts is ["system", "serviceaccount", var space, var name] ? $"k8s:{cluster}:serviceaccount:{space}:{name}" : $"k8s:{cluster}:user:{user}";
    }

    private static string Cluster(string path)
    {
        var parts = path.Split(['/', '\\', '!'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2 ? "unnamed" : parts[^2];
    }

    private static UInt128 Hash(string id)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
