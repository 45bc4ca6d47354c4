using System.Text.Json;

namespace Ambit.Aws.Access;

/// <summary>Reads a <see cref="SimulationRequest"/> from JSON.</summary>
public static class SimulationReader
{
    /// <summary>Reads one request.</summary>
    /// <exception cref="FormatException">It is not one; the message says what was expected.</exception>
    public static SimulationRequest Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            throw new FormatException("expected an object");
        var (resource, account) = Resource(json);
        var context = Context(json);
        return new SimulationRequest
        {
            Action = Text(json, "action") is { Length: > 0 } action && action.Contains(':', StringComparison.Ordinal) ? action : throw new FormatException("expected `action`: `service:Name`"),
            Resource = resource,
            ResourceAccount = account,
            Caller = Principal(json, context),
            Context = context,
            Identity = Named(json, "identityPolicies") ?? [],
            ResourcePolicy = Document(json, "resourcePolicy"),
            Boundaries = Named(json, "permissionBoundaries") is { Count: > 0 } boundaries ? boundaries : null,
            ServiceControl = Levels(json, "scps"),
            ResourceControl = Levels(json, "rcps"),
            SessionPolicy = Document(json, "sessionPolicy"),
            VpcEndpoint = Named(json, "vpcEndpointPolicies") is { Count: > 0 } endpoint ? endpoint : null,
            BlockPublicAccess = json.TryGetProperty("settings", out var settings) && settings.ValueKind is JsonValueKind.Object && Flag(settings, "s3BlockPublicAccess"),
            WildcardOnly = Flag(json, "wildcardOnlyAction"),
        };
    }

    private static (string Arn, string? Account) Resource(JsonElement json)
    {
        if (!json.TryGetProperty("resource", out var resource))
            throw new FormatException("expected `resource`");
        if (resource.ValueKind is JsonValueKind.String)
            return (String(resource, "resource"), null);
        if (resource.ValueKind is not JsonValueKind.Object || Text(resource, "arn") is not { } arn)
            throw new FormatException("expected `resource` with `arn`");
        return (arn, Text(resource, "accountId"));
    }

    private static Caller Principal(JsonElement json, IReadOnlyList<(string Key, IReadOnlyList<string> Values, bool List)> context)
    {
        if (!json.TryGetProperty("principal", out var principal) || principal.ValueKind is not JsonValueKind.Object)
            throw new FormatException("expected `principal` with `arn`, `service`, `federated` or `anonymous`");
        if (Text(principal, "service") is { } service)
            return Callers.Service(service);
        if (Text(principal, "federated") is { } provider)
            return Callers.Federated(provider);
        if (Text(principal, "arn") is { } arn)
        {
            var caller = Callers.OfArn(arn) ?? throw new FormatException("expected `principal.arn` of a user, role, session or root");
            // A session's ARN leaves out the role's path; the context may tell it.
            var stated = context.FirstOrDefault(c => c.Key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase)).Values;
            return caller.IsRole && stated is [var exact] && exact.EndsWith($"/{caller.Name}", StringComparison.Ordinal)
                && exact.Contains($"::{caller.Account}:role/", StringComparison.Ordinal)
                ? caller with { PrincipalArn = exact, PathKnown = true, ServiceLinked = exact.Contains(":role/aws-service-role/", StringComparison.Ordinal) }
                : caller;
        }
        return Flag(principal, "anonymous") ? Callers.Anonymous : throw new FormatException("expected `principal` with `arn`, `service`, `federated` or `anonymous`");
    }

    private static List<(string Key, IReadOnlyList<string> Values, bool List)> Context(JsonElement json)
    {
        var keys = new List<(string, IReadOnlyList<string>, bool)>();
        if (Optional(json, "context", JsonValueKind.Object) is not { } context)
            return keys;
        foreach (var property in context.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Null)
                continue;
            var list = property.Value.ValueKind is JsonValueKind.Array;
            var values = list
                ? property.Value.EnumerateArray().Select(v => Value(v, property.Name)).ToList()
                : [Value(property.Value, property.Name)];
            keys.Add((property.Name, values, list));
        }
        return keys;
    }

    private static string Value(JsonElement value, string key) => value.ValueKind switch
    {
        JsonValueKind.String => String(value, key),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new FormatException("expected texts as values of `context`"),
    };

    private static List<(string Name, JsonElement Policy)>? Named(JsonElement json, string name)
    {
        if (Optional(json, name, JsonValueKind.Array) is not { } list)
            return null;
        var policies = new List<(string, JsonElement)>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.Object || !item.TryGetProperty("policy", out var policy) || policy.ValueKind is not JsonValueKind.Object)
                throw new FormatException($"expected `{name}` as a list of `name` and `policy`");
            policies.Add((Text(item, "name") ?? $"{name}[{policies.Count}]", policy));
        }
        return policies;
    }

    private static List<IReadOnlyList<(string Name, JsonElement Policy)>> Levels(JsonElement json, string name)
    {
        var levels = new List<IReadOnlyList<(string, JsonElement)>>();
        if (Optional(json, name, JsonValueKind.Array) is not { } list)
            return levels;
        foreach (var level in list.EnumerateArray())
        {
            if (level.ValueKind is not JsonValueKind.Object)
                throw new FormatException($"expected `{name}` as a list of levels with `policies`");
            levels.Add(Named(level, "policies") ?? []);
        }
        return levels;
    }

    private static JsonElement Document(JsonElement json, string name) => Optional(json, name, JsonValueKind.Object) ?? default;

    private static JsonElement? Optional(JsonElement json, string name, JsonValueKind kind)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        return value.ValueKind == kind ? value : throw new FormatException($"expected `{name}` as {(kind is JsonValueKind.Array ? "a list" : "an object")}");
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? String(value, name) : null;

    private static string String(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"expected `{name}` as text; it holds half a character", e);
        }
    }

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;
}
