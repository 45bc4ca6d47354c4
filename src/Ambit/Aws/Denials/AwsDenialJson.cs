using System.Text.Json;
using Ambit.Access;

namespace Ambit.Aws.Denials;

/// <summary>
/// Reads refusals in JSON: CloudTrail events in every wrapping, what <c>sts decode-authorization-message</c> prints, and the
/// authorization details of the IAM toolbox.
/// </summary>
internal static class AwsDenialJson
{
    private const int Deepest = 6;

    /// <summary>Reads the first refusal; null where there is none.</summary>
    public static AccessDenial? Read(JsonElement json, int depth = 0)
    {
        if (depth > Deepest)
            return null;
        if (json.ValueKind is JsonValueKind.String)
            return Nested(json.GetString()!, depth);
        if (json.ValueKind is JsonValueKind.Array)
            return json.EnumerateArray().Select(e => Read(e, depth + 1)).FirstOrDefault(d => d is not null);
        if (json.ValueKind is not JsonValueKind.Object)
            return null;
        if (json.TryGetProperty("eventName", out _) && json.TryGetProperty("eventSource", out _))
            return Event(json);
        if (json.TryGetProperty("allowed", out var allowed) && json.TryGetProperty("context", out var context))
            return Decoded(json, allowed, context);
        if (json.TryGetProperty("evaluations", out var evaluations))
            return Details(evaluations);
        foreach (var name in (string[])["Records", "Events", "CloudTrailEvent", "detail", "DecodedMessage", "result", "_raw"])
        {
            if (json.TryGetProperty(name, out var inner) && Read(inner, depth + 1) is { } found)
                return found;
        }

        return null;
    }

