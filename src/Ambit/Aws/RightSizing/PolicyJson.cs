using System.Buffers;
using System.Text;
using System.Text.Json;
using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>Writes policy documents.</summary>
internal static class PolicyJson
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document of some statements.</summary>
    public static JsonElement Document(IEnumerable<SizedStatement> statements)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_compact))
        {
            json.WriteStartObject();
            json.WriteString("Version", PolicyDocument.CurrentVersion);
            json.WriteStartArray("Statement");
            foreach (var statement in statements)
                Statement(json, statement);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>"IAM does not count white space when calculating the size of a policy against these limits" (IAM and STS quotas).</summary>
    public static int Characters(JsonElement document)
    {
        var count = 0;
        var text = Compact(document);
        foreach (var c in text)
            count += char.IsWhiteSpace(c) ? 0 : 1;
        return count;
    }

    /// <summary>Without any white space between values.</summary>
    public static string Compact(JsonElement document) => Write(document, s_compact);

    /// <summary>With line breaks, for people and for comparing line by line.</summary>
    public static string Indented(JsonElement document) =>
        document.ValueKind is JsonValueKind.Undefined
            ? ""
            : Write(document, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = s_compact.Encoder });

    /// <summary>A statement as it is, from its reading: what was read is what is written.</summary>
    public static SizedStatement Verbatim(Statement statement, bool expands, string rationale) => new()
    {
        Effect = statement.Effect,
        Actions = statement.Actions,
        NotAction = statement.NotAction,
        Resources = [.. statement.Resources.Select(r => expands ? r : PolicyLiteral.FromOldVersion(r))],
        NotResource = statement.NotResource,
        Conditions = expands ? statement.Conditions : [.. statement.Conditions.Select(c => c with { Values = [.. c.Values.Select(PolicyLiteral.FromOldVersion)] })],
        Sid = string.Concat((statement.Sid ?? "").Where(char.IsAsciiLetterOrDigit)),
        Rationale = [rationale],
    };

    private static string Write(JsonElement document, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, options))
            document.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Statement(Utf8JsonWriter json, SizedStatement statement)
    {
        json.WriteStartObject();
        if (statement.Sid.Length > 0)
            json.WriteString("Sid", statement.Sid);
        json.WriteString("Effect", statement.Effect.ToString());
        Values(json, statement.NotAction ? "NotAction" : "Action", statement.Actions);
        Values(json, statement.NotResource ? "NotResource" : "Resource", statement.Resources);
        if (statement.Conditions.Count > 0)
        {
            json.WriteStartObject("Condition");
            foreach (var group in statement.Conditions.GroupBy(c => c.Spelled, StringComparer.Ordinal))
            {
                json.WriteStartObject(group.Key);
                foreach (var condition in group)
                    Values(json, condition.Key, condition.Values);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values is [var only])
        {
            json.WriteString(name, only);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
