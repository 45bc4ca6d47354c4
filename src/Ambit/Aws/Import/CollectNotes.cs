using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>collected.jsonl</c> of the collect script, a line a call: what succeeded, what does not exist, what was refused. Of the lines
/// follows which kinds are complete, and what is not.
/// </summary>
internal sealed class CollectNotes : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "ambit collect aws, notes";

    /// <inheritdoc/>
    public bool Recognises(Document document) =>
        document.Json.ValueKind == JsonValueKind.Object && document.Json.Has("ambitCollect") && document.Json.Has("call") && document.Json.Has("result");

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var note = document.Json;
        if (note.Text("account") is not { Length: > 0 } account || note.Text("call") is not { Length: > 0 } call)
        {
            sink.Bad(document.At("", document.Line), "a collect note names no account or no call; it was left out");
            return;
        }

        var (region, item, result) = (note.Text("region") ?? "global", note.Text("item") ?? "", note.Text("result") ?? "failed");
        sink.Add(AwsKind.CollectNote, account, $"{call}|{region}|{item}", document.At("", document.Line), w =>
        {
            w.WriteString("Call", call);
            w.WriteString("Region", region);
            w.Optional("Item", item.Length > 0 ? item : null);
            w.Optional("Covers", note.Text("covers") is { Length: > 0 } covers ? covers : null);
            w.WriteString("Result", result);
            w.Optional("Error", result == "failed" ? note.Text("error") : null);
        });
        if (note.Text("at") is { } at && DateTimeOffset.TryParse(at, System.Globalization.CultureInfo.InvariantCulture, out var time))
            sink.Collected(time);
    }
}
