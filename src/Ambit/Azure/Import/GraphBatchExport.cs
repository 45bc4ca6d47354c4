using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>Answers to a JSON batch of Microsoft Graph: <c>{"responses":[{"id","status","body"}]}</c>; the id is the caller's, mostly the object's.</summary>
public sealed class GraphBatchExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "Microsoft Graph batch";

    /// <inheritdoc/>
    public bool Recognises(Document document) =>
        document.IsJson && document.Json.ValueKind == JsonValueKind.Object
        && document.Json.TryGetProperty("responses", out var responses) && responses.ValueKind == JsonValueKind.Array
        && responses.EnumerateArray().Take(3).Any(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("body", out _) && r.TryGetProperty("status", out _));

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var rows = new RowReader(document, sink);
        var i = 0;
        foreach (var response in document.Json.GetProperty("responses").EnumerateArray())
            ReadResponse(response, $"/responses/{i++}", rows, document, sink);
    }

    private static void ReadResponse(JsonElement response, string pointer, RowReader rows, Document document, ImportSink sink)
    {
        var row = new AzureRow(response);
        if (row.Child("body") is not { } body)
        {
            sink.Bad(document.At(pointer), "expected a `body` that is an object; skipped");
            return;
        }

        if (row.Text("status") is { } status && !status.StartsWith('2'))
        {
            sink.Bad(document.At(pointer), $"the answer is a refusal (status {status}); skipped");
            return;
        }

        MorePages.Note(body.Element, document, sink, pointer);
        GraphExport.ReadBody(body.Element, pointer + "/body", rows, document, sink, Owner(row.Text("id") ?? "", body.Element, document));
    }

    /// <summary>Whose list it is: the caller's id is an object's, and the file's name or the context says which list of what.</summary>
    private static (string Kind, string Id, string List)? Owner(string id, JsonElement body, Document document)
    {
        var guid = id.Split('/', '_', ':', '|').FirstOrDefault(p => Guid.TryParse(p, out _));
        var context = body.TryGetProperty("@odata.context", out var c) ? c.GetString() ?? "" : "";
        var (_, parent) = GraphExport.Collection(context);
        var words = $"{document.FileName} {id} {context}";
        var list = words.Contains("owners", StringComparison.OrdinalIgnoreCase) ? "owners"
            : words.Contains("sponsors", StringComparison.OrdinalIgnoreCase) ? "sponsors"
            : words.Contains("federatedIdentityCredentials", StringComparison.OrdinalIgnoreCase) ? "federatedIdentityCredentials"
            : words.Contains("members", StringComparison.OrdinalIgnoreCase) || context.EndsWith("#directoryObjects", StringComparison.Ordinal) ? "members" : "";
        var kind = words.Contains("application", StringComparison.OrdinalIgnoreCase) ? AzureKinds.Application
            : words.Contains("servicePrincipal", StringComparison.OrdinalIgnoreCase) ? AzureKinds.ServicePrincipal
            : words.Contains("administrativeUnit", StringComparison.OrdinalIgnoreCase) ? AzureKinds.AdministrativeUnit : AzureKinds.Group;
        return (parent ?? guid) is { } of && list.Length > 0 ? (kind, of, list) : null;
    }
}
