using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>
/// AzureHound's file: <c>{"data":[{"kind":"AZUser","data":{…}}],"meta":{"type":"azure"}}</c>, releases that print ids in capitals
/// and older ones alike. It does not collect custom roles' actions, conditions, deny assignments, administrative units,
/// PIM for groups and eligible Azure roles: Ambit answers as if there were none and says so.
/// </summary>
public sealed class AzureHoundExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "AzureHound";

    /// <inheritdoc/>
    public bool Recognises(Document document)
    {
        if (!document.IsJson)
            return false;
        if (document.Json.ValueKind == JsonValueKind.Array)
            return document.Json.EnumerateArray().Take(3).Any(IsItem);
        return document.Json.ValueKind == JsonValueKind.Object && (IsItem(document.Json)
            || (document.Json.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
                && ((document.Json.TryGetProperty("meta", out var meta) && new AzureRow(meta).Text("type") is "azure") || data.EnumerateArray().Take(3).Any(IsItem))));
    }

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var items = new AzureHoundItems(new RowReader(document, sink));
        var note = $"{document.Path}: AzureHound does not collect custom roles' actions, conditions, deny assignments, administrative units, PIM for groups and eligible Azure roles; answers are given as if there were none";
        if (document.Json.ValueKind == JsonValueKind.Object && IsItem(document.Json))
        {
            // without a file to write to it prints one item a line
            ReadItem(document.Json, "", items, document, sink);
            if (document.Json.GetProperty("kind").GetString() == "AZTenant")
                sink.Note(note);
            return;
        }

        var (list, pointer) = document.Json.ValueKind == JsonValueKind.Array ? (document.Json, "") : (document.Json.GetProperty("data"), "/data");
        var i = 0;
        foreach (var item in list.EnumerateArray())
            ReadItem(item, $"{pointer}/{i++}", items, document, sink);
        sink.Note(note);
    }

    private static void ReadItem(JsonElement item, string at, AzureHoundItems items, Document document, ImportSink sink)
    {
        if (!IsItem(item))
            sink.Bad(document.At(at), "expected an item with `kind` and `data`; skipped");
        else if (!items.Read(item.GetProperty("kind").GetString()!, item.GetProperty("data"), at + "/data"))
            sink.Note($"{document.Path}: AzureHound's `{item.GetProperty("kind").GetString()}` is not read");
    }

    private static bool IsItem(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String
        && kind.GetString()!.StartsWith("AZ", StringComparison.Ordinal) && item.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object;
}
