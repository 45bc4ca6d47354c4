using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// An event whose fields a tool wrote as dotted names (Splunk's extracted fields: <c>userIdentity.sessionContext.sessionIssuer.arn</c>,
/// lists as <c>resources{}.ARN</c>), put back into CloudTrail's own form.
/// </summary>
internal static class DottedEvent
{
    private const int MostNames = 500;

    /// <summary>The event's JSON, null where source and name are not there.</summary>
    public static byte[]? Rebuild(JsonElement record)
    {
        if (record.Text("eventName") is null || record.Text("eventSource") is null)
            return null;
        return Rebuild(record.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => (p.Name, p.Value.GetString()!)));
    }

    /// <summary>The event's JSON from names and values.</summary>
    public static byte[] Rebuild(IEnumerable<(string Name, string Value)> fields)
    {
        var root = new JsonObject();
        foreach (var (name, value) in fields.Take(MostNames))
        {
            if (value.Length > 0)
                Put(root, name, value);
        }

        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Put(JsonObject root, string name, string value)
    {
        var list = name.IndexOf("{}.", StringComparison.Ordinal);
        if (list > 0)
        {
            var items = root[name[..list]] as JsonArray ?? [];
            foreach (var one in value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                items.Add((JsonNode)new JsonObject { [name[(list + 3)..]] = one });
            root[name[..list]] = items;
            return;
        }

        var parts = name.Split('.');
        var owner = root;
        foreach (var part in parts.AsSpan(0, parts.Length - 1))
        {
            if (owner[part] is not JsonObject inner)
                owner[part] = inner = [];
            owner = inner;
        }

        owner[parts[^1]] = value;
    }
}
