using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws iam get-organizations-access-report</c>: which services were tried beneath a root, an organisational unit or an account. The one
/// asked about is not in the output ("the path of the entity from which a principal last attempted" is another): the file is named by its
/// id, or a wrapper has the path that the report was generated for as <c>EntityPath</c>.
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOrganizationsAccessReport.html
/// </summary>
internal sealed class OrganizationsAccessReport : IExportFormat
{
    // Organisations have no account that all of a report would be of.
    private const string Everywhere = "aws";

    public string Name => "aws iam get-organizations-access-report";

    public bool Recognises(Document document) => document.Json.Has("NumberOfServicesAccessible") || (document.Json.HasList("AccessDetails") && document.Json.Text("JobStatus") is not null);

    public void Read(Document document, ImportSink sink)
    {
        var json = document.Json;
        if (!AccessReport.IsReady(document, sink))
            return;

        if ((json.Text("EntityPath", "entityPath")?.Split('/')[^1] ?? FileSubject.OrganizationTarget(document)) is not { Length: > 0 } target)
        {
            sink.Bad(document.At(), "an organisation's access report does not say of what; name the file by the root, unit or account (ou-9xk1-b7c2d3e4.json)");
            return;
        }

        sink.Add(AwsKind.OrganizationAccess, Everywhere, $"{target}|{json.Text("Marker") ?? ""}", document.At(), w =>
        {
            w.WriteString("TargetId", target);
            w.Optional("At", AccessReport.At(document));
            w.WriteStartArray("Services");
            foreach (var service in json.Items("AccessDetails").Where(s => s.Text("ServiceNamespace") is not null))
                Service(w, service);
            w.WriteEndArray();
        });
    }

    private static void Service(Utf8JsonWriter w, JsonElement service)
    {
        w.WriteStartObject();
        w.WriteString("Namespace", service.Text("ServiceNamespace"));
        w.Optional("LastUsed", service.Time("LastAuthenticatedTime"));
        w.WriteEndObject();
    }
}
