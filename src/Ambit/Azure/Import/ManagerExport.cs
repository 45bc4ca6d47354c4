using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>
/// What <c>az</c> (<c>az role assignment list</c>, <c>az … list</c>, <c>az … show</c>, <c>az ad …</c>), the REST API of Azure Resource Manager
/// and PowerShell's <c>ConvertTo-Json</c> print: bare lists, <c>{"value":[…],"nextLink"}</c> and single objects.
/// </summary>
public sealed class ManagerExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "az and Azure Resource Manager";

    /// <inheritdoc/>
    public bool Recognises(Document document)
    {
        if (!document.IsJson || document.Json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return false;
        if (document.Json.ValueKind == JsonValueKind.Array)
            return document.Json.EnumerateArray().Take(5).Any(IsOurs);
        if (document.Json.TryGetProperty("@odata.context", out _) || document.Json.TryGetProperty("records", out _))
            return false;
        return document.Json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Take(5).Any(IsOurs)
            : IsOurs(document.Json);
    }

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var rows = new RowReader(document, sink);
        if (document.Json.ValueKind == JsonValueKind.Array)
        {
            // what `az ad group member list` prints, in a folder that names the group
            if (GraphExport.Folder(document) is { List: "members" or "owners" or "sponsors" } o)
                rows.Relate(o.Id, o.Kind, o.List, RowReader.References(document.Json.EnumerateArray().Select(GraphPowerShell.Plain)), "");
            ReadList(document.Json, "", rows, document, sink);
            return;
        }

        if (!document.Json.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.Array)
        {
            ReadOne(document.Json, "", rows, document, sink);
            return;
        }

        ReadList(value, "/value", rows, document, sink);
        MorePages.Note(document.Json, document, sink);
    }

    /// <summary>A row of Azure or Entra. Activity Log events have ids of resources too and are none.</summary>
    private static bool IsOurs(JsonElement element)
    {
        var row = new AzureRow(GraphPowerShell.Plain(element));
        if (element.ValueKind != JsonValueKind.Object || row.Has("eventTimestamp") || row.Has("operationName"))
            return false;
        return RowKind.Of(row, null) is { } kind && (kind != AzureKinds.Operation || row.Has("isDataAction")) || IsProvider(row);
    }

    private static void ReadList(JsonElement list, string pointer, RowReader rows, Document document, ImportSink sink)
    {
        var i = 0;
        foreach (var row in list.EnumerateArray())
            ReadOne(row, $"{pointer}/{i++}", rows, document, sink);
    }

    private static void ReadOne(JsonElement element, string pointer, RowReader rows, Document document, ImportSink sink)
    {
        var row = new AzureRow(element);
        if (IsProvider(row))
            ReadProvider(row, pointer, rows);
        else if (!rows.Read(GraphPowerShell.Plain(element), pointer))
            sink.Bad(document.At(pointer), element.ValueKind == JsonValueKind.Object
                ? "expected a role assignment, role definition, subscription, resource or directory object of Azure; skipped"
                : "expected an object; skipped");
    }

    /// <summary><c>az provider operation list</c>: a provider with its operations, some under resource types.</summary>
    private static bool IsProvider(AzureRow row) => row.Has("operations") && row.Has("resourceTypes") && row.Has("name");

    private static void ReadProvider(AzureRow provider, string pointer, RowReader rows)
    {
        foreach (var operation in provider.Items("operations"))
            rows.Read(operation, pointer + "/operations");
        foreach (var type in provider.Items("resourceTypes"))
        {
            foreach (var operation in new AzureRow(type).Items("operations"))
                rows.Read(operation, pointer + "/resourceTypes");
        }
    }
}
