using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// IAM Access Analyzer: <c>list-findings</c>, <c>list-findings-v2</c> and <c>get-finding-v2</c>. Unused-access findings are a second source of
/// usage; external ones are kept as what AWS found itself. "Unused findings are evidence, not truth": a subset of services is tracked.
/// </summary>
internal sealed class UnusedAccessFindings : IExportFormat
{
    public string Name => "IAM Access Analyzer findings";

    public bool Recognises(Document document) =>
        document.Json.HasList("findings") && (document.Json.Get("findings").GetArrayLength() == 0 ? FileSubject.IsNamedBy(document, "accessanalyzer", "findings") : Is(document.Json.Get("findings")[0]))
        || (document.Json.Has("findingDetails") && Is(document.Json)) || (document.Json.HasList("analyzers") && FileSubject.IsNamedBy(document, "accessanalyzer", "analyzers"));

    public void Read(Document document, ImportSink sink)
    {
        var n = 0;
        foreach (var finding in document.Json.Items("findings"))
            Finding(finding, $"/findings/{n++}", document, sink);
        if (document.Json.Has("findingDetails"))
            Finding(document.Json, "", document, sink);
    }

    private static bool Is(JsonElement finding) => finding.Has("resourceType") && finding.Has("id");

    private static void Finding(JsonElement finding, string pointer, Document document, ImportSink sink)
    {
        if (finding.Text("id") is not { } id || finding.Text("resource") is not { } resource)
            return;
        sink.Add(AwsKind.AnalyzerFinding, finding.Text("resourceOwnerAccount") ?? resource.ArnField(4), $"{id}|{(finding.Has("findingDetails") ? "get" : "0list")}", document.At(pointer), w =>
        {
            w.WriteString("Id", id);
            w.WriteString("Arn", resource);
            w.WriteString("Kind", finding.Text("findingType") ?? "ExternalAccess");
            w.Optional("Status", finding.Text("status"));
            w.Optional("At", finding.Time("analyzedAt", "updatedAt"));
            w.Optional("IsPublic", finding.Flag("isPublic"));
            if (finding.Has("findingDetails"))
                Details(w, finding);
        });
    }

    private static void Details(Utf8JsonWriter w, JsonElement finding)
    {
        w.WriteStartArray("Unused");
        foreach (var detail in finding.Items("findingDetails").Select(d => d.Get("unusedPermissionDetails", "unusedIamRoleDetails", "unusedIamUserPasswordDetails", "unusedIamUserAccessKeyDetails")))
        {
            if (detail.ValueKind != JsonValueKind.Object)
                continue;
            w.WriteStartObject();
            w.Optional("Namespace", detail.Text("serviceNamespace"));
            w.Optional("LastUsed", detail.Time("lastAccessed"));
            w.Optional("AccessKeyId", detail.Text("accessKeyId"));
            if (detail.HasList("actions"))
                w.Texts("Actions", detail.Items("actions").Select(a => a.Text("action")).OfType<string>());
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }
}
