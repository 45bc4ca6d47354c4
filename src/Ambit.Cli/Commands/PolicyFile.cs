using System.Text.Json;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary>
/// Reads a policy from a file: a document, a list of documents, or what <c>rightsize --json</c> printed. Several documents are one
/// with all statements, which says the same: policies of one identity add up.
/// </summary>
internal static class PolicyFile
{
    /// <summary>The document.</summary>
    /// <param name="world">Where the file is.</param>
    /// <param name="path">As the user named it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="UnknownNameException">There is no such file.</exception>
    /// <exception cref="UnreadableGateException">The text is no policy.</exception>
    public static async Task<JsonElement> ReadAsync(World world, string path, CancellationToken cancellation)
    {
        var text = await PolicyCommand.ReadAsync(world, path, cancellation).ConfigureAwait(false);
        JsonElement root;
        try
        {
            root = JsonElement.Parse(text.Span);
        }
        catch (JsonException e)
        {
            throw new UnreadableGateException($"`{path}` is no JSON: line {(e.LineNumber ?? 0) + 1}", e);
        }

        // documents of other clouds are read by their cloud, lists and all
        if (new Clouds().All.Any(c => c.PolicySets?.Recognises(root) == true))
            return root;
        var documents = Documents(root).ToList();
        if (documents.Count == 0)
            throw new UnreadableGateException($"`{path}` is no policy document, no list of them, and not what rightsize --json prints");
        return documents.Count == 1 ? documents[0] : Join(documents);
    }

    private static IEnumerable<JsonElement> Documents(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Array)
            return root.EnumerateArray().SelectMany(Documents);
        if (root.ValueKind is not JsonValueKind.Object)
            return [];
        if (root.TryGetProperty("after", out var after) && after.ValueKind is JsonValueKind.Object && after.TryGetProperty("policies", out var policies) && policies.ValueKind is JsonValueKind.Array)
            return policies.EnumerateArray().Where(p => p.ValueKind is JsonValueKind.Object && p.TryGetProperty("document", out _)).Select(p => p.GetProperty("document"));
        return root.TryGetProperty("Statement", out _) ? [root] : [];
    }

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
