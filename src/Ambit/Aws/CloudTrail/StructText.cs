using System.Text.Json.Nodes;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Reads what Athena and CloudTrail Lake print of nested values: <c>{type=AssumedRole, arn=arn:…, sessioncontext={…}}</c>, no quotes,
/// names in lower case. A value may hold commas and equals signs, so a field begins only at a name that is known (or, in maps, at
/// something that looks like a name).
/// Source: https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
/// </summary>
internal static class StructText
{
    private const int Deepest = 8;

    private static readonly Dictionary<string, string> Known = new[]
    {
        "type", "principalId", "arn", "accountId", "invokedBy", "accessKeyId", "userName", "onBehalfOf", "userId", "identityStoreArn", "sessionContext", "attributes",
        "mfaAuthenticated", "creationDate", "sessionIssuer", "ec2RoleDelivery", "webIdFederationData", "federatedProvider", "sourceIdentity", "inScopeOf", "issuerType",
        "credentialsIssuedTo", "sourceArn", "sourceAccount", "assumedRoot", "identityProvider", "tlsVersion", "cipherSuite", "clientProvidedHostHeader",
    }.ToDictionary(n => n, n => n, StringComparer.OrdinalIgnoreCase);

    /// <summary>The object that a text stands for, null where it is none.</summary>
    /// <param name="text">The text with its braces.</param>
    /// <param name="anyName">Whether names are free, as in a map of request parameters.</param>
    /// <param name="depth">How deep it lies.</param>
    public static JsonObject? Object(string text, bool anyName, int depth = 0)
    {
        text = text.Trim();
        if (depth > Deepest || text.Length < 2 || text[0] != '{' || text[^1] != '}')
            return null;
        var inner = text[1..^1];
        var result = new JsonObject();
        var starts = Starts(inner, anyName);
        for (var i = 0; i < starts.Count; i++)
        {
            var (at, equals) = starts[i];
            var end = i + 1 < starts.Count ? starts[i + 1].At - 2 : inner.Length;
            var name = inner[at..equals];
            var value = inner[(equals + 1)..end].Trim();
            if (value is "" or "null")
                continue;
            result[anyName ? name : Known.GetValueOrDefault(name, name)] = value[0] == '{' ? Object(value, anyName, depth + 1) ?? (JsonNode)value : value;
        }

        return result;
    }

    /// <summary>The objects of a list: <c>[{arn=…, accountid=…}, {…}]</c>.</summary>
    public static JsonArray List(string text)
    {
        var list = new JsonArray();
        text = text.Trim();
        if (text.Length < 2 || text[0] != '[')
            return list;
        foreach (var part in text.TrimStart('[').TrimEnd(']').Split("}, {"))
        {
            if (Object("{" + part.Trim().TrimStart('{').TrimEnd('}') + "}", anyName: false) is { Count: > 0 } item)
                list.Add((JsonNode)item);
        }

        return list;
    }

    private static List<(int At, int Sign)> Starts(string inner, bool anyName)
    {
        var starts = new List<(int, int)>();
        var depth = 0;
        for (var at = 0; at < inner.Length; at++)
        {
            depth += inner[at] switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (depth != 0 || !(at == 0 || (inner[at - 1] == ' ' && at > 1 && inner[at - 2] == ',')))
                continue;
            var equals = at;
            while (equals < inner.Length && (char.IsAsciiLetterOrDigit(inner[equals]) || inner[equals] is '_' or '-'))
                equals++;
            if (equals > at && equals < inner.Length && inner[equals] == '=' && (anyName || Known.ContainsKey(inner[at..equals])))
                starts.Add((at, equals));
        }

        return starts;
    }
}
