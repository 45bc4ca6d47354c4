using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws iam get-service-last-accessed-details</c>. "The entity asked about is not in the output": the file is named by its ARN
/// (percent-encoded), or a wrapper has it as <c>Arn</c>. An entry proves an attempt, not success (IAM User Guide, "Refine permissions using last accessed information").
/// </summary>
internal sealed class LastAccessed : IExportFormat
{
    public string Name => "aws iam get-service-last-accessed-details";

    public bool Recognises(Document document) => document.Json.HasList("ServicesLastAccessed")
        || (document.Json.Text("JobStatus") is not null && document.Json.Text("JobType") is "SERVICE_LEVEL" or "ACTION_LEVEL");

    public void Read(Document document, ImportSink sink)
    {
        var json = document.Json;
        if (Entity(document) is not { } arn)
        {
            sink.Bad(document.At(), "last accessed details do not say of whom; name the file by the percent-encoded ARN (arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2FDev.json)");
            return;
        }

        if (!AccessReport.IsReady(document, sink))
            return;

        sink.Add(AwsKind.LastAccessed, arn.ArnField(4), $"{arn}|services|{json.Text("Marker") ?? ""}", document.At(), w =>
        {
            w.WriteString("Arn", arn);
            w.WriteBoolean("Actions", json.Text("JobType") == "ACTION_LEVEL");
            w.Optional("At", AccessReport.At(document));
            w.WriteBoolean("Last", json.Flag("IsTruncated") != true);
            w.WriteStartArray("Services");
            foreach (var service in json.Items("ServicesLastAccessed").Where(s => s.Text("ServiceNamespace") is not null))
                Service(w, service);
            w.WriteEndArray();
        });
    }

    private static void Service(Utf8JsonWriter w, JsonElement service)
    {
        w.WriteStartObject();
        w.WriteString("Namespace", service.Text("ServiceNamespace"));
        w.Optional("LastUsed", service.Time("LastAuthenticated"));
        if (service.HasList("TrackedActionsLastAccessed"))
        {
            w.WriteStartArray("Actions");
            foreach (var action in service.Items("TrackedActionsLastAccessed").Where(a => a.Text("ActionName") is not null))
            {
                w.WriteStartObject();
                w.WriteString("Name", action.Text("ActionName"));
                w.Optional("LastUsed", action.Time("LastAccessedTime"));
                w.WriteEndObject();
            }

            w.WriteEndArray();
        }

        w.WriteEndObject();
    }

    private static string? Entity(Document document)
    {
        if (document.Json.Text("Arn", "EntityArn", "arn") is { } told && told.IsArn())
            return told;
        var stem = FileSubject.Stem(document);
        var at = stem.IndexOf("arn:", StringComparison.Ordinal);
        if (at >= 0 && stem[at..].IsArn())
            return stem[at..];
        var folder = FileSubject.Folder(document);
        return folder.IsArn() ? folder : null;
    }
}
