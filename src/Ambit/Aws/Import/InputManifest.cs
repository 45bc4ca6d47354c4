using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// A manifest beside outputs that do not name their resource: <c>{"ambitManifest":1,"files":[{"file":"p1.json","resource":"arn:…"}]}</c>;
/// <c>file</c> is relative to the manifest's folder.
/// </summary>
internal sealed class InputManifest : IExportFormat
{
    public string Name => "ambit manifest";

    public bool Recognises(Document document) => document.Json.Has("ambitManifest") && document.Json.HasList("files");

    public void Read(Document document, ImportSink sink)
    {
        var folder = document.Path[..(document.Path.LastIndexOfAny(['/', '\\', '!']) + 1)];
        sink.Add(AwsKind.Manifest, FolderAccount.Of(document) ?? "", document.Path, document.At(), w =>
        {
            w.WriteStartArray("Files");
            foreach (var file in document.Json.Items("files").Where(f => f.Text("file") is not null && f.Text("resource") is not null))
            {
                w.WriteStartObject();
                w.WriteString("File", folder + file.Text("file"));
                w.WriteString("Resource", file.Text("resource"));
                w.WriteEndObject();
            }

            w.WriteEndArray();
        });
    }
}
