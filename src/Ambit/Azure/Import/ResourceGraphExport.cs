using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>Results of Azure Resource Graph, by <c>az graph query</c> or its REST API.</summary>
public sealed class ResourceGraphExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "Azure Resource Graph";

    /// <inheritdoc/>
    public bool Recognises(Document document) =>
        document.IsJson && document.Json.ValueKind == JsonValueKind.Object
        && document.Json.TryGetProperty("data", out var data) && (IsTable(data) || data.ValueKind == JsonValueKind.Array)
        && (document.Json.TryGetProperty("total_records", out _) || document.Json.TryGetProperty("totalRecords", out _)
            || (document.Json.TryGetProperty("count", out _) && data.ValueKind == JsonValueKind.Array && data.EnumerateArray().Take(3).Any(r => new AzureRow(r).Text("id") is { } id && id.StartsWith('/'))));

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var rows = new RowReader(document, sink);
        var root = new AzureRow(document.Json);
        var i = 0;
        var data = document.Json.GetProperty("data");
        foreach (var row in IsTable(data) ? Rows(data) : data.EnumerateArray())
        {
            var at = $"/data/{i++}";
            if (!rows.Read(row, at))
                sink.Bad(document.At(at), "expected a row with the `id` and `type` of a resource; skipped (project whole rows: no `summarize`, keep `id`, `type`, `properties`)");
        }

        if (root.Text("skip_token", "$skipToken") is not null || root.Text("resultTruncated") is "true")
            sink.Note($"{document.Path}: the result goes on (`skip_token`), so this export is incomplete: page with `--skip-token`, or `--first 1000`");
    }

    /// <summary>The REST API's <c>resultFormat: table</c>: <c>{"columns":[{"name","type"}],"rows":[[…]]}</c>.</summary>
    private static bool IsTable(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("columns", out var columns) && columns.ValueKind == JsonValueKind.Array
        && data.TryGetProperty("rows", out var rows) && rows.ValueKind == JsonValueKind.Array;

    private static IEnumerable<JsonElement> Rows(JsonElement table)
    {
        string[] names = [.. table.GetProperty("columns").EnumerateArray().Select(c => new AzureRow(c).Text("name") ?? "")];
        foreach (var row in table.GetProperty("rows").EnumerateArray())
        {
            yield return row.ValueKind != JsonValueKind.Array ? row : RowCopy.Write(w =>
            {
                var i = 0;
                foreach (var cell in row.EnumerateArray().Take(names.Length))
                {
                    w.WritePropertyName(names[i++]);
                    cell.WriteTo(w);
                }
            });
        }
    }
}
