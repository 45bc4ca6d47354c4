using System.Text.Json;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Kubernetes.Logs;

/// <summary>One request to an API server as its audit log tells it.</summary>
internal sealed class KubernetesAuditEvent
{
    private JsonElement _event;

    private KubernetesAuditEvent(JsonElement element) => _event = element;

    public string Id => Text(Child(_event, "auditID")) ?? "";

    public string Stage => Text(Child(_event, "stage")) ?? "";

    public DateTimeOffset? Time =>
        LogTime.Of(Child(_event, "requestReceivedTimestamp")) ?? LogTime.Of(Child(_event, "stageTimestamp")) ?? LogTime.Of(Child(_event, "timestamp"));

    public string? User => Text(Child(Child(_event, "user"), "username"));

    public string? Impersonated => Text(Child(Child(_event, "impersonatedUser"), "username"));

    /// <summary>The permission as RBAC sees it: <c>get pods/log</c>, <c>create deployments.apps</c>, <c>get /healthz</c>.</summary>
    public string Permission
    {
        get
        {
            var verb = Text(Child(_event, "verb")) ?? "unknown";
            var target = Child(_event, "objectRef");
            if (Text(Child(target, "resource")) is not { } resource)
                return $"{verb} {Path}";
            var group = Text(Child(target, "apiGroup"));
            var sub = Text(Child(target, "subresource"));
            return $"{verb} {resource}{(group is null ? "" : "." + group)}{(sub is null ? "" : "/" + sub)}";
        }
    }

    /// <summary>The object, as far as the request names one: <c>namespaces/NS/pods/NAME</c>.</summary>
    public string? Resource
    {
        get
        {
            var target = Child(_event, "objectRef");
            if (Text(Child(target, "resource")) is not { } resource)
                return null;
            var space = Text(Child(target, "namespace"));
            var name = Text(Child(target, "name"));
            return (space, name) switch
            {
                (null, null) => null,
                (null, _) => $"{resource}/{name}",
                (_, null) => $"namespaces/{space}/{resource}",
                _ => $"namespaces/{space}/{resource}/{name}",
            };
        }
    }

    /// <summary>Null where the caller was not even known (401).</summary>
    public UseOutcome? Outcome
    {
        get
        {
            var code = Child(Child(_event, "responseStatus"), "code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var c) ? c : 0;
            if (code == 401)
                return null;
            return Text(Child(Child(_event, "annotations"), "authorization.k8s.io/decision")) switch
            {
                "forbid" => UseOutcome.Refused,
                "allow" => UseOutcome.Used,
                _ => code switch { 403 => UseOutcome.Refused, 429 or >= 500 => UseOutcome.Untold, _ => UseOutcome.Used },
            };
        }
    }

    /// <summary>The binding that allowed it, as the log's annotation names it.</summary>
    public UsageContext Context =>
        Text(Child(Child(_event, "annotations"), "authorization.k8s.io/reason")) is { } reason && reason.StartsWith("RBAC: allowed by ", StringComparison.Ordinal)
            ? UsageContext.Of([new KeyValuePair<string, string>("authorizedBy", reason["RBAC: allowed by ".Length..])]) : UsageContext.Empty;

    private string Path
    {
        get
        {
            var uri = Text(Child(_event, "requestURI")) ?? "";
            var query = uri.IndexOf('?', StringComparison.Ordinal);
            return query < 0 ? uri : uri[..query];
        }
    }

    /// <summary>The event in a record, which may be the event itself or hold it as its message; null where there is none.</summary>
    public static KubernetesAuditEvent? In(JsonElement record, int depth = 0)
    {
        if (record.ValueKind != JsonValueKind.Object || depth > 3)
            return null;
        if (Text(Child(record, "verb")) is not null
            && (Text(Child(record, "auditID")) is not null || Text(Child(record, "apiVersion"))?.StartsWith("audit.k8s.io/", StringComparison.Ordinal) == true))
            return new KubernetesAuditEvent(record);
        foreach (var name in (ReadOnlySpan<string>)["message", "@message", "log", "properties"])
        {
            var inner = Child(record, name);
            if (inner.ValueKind == JsonValueKind.String && JsonText.TryParse(inner.GetString()!, out var parsed, out _))
                inner = parsed;
            if (In(inner, depth + 1) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>A copy that outlives the record it was read from, with what counting needs and nothing of the request.</summary>
    public KubernetesAuditEvent Detached() => new(_event.Clone());

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static JsonElement Child(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var child) ? child : default;
}
