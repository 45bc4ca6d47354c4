using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary><c>collected.jsonl</c> of the collect script, a line a call: what succeeded and what was refused.</summary>
public sealed class CollectNotes : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "ambit collect azure, notes";

    /// <inheritdoc/>
    public bool Recognises(Document document) => document.IsJson && document.Json.ValueKind == JsonValueKind.Object && document.Json.TryGetProperty("ambitCollectAzure", out _);

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var note = new AzureRow(document.Json);
        if (note.Text("call") is not { Length: > 0 } call)
        {
            sink.Bad(document.At(null, document.Line), "a collect note names no call; it was left out");
            return;
        }

        var failed = note.Text("result") != "ok";
        sink.Add(AzureKinds.Cloud, AzureKinds.CollectNote, note.Text("tenant") ?? "", call, RowCopy.Write(w =>
        {
            w.WriteString("call", call);
            w.WriteBoolean("failed", failed);
            if (failed && note.Text("error") is { } error)
                w.WriteString("error", error);
        }), document.At(null, document.Line));
        if (note.Time("at") is { } at)
            sink.Collected(at);
    }
}
