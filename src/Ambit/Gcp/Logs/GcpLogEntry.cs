using System.Text.Json;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Gcp.Logs;

/// <summary>One entry of Cloud Audit Logs, in the spelling of the API or of a BigQuery sink.</summary>
internal readonly struct GcpLogEntry
{
    private readonly JsonElement _entry;
    private readonly JsonElement _payload;

    public GcpLogEntry(JsonElement entry)
    {
        _entry = entry;
        _payload = Child(entry, "protoPayload", "protopayload_auditlog", "proto_payload");
    }

    public bool IsAudit => _payload.ValueKind == JsonValueKind.Object && Method.Length > 0;

    public string Method => Text(Child(_payload, "methodName")) ?? "";

    public string Service => Text(Child(_payload, "serviceName")) ?? "";

    public string? InsertId => Text(Child(_entry, "insertId", "insertid"));

    /// <summary>The entry's time; entries in the wild lack it, then when it was received or when the request came.</summary>
    public DateTimeOffset? Time =>
        LogTime.Of(Child(_entry, "timestamp")) ?? LogTime.Of(Child(Child(Child(_payload, "requestMetadata"), "requestAttributes"), "time"))
        ?? LogTime.Of(Child(_entry, "receiveTimestamp", "receivetimestamp")) ?? LogTime.Of(Child(_payload, "timestamp")) ?? LogTime.Of(Child(_entry, "p_event_time"));

    public string Project =>
        Text(Child(Child(Child(_entry, "resource"), "labels"), "project_id"))
        ?? Scope(Text(Child(_entry, "logName", "logname"))) ?? Scope(Text(Child(_payload, "resourceName"))) ?? "";

    public string Location => Text(Child(Child(Child(_entry, "resource"), "labels"), "location", "zone", "region")) ?? "";

    /// <summary>activity, data, system or denied, by the log's name.</summary>
    public string LogKind =>
        Text(Child(_entry, "logName", "logname")) switch
        {
            { } name when name.Contains("data_access", StringComparison.Ordinal) => "data",
            { } name when name.Contains("system_event", StringComparison.Ordinal) => "system",
            { } name when name.Contains("policy", StringComparison.Ordinal) => "denied",
            _ => "activity",
        };

    public bool IsEndOfOperation => Truth(Child(Child(_entry, "operation"), "last")) && !Truth(Child(Child(_entry, "operation"), "first"));

    /// <summary>Sign-ins and the admin console of Workspace check no IAM permission.</summary>
    public bool NeedsNoPermission => Service is "login.googleapis.com" or "admin.googleapis.com" or "cloudidentity.googleapis.com";

    /// <summary>The member that called, as policies name it.</summary>
    public string? Principal
    {
        get
        {
            var who = Child(_payload, "authenticationInfo");
            if (Text(Child(who, "principalSubject")) is { } subject)
                return subject.StartsWith("principal:", StringComparison.Ordinal) || subject.Contains(':', StringComparison.Ordinal) ? subject : $"user:{subject}";
            return Text(Child(who, "principalEmail")) is { } mail ? Member(mail) : null;
        }
    }

    /// <summary>Who stood behind an impersonated account first.</summary>
    public string? Impersonator
    {
        get
        {
            var chain = Child(Child(_payload, "authenticationInfo"), "serviceAccountDelegationInfo");
            if (chain.ValueKind != JsonValueKind.Array || chain.GetArrayLength() == 0)
                return null;
            return Text(Child(chain[0], "principalSubject")) ?? (Text(Child(Child(chain[0], "firstPartyPrincipal"), "principalEmail")) is { } mail ? Member(mail) : null);
        }
    }

    /// <summary>The impersonated account as a resource.</summary>
    public string? AccountResource =>
        Text(Child(Child(_payload, "authenticationInfo"), "principalEmail")) is { } mail ? $"//iam.googleapis.com/projects/-/serviceAccounts/{mail}" : null;

    /// <summary>
    /// The permissions that were checked. <c>granted</c> that is missing is false (protobuf leaves out what is false); an entry
    /// without resource is about the call's own.
    /// </summary>
    public IEnumerable<(string Permission, bool Granted, string? Resource)> Authorizations
    {
        get
        {
            var list = Child(_payload, "authorizationInfo");
            if (list.ValueKind != JsonValueKind.Array)
                return [];
            var fallback = Text(Child(_payload, "resourceName"));
            return [.. list.EnumerateArray()
                .Where(a => Text(Child(a, "permission")) is not null)
                .Select(a => (
                    Text(Child(a, "permission"))!,
                    Truth(Child(a, "granted")),
                    Text(Child(Child(a, "resourceAttributes"), "name")) ?? Text(Child(a, "resource")) ?? fallback))
                .Distinct()];
        }
    }

    /// <summary>The address, where it is one that a condition could ask for.</summary>
    public UsageContext Context =>
        Text(Child(Child(_payload, "requestMetadata"), "callerIp", "callerIP")) is { } address && System.Net.IPAddress.TryParse(address, out _)
            ? UsageContext.Of([new KeyValuePair<string, string>("origin.ip", address)]) : UsageContext.Empty;

    private static string Member(string mail) =>
        mail.EndsWith(".gserviceaccount.com", StringComparison.OrdinalIgnoreCase) || mail.EndsWith("@cloudservices.gserviceaccount.com", StringComparison.OrdinalIgnoreCase)
            ? $"serviceAccount:{mail}" : $"user:{mail}";

    private static string? Scope(string? name)
    {
        if (name is null)
            return null;
        var parts = name.TrimStart('/').Split('/');
        return parts.Length < 2 ? null : parts[0] switch { "projects" => parts[1], "folders" or "organizations" => $"{parts[0]}/{parts[1]}", _ => null };
    }

    private static bool Truth(JsonElement value) => value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true"));

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static JsonElement Child(JsonElement owner, params ReadOnlySpan<string> names)
    {
        if (owner.ValueKind != JsonValueKind.Object)
            return default;
        foreach (var name in names)
        {
            if (owner.TryGetProperty(name, out var child))
                return child;
        }

        return default;
    }
}