    private static AccessDenial? Nested(string text, int depth)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Read(json.RootElement, depth + 1);
        }
        catch (JsonException)
        {
            return AwsDenialText.Read(text);
        }
    }

    private static AccessDenial? Event(JsonElement json)
    {
        var code = Text(json, "errorCode");
        var message = Text(json, "errorMessage");
        if (code is null && message is null)
            return null;
        var principal = json.TryGetProperty("userIdentity", out var identity) ? Text(identity, "arn") ?? Text(identity, "invokedBy") ?? Text(identity, "principalId") : null;
        var action = $"{Text(json, "eventSource")?.Split('.')[0]}:{Text(json, "eventName")}";
        var resource = json.TryGetProperty("resources", out var resources) && resources.ValueKind is JsonValueKind.Array
            ? resources.EnumerateArray().Select(r => Text(r, "ARN") ?? Text(r, "arn")).FirstOrDefault(a => a is not null) : null;
        var read = message is null ? null : AwsDenialText.Read(message);
        var layer = read?.Layer ?? (code == "VpceAccessDenied" ? "vpcEndpoint" : null);
        var missing = new List<string>(read?.Missing.Where(m => !m.StartsWith("the message names no action", StringComparison.Ordinal)) ?? ["the event does not say which layer refused"]);
        if (read?.Action is null)
            missing.Add($"the action `{action}` is read from the event's name, which is not always the permission's");
        var (who, what, on) = (read?.Principal ?? principal, read?.Action ?? action, read?.Resource ?? resource);
        return new AccessDenial(
            "aws", who, what, on, layer, read?.Explicit, read?.Policy, Text(json, "recipientAccountId") ?? AwsDenialText.AccountOf(who),
            DenialLayer.Change(layer, read?.Explicit, who ?? "the caller", what, on ?? "*", read?.Policy), missing)
        { Context = EventContext(json), AuthorizationId = read?.AuthorizationId };
    }

    private static Dictionary<string, IReadOnlyList<string>> EventContext(JsonElement json)
    {
        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        Add("aws:RequestedRegion", Text(json, "awsRegion"));
        Add("aws:CurrentTime", Text(json, "eventTime"));
        Add("aws:SourceVpce", Text(json, "vpcEndpointId"));
        Add("aws:UserAgent", Text(json, "userAgent"));
        if (Text(json, "sourceIPAddress") is { } address && System.Net.IPAddress.TryParse(address, out _))
            Add(context.ContainsKey("aws:SourceVpce") ? "aws:VpcSourceIp" : "aws:SourceIp", address);
        if (json.TryGetProperty("userIdentity", out var identity) && identity.TryGetProperty("sessionContext", out var session) && session.TryGetProperty("attributes", out var attributes))
            Add("aws:MultiFactorAuthPresent", Text(attributes, "mfaAuthenticated"));
        return context;

        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                context[key] = [value];
        }
    }

    private static AccessDenial Decoded(JsonElement json, JsonElement allowed, JsonElement context)
    {
        var isExplicit = json.TryGetProperty("explicitDeny", out var deny) && deny.ValueKind is JsonValueKind.True;
        var principal = context.TryGetProperty("principal", out var p) ? Text(p, "arn") : null;
        var (action, resource) = (Text(context, "action"), Text(context, "resource"));
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Items(context, "conditions"))
        {
            if (Text(item, "key") is { } key)
                keys[key] = [.. Items(item, "values").Select(v => Text(v, "value")).OfType<string>()];
        }

        var statements = Items(json, "matchedStatements").Select(s => new StatementReference("", -1, Text(s, "statementId"), Text(s, "effect") == "ALLOW" ? "Allow" : "Deny")).ToList();
        var missing = new List<string>();
        if (statements.Count == 0)
            missing.Add("no statement matched: nothing in any policy is about this request");
        if (allowed.ValueKind is JsonValueKind.True)
            missing.Add("the message says that the request was allowed");
        return new AccessDenial(
            "aws", principal, action, resource, isExplicit ? null : "identity", isExplicit, null, AwsDenialText.AccountOf(principal),
            DenialLayer.Change(isExplicit ? null : "identity", isExplicit, principal ?? "the caller", action ?? "*", resource ?? "*", null), missing)
        { Context = keys, Statements = statements };
    }

    private static AccessDenial? Details(JsonElement evaluations)
    {
        var refused = evaluations.ValueKind is JsonValueKind.Array
            ? evaluations.EnumerateArray().FirstOrDefault(e => Text(e, "evaluatedEffect") is { } effect && !effect.Contains("allow", StringComparison.OrdinalIgnoreCase)) : default;
        if (refused.ValueKind is not JsonValueKind.Object)
            return null;
        var matched = refused.TryGetProperty("matchedPolicies", out var policies) && policies.ValueKind is JsonValueKind.Array ? policies.EnumerateArray().ToList() : [];
        var statements = matched.SelectMany(m => Array(m, "matchedStatements").Select(s => new StatementReference(Text(m, "uri") ?? "", -1, Text(s, "sid"), Text(s, "evaluatedEffect") ?? ""))).ToList();
        var deny = statements.Find(s => s.Effect.Contains("deny", StringComparison.OrdinalIgnoreCase));
        var layer = deny is null ? "identity" : deny.Policy.Contains("service_control", StringComparison.Ordinal) ? "scp" : deny.Policy.Contains("resource_control", StringComparison.Ordinal) ? "rcp" : null;
        var (action, resource) = (Text(refused, "action"), Text(refused, "resource"));
        return new AccessDenial(
            "aws", null, action, resource, layer, deny is not null, deny?.Policy, AwsDenialText.AccountOf(resource),
            DenialLayer.Change(layer, deny is not null, "the caller", action ?? "*", resource ?? "*", deny?.Policy), [])
        { Statements = statements };
    }

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) => json.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Object ? Array(list, "items") : [];

    private static IEnumerable<JsonElement> Array(JsonElement json, string name) =>
        json.TryGetProperty(name, out var array) && array.ValueKind is JsonValueKind.Array ? array.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.Object) : [];

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
