using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// A CloudTrail event as Elastic's AWS integration keeps it without the original, put back into CloudTrail's own form.
/// Source: https://www.elastic.co/docs/reference/integrations/aws/cloudtrail
/// </summary>
internal static class ElasticEvent
{
    /// <summary>The event's JSON, null where the record is none of Elastic's.</summary>
    public static byte[]? Rebuild(JsonElement record)
    {
        if (record.ValueKind == JsonValueKind.Object && record.EnumerateObject().Any(p => p.Name.StartsWith("aws.cloudtrail.", StringComparison.Ordinal)))
        {
            using var nested = JsonDocument.Parse(Nested(record).ToJsonString());
            return Rebuild(nested.RootElement);
        }

        if (Path(record, "event.action") is not { ValueKind: JsonValueKind.String } action || Path(record, "event.provider") is not { ValueKind: JsonValueKind.String } provider
            || !provider.GetString()!.EndsWith(".amazonaws.com", StringComparison.Ordinal))
            return null;
        var trail = Path(record, "aws.cloudtrail");
        var result = new JsonObject
        {
            ["eventName"] = Node(action),
            ["eventSource"] = Node(provider),
            ["eventTime"] = Node(record.Child("@timestamp")),
            ["eventID"] = Node(Path(record, "event.id")),
            ["awsRegion"] = Node(Path(record, "cloud.region")),
            ["sourceIPAddress"] = Node(First(Path(record, "source.ip"), Path(record, "source.address"))),
            ["errorCode"] = Node(Path(trail, "error_code")),
            ["errorMessage"] = Node(Path(trail, "error_message")),
            ["recipientAccountId"] = Node(First(Path(trail, "recipient_account_id"), Path(record, "cloud.account.id"))),
            ["eventType"] = Node(Path(trail, "event_type")),
            ["eventCategory"] = Node(Path(trail, "event_category")),
            ["sharedEventID"] = Node(Path(trail, "shared_event_id")),
            ["vpcEndpointId"] = Node(Path(trail, "vpc_endpoint_id")),
            ["requestParameters"] = Node(Path(trail, "flattened.request_parameters")),
            ["resources"] = Node(Path(trail, "resources")),
            ["userIdentity"] = Identity(record, Path(trail, "user_identity")),
        };
        return System.Text.Encoding.UTF8.GetBytes(Present(result).ToJsonString());
    }

    /// <summary>Dotted names written as what they mean; of a list of one, as Elastic's fields are, the one.</summary>
    private static JsonObject Nested(JsonElement record)
    {
        var root = new JsonObject();
        foreach (var property in record.EnumerateObject())
        {
            var owner = root;
            var parts = property.Name.Split('.');
            foreach (var part in parts.AsSpan(0, parts.Length - 1))
            {
                if (owner[part] is not JsonObject inner)
                    owner[part] = inner = [];
                owner = inner;
            }

            var value = property.Value;
            owner[parts[^1]] = Node(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 && value[0].ValueKind != JsonValueKind.Object ? value[0] : value);
        }

        return root;
    }

    private static JsonObject Identity(JsonElement record, JsonElement identity)
    {
        var issuer = Path(identity, "session_context.session_issuer");
        return Present(new JsonObject
        {
            ["type"] = Node(identity.Child("type")),
            ["arn"] = Node(identity.Child("arn")),
            ["principalId"] = Node(Path(record, "user.id")),
            ["accountId"] = Node(Path(record, "cloud.account.id")),
            ["accessKeyId"] = Node(identity.Child("access_key_id")),
            ["invokedBy"] = Node(identity.Child("invoked_by")),
            ["sessionContext"] = Present(new JsonObject
            {
                ["attributes"] = Present(new JsonObject { ["mfaAuthenticated"] = Node(Path(identity, "session_context.mfa_authenticated")) }),
                ["sessionIssuer"] = Present(new JsonObject
                {
                    ["type"] = Node(issuer.Child("type")),
                    ["arn"] = Node(issuer.Child("arn")),
                    ["principalId"] = Node(issuer.Child("principal_id")),
                    ["accountId"] = Node(issuer.Child("account_id")),
                }),
            }),
        });
    }

    /// <summary>A value by its dotted path, whether the names are nested or written dotted.</summary>
    private static JsonElement Path(JsonElement owner, string path)
    {
        if (owner.Child(path) is { ValueKind: not JsonValueKind.Undefined } whole)
            return whole;
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (Path(owner, path[..dot]) is { ValueKind: JsonValueKind.Object } inner && Path(inner, path[(dot + 1)..]) is { ValueKind: not JsonValueKind.Undefined } found)
                return found;
        }

        return default;
    }

    private static JsonElement First(JsonElement one, JsonElement other) => one.ValueKind == JsonValueKind.Undefined ? other : one;

    private static JsonNode? Node(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            JsonValueKind.Object => JsonObject.Create(element.Clone()),
            JsonValueKind.Array => JsonArray.Create(element.Clone()),
            _ => JsonValue.Create(element.Clone()),
        };

    private static JsonObject Present(JsonObject all)
    {
        foreach (var name in all.Where(p => p.Value is null).Select(p => p.Key).ToList())
            all.Remove(name);
        return all;
    }
}
