using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>
/// Answers of Microsoft Graph: lists and single objects with an <c>@odata.context</c> that names the collection, of any host
/// (sovereign clouds included), and lists that stand in a folder which names their object (<c>groups/ID/members.json</c>).
/// </summary>
public sealed class GraphExport : IExportFormat
{
    private static readonly string[] Objects = ["groups", "users", "servicePrincipals", "applications", "administrativeUnits", "devices", "directoryRoles"];

    /// <inheritdoc/>
    public string Name => "Microsoft Graph";

    /// <inheritdoc/>
    public bool Recognises(Document document) =>
        document.IsJson && document.Json.ValueKind == JsonValueKind.Object
        && document.Json.TryGetProperty("@odata.context", out var context) && context.ValueKind == JsonValueKind.String
        && context.GetString() is { } text && text.Contains("$metadata#", StringComparison.Ordinal)
        && (text.Contains("graph", StringComparison.OrdinalIgnoreCase) || text.StartsWith("$metadata", StringComparison.Ordinal))
        && !text.Contains("auditLogs/", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var root = document.Json;
        ReadBody(root, "", new RowReader(document, sink), document, sink, Folder(document));
        MorePages.Note(root, document, sink);
    }

    /// <summary>Reads one answer: a list or an object.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="rows">Takes the rows.</param>
    /// <param name="document">The file.</param>
    /// <param name="sink">Takes what cannot be read.</param>
    /// <param name="owner">The object whose members, owners or credentials these are, where folder or caller tell.</param>
    internal static void ReadBody(JsonElement body, string pointer, RowReader rows, Document document, ImportSink sink, (string Kind, string Id, string List)? owner)
    {
        var context = body.TryGetProperty("@odata.context", out var c) && c.ValueKind == JsonValueKind.String ? c.GetString()! : "";
        var (collection, parent) = Collection(context);
        var isList = body.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array;
        if (isList && owner is { List: "members" or "owners" or "sponsors" } o)
        {
            rows.Relate(o.Id, o.Kind, o.List, RowReader.References(value.EnumerateArray()), pointer);
            ReadRows(value, pointer + "/value", rows, document, sink, "", null, quiet: true);
            return;
        }

        if (isList)
        {
            ReadRows(value, pointer + "/value", rows, document, sink, collection, parent ?? owner?.Id, quiet: false);
            Complete(collection, parent, body, document, sink);
        }
        else if (!rows.Read(body, pointer, collection, parent ?? owner?.Id))
        {
            sink.Bad(document.At(pointer), $"expected an object of Microsoft Graph, the collection `{collection}` is not one Ambit reads; skipped");
        }
    }

    /// <summary>The folder form: <c>groups/ID/members.json</c>.</summary>
    internal static (string Kind, string Id, string List)? Folder(Document document)
    {
        if (document.Segments.Count < 3)
            return null;
        var list = document.FileName.Split('.')[0];
        var id = document.Segments[^2];
        var kind = Objects.FirstOrDefault(o => o.Equals(document.Segments[^3], StringComparison.OrdinalIgnoreCase));
        return kind is not null && Guid.TryParse(id, out _) ? (Singular(kind), id, list) : null;
    }

    internal static string Singular(string collection) => collection.EndsWith('s') ? collection[..^1] : collection;

    private static void ReadRows(JsonElement list, string pointer, RowReader rows, Document document, ImportSink sink, string collection, string? parent, bool quiet)
    {
        var i = 0;
        var bad = 0;
        foreach (var row in list.EnumerateArray())
        {
            var at = $"{pointer}/{i++}";
            if (!rows.Read(row, at, collection, parent) && !quiet && bad++ < 5)
                sink.Bad(document.At(at), row.ValueKind == JsonValueKind.Object
                    ? $"a row of the collection `{collection}` is not one Ambit reads; skipped"
                    : "expected an object; skipped");
        }
    }

    /// <summary>A list without a next page is all of its kind.</summary>
    private static void Complete(string collection, string? parent, JsonElement body, Document document, ImportSink sink)
    {
        if (parent is null && collection.Length > 0 && !MorePages.Follow(body))
            sink.Complete(AzureKinds.Cloud, collection, "", document.At());
    }

    /// <summary>The collection a context names, and the object it belongs to: <c>…#groups('ID')/members</c>.</summary>
    internal static (string Name, string? Parent) Collection(string context)
    {
        var mark = context.IndexOf("$metadata#", StringComparison.Ordinal);
        if (mark < 0)
            return ("", null);
        var path = context[(mark + "$metadata#".Length)..].Replace("/$entity", "", StringComparison.OrdinalIgnoreCase);
        string? parent = null;
        var quote = path.IndexOf("('", StringComparison.Ordinal);
        if (quote >= 0 && path.IndexOf("')", quote, StringComparison.Ordinal) is var end and > 0)
        {
            parent = path[(quote + 2)..end];
            path = path[(end + 2)..];
        }

        var bracket = path.IndexOf('(');
        if (bracket >= 0)
            path = path[..bracket];
        var words = path.Trim('/').Split('/');
        return (words is [.., "conditionalAccess", "policies"] ? "conditionalAccess/policies" : words[^1] is "directoryObjects" ? "" : words[^1], Guid.TryParse(parent, out _) ? parent : null);
    }
}
