using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// A CloudTrail event as OCSF keeps it (Security Lake's sources, CloudWatch's pipelines; 1.0.0-rc.2, 1.1.0, 1.5.0), put back into
/// CloudTrail's own form. Source: https://github.com/ocsf/examples (mappings for AWS CloudTrail)
/// </summary>
internal static class OcsfEvent
{
    /// <summary>The event's JSON, null where the record is none of OCSF's or of another product.</summary>
    public static byte[]? Rebuild(JsonElement record)
    {
        var product = record.Child("metadata").Child("product").Text("name");
        var api = record.Child("api");
        if (product is null || !product.Contains("CloudTrail", StringComparison.OrdinalIgnoreCase) || api.Text("operation") is not { } name || api.Child("service").Text("name") is not { } source)
            return null;
        var unmapped = record.Child("unmapped");
        var endpoint = record.Child("src_endpoint");
        var result = new JsonObject
        {
            ["eventName"] = name,
            ["eventSource"] = source,
            ["eventTime"] = record.Text("time_dt") ?? record.Text("time"),
            ["eventID"] = record.Child("metadata").Text("uid"),
            ["awsRegion"] = record.Child("cloud").Text("region"),
            ["sourceIPAddress"] = endpoint.Text("ip") ?? endpoint.Text("domain"),
            ["vpcEndpointId"] = endpoint.Text("uid"),
            ["errorCode"] = api.Child("response").Text("error"),
            ["errorMessage"] = api.Child("response").Text("message"),
            ["eventType"] = record.Child("metadata").Text("event_code") ?? Loose(unmapped, "eventType"),
            ["eventCategory"] = record.Child("metadata").Child("product").Child("feature").Text("name"),
            ["sharedEventID"] = Loose(unmapped, "sharedEventID"),
            ["recipientAccountId"] = Loose(unmapped, "recipientAccountId") ?? record.Child("cloud").Child("account").Text("uid"),
            ["requestParameters"] = Parameters(api.Child("request").Text("data"), unmapped),
            ["resources"] = Resources(record.Child("resources")),
            ["userIdentity"] = Identity(record.Child("actor")),
        };
        foreach (var empty in result.Where(p => p.Value is null).Select(p => p.Key).ToList())
            result.Remove(empty);
        return Encoding.UTF8.GetBytes(result.ToJsonString());
    }

    /// <summary>"uid is the arn, uid_alt the principal id"; the release candidate had <c>uuid</c> for the arn and <c>uid</c> for the id.</summary>
    private static JsonObject Identity(JsonElement actor)
    {
        var user = actor.Child("user");
        var session = actor.Child("session");
        var arn = user.Text("uuid") ?? user.Text("uid");
        var issuer = session.Text("issuer");
        var mfa = session.Text("is_mfa") ?? session.Text("mfa");
        var result = new JsonObject
        {
            ["type"] = user.Text("type"),
            ["arn"] = arn?.StartsWith("arn:", StringComparison.Ordinal) == true ? arn : null,
            ["principalId"] = user.Text("uuid") is null ? user.Text("uid_alt") : user.Text("uid"),
            ["accountId"] = user.Child("account").Text("uid") ?? user.Text("account_uid"),
            ["userName"] = user.Text("name"),
            ["invokedBy"] = actor.Text("invoked_by"),
            ["identityProvider"] = actor.Child("idp").Text("name"),
        };
        if (issuer is not null || mfa is not null)
        {
            var context = new JsonObject();
            if (mfa is not null)
                context["attributes"] = new JsonObject { ["mfaAuthenticated"] = mfa };
            if (issuer is not null)
                context["sessionIssuer"] = new JsonObject { ["arn"] = issuer };
            result["sessionContext"] = context;
        }

        foreach (var empty in result.Where(p => p.Value is null).Select(p => p.Key).ToList())
            result.Remove(empty);
        return result;
    }

    private static JsonArray? Resources(JsonElement resources)
    {
        if (resources.ValueKind != JsonValueKind.Array)
            return null;
        var list = new JsonArray();
        foreach (var resource in resources.EnumerateArray())
        {
            if (resource.Text("uid") is { } arn)
                list.Add((JsonNode)new JsonObject { ["ARN"] = arn });
        }

        return list;
    }

    private static JsonNode? Parameters(string? data, JsonElement unmapped)
    {
        if (data is not null)
        {
            try
            {
                return JsonNode.Parse(data, documentOptions: new JsonDocumentOptions { MaxDepth = 64 }) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        // The release candidate kept them as dotted names.
        var result = new JsonObject();
        if (unmapped.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in unmapped.EnumerateObject().Where(m => m.Name.StartsWith("requestParameters.", StringComparison.Ordinal) && m.Value.ValueKind == JsonValueKind.String))
                result[member.Name["requestParameters.".Length..]] = member.Value.GetString();
        }

        return result.Count > 0 ? result : null;
    }

    /// <summary>A map in Parquet is a list of pairs once it is JSON.</summary>
    private static string? Loose(JsonElement map, string name)
    {
        if (map.Text(name) is { } direct)
            return direct;
        if (map.ValueKind != JsonValueKind.Array)
            return null;
        return map.EnumerateArray().Where(p => p.Text("key") == name).Select(p => p.Text("value")).FirstOrDefault();
    }
}
