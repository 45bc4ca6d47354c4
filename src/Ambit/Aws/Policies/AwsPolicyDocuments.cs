using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Policies.Lint;
using Ambit.Aws.Policies.Sets;

namespace Ambit.Aws.Policies;

/// <summary>Policy documents of AWS by themselves: as files, or inside what its command line prints around them.</summary>
internal sealed class AwsPolicyDocuments : IPolicyDocuments
{
    private const int Deepest = 4;

    private static readonly Dictionary<string, PolicyKind> ByWord = new(StringComparer.Ordinal)
    {
        ["identity"] = PolicyKind.Identity,
        ["resource"] = PolicyKind.Resource,
        ["scp"] = PolicyKind.ServiceControl,
        ["rcp"] = PolicyKind.ResourceControl,
        ["trust"] = PolicyKind.Trust,
    };

    /// <inheritdoc/>
    public IReadOnlyList<string> Kinds => [.. ByWord.Keys];

    /// <inheritdoc/>
    public bool Recognises(JsonElement json) => IsDocument(Unwrap(json));

    /// <inheritdoc/>
    public JsonElement? PolicyIn(JsonElement json)
    {
        var documents = Documents(json).ToList();
        return documents.Count switch { 0 => null, 1 => documents[0], _ => Join(documents) };
    }

    /// <inheritdoc/>
    public SetAnswer NoNewAccess(ReadOnlyMemory<byte> document, ReadOnlyMemory<byte> reference, string? kind)
    {
        var (policy, other) = (Read(document), Read(reference));
        return PolicySets.NoNewAccess(policy, other, KindOf(kind, policy, other));
    }

    /// <inheritdoc/>
    public SetAnswer NotGranted(ReadOnlyMemory<byte> document, string? kind, string action, string? resource)
    {
        var policy = Read(document);
        return PolicySets.NotGranted([policy], KindOf(kind, policy), action, resource);
    }

    /// <inheritdoc/>
    public SetAnswer? NoPublicAccess(ReadOnlyMemory<byte> document, string? kind) => PolicySets.NoPublicAccess([Read(document)], KindOf(kind ?? "resource"));

    /// <inheritdoc/>
    public IReadOnlyList<LintFinding>? Lint(ReadOnlyMemory<byte> document, string? kind, string? resourceType) =>
        PolicyLint.Check(document, KindOf(kind, Read(document)), resourceType);

    /// <summary>The kind that a word names, or that the documents seem to be.</summary>
    private static PolicyKind KindOf(string? word, params IEnumerable<PolicyDocument> documents)
    {
        if (word is not null)
            return ByWord[word];
        var statements = documents.SelectMany(d => d.Statements).ToList();
        if (!statements.Exists(s => s.Principal is not null))
            return PolicyKind.Identity;
        var assumes = statements.TrueForAll(s => !s.HasResource && s.Actions.All(a => a.StartsWith("sts:", StringComparison.OrdinalIgnoreCase)));
        return assumes ? PolicyKind.Trust : PolicyKind.Resource;
    }

    /// <summary>
    /// The document itself, or the one inside what AWS's command line prints around it (<c>Policy</c>, <c>PolicyDocument</c>,
    /// <c>PolicyVersion.Document</c>, also as text inside the text).
    /// </summary>
    private static PolicyDocument Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            return PolicyDocument.Read(Unwrap(json.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or JSON around the document with texts that are no Unicode: the reader says where.
            return PolicyDocument.Parse(utf8);
        }
    }

    private static bool IsDocument(JsonElement json) => json.ValueKind is JsonValueKind.Object && json.TryGetProperty("Statement", out _);

    private static JsonElement Unwrap(JsonElement json)
    {
        for (var depth = 0; depth < Deepest && json.ValueKind is JsonValueKind.Object && !IsDocument(json); depth++)
        {
            var inner = json.EnumerateObject().FirstOrDefault(p =>
                p.Name is "Policy" or "PolicyDocument" or "PolicyVersion" or "Document" or "AssumeRolePolicyDocument" or "policy" or "Content" or "ResourcePolicy"
                    or "Role" or "Attributes" or "policyText");
            if (inner.Value.ValueKind is JsonValueKind.String)
            {
                using var text = JsonDocument.Parse(inner.Value.GetString()!);
                json = text.RootElement.Clone();
            }
            else if (inner.Value.ValueKind is JsonValueKind.Object)
                json = inner.Value;
            else
                break;
        }

        return json;
    }

    private static IEnumerable<JsonElement> Documents(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Array)
            return root.EnumerateArray().SelectMany(Documents);
        if (root.ValueKind is not JsonValueKind.Object)
            return [];
        if (root.TryGetProperty("after", out var after) && after.ValueKind is JsonValueKind.Object && after.TryGetProperty("policies", out var policies) && policies.ValueKind is JsonValueKind.Array)
            return policies.EnumerateArray().Where(p => p.ValueKind is JsonValueKind.Object && p.TryGetProperty("document", out _)).Select(p => p.GetProperty("document")).Where(IsDocument);
        return IsDocument(root) ? [root] : [];
    }

    /// <summary>Policies of one identity add up: several documents are one with all statements.</summary>
    private static JsonElement Join(List<JsonElement> documents)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            foreach (var document in documents)
            {
                var statements = document.GetProperty("Statement");
                foreach (var statement in statements.ValueKind is JsonValueKind.Array ? statements.EnumerateArray() : Enumerable.Repeat(statements, 1))
                    statement.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }
}
