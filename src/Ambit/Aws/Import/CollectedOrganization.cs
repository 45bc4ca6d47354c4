using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Import;

/// <summary>An organisation in iam-collect's folder layout: its head, its tree, what is attached where, and the guardrails.</summary>
internal sealed class CollectedOrganization : IExportFormat
{
    public string Name => "iam-collect organization";

    public bool Recognises(Document document) =>
        document.IsJson && CollectedPath.Of(document) is { Area: "organizations", Rest.Count: >= 2 } place
        && (place.Rest.Count == 2 ? place.Part is "metadata" or "structure" or "ous" or "accounts" : place.Rest[1] is "scps" or "rcps" or "ous");

    public void Read(Document document, ImportSink sink)
    {
        var place = CollectedPath.Of(document)!;
        var organization = place.Rest[0];
        switch (place.Rest.Count == 2 ? place.Part : $"{place.Rest[1]}/")
        {
            case "metadata":
                Head(document, organization, sink);
                break;
            case "structure":
                Tree(document.Json, null, organization, document, sink, 0);
                break;
            case "ous":
                Nodes(document, organization, "organizationalUnit", "parent", sink);
                break;
            case "accounts":
                Nodes(document, organization, "account", "ou", sink);
                break;
            case "ous/":
                Unit(document, organization, place, sink);
                break;
            case "scps/":
                Guardrail(document, organization, place, "SERVICE_CONTROL_POLICY", sink);
                break;
            case "rcps/":
                Guardrail(document, organization, place, "RESOURCE_CONTROL_POLICY", sink);
                break;
        }
    }

    private static void Head(Document document, string organization, ImportSink sink) =>
        sink.Add(AwsKind.Organization, organization, $"{organization}|iam-collect", document.At(), w =>
        {
            var features = document.Json.Get("features");
            w.Optional("Arn", document.Json.Text("arn"));
            w.Optional("ManagementAccountId", document.Json.Text("rootAccountId"));
            w.Optional("ServiceControlPolicies", features.ValueKind == JsonValueKind.Object ? features.Flag("SERVICE_CONTROL_POLICY") ?? false : null);
            w.Optional("ResourceControlPolicies", features.ValueKind == JsonValueKind.Object ? features.Flag("RESOURCE_CONTROL_POLICY") ?? false : null);
        });

    /// <summary>The tree is nested: at most five levels of units in AWS, and no deeper than JSON is read here.</summary>
    private static void Tree(JsonElement level, string? parent, string organization, Document document, ImportSink sink, int depth)
    {
        if (level.ValueKind != JsonValueKind.Object || depth > 32)
            return;
        foreach (var node in level.EnumerateObject())
        {
            Node(sink, organization, node.Name, "structure", document.At(), w =>
            {
                w.WriteString("Kind", parent is null ? "root" : "organizationalUnit");
                w.Optional("ParentId", parent);
            });
            foreach (var account in node.Value.Texts("accounts"))
            {
                Node(sink, organization, account[(account.LastIndexOf('/') + 1)..], "structure", document.At(), w =>
                {
                    w.WriteString("Kind", "account");
                    w.WriteString("ParentId", node.Name);
                });
            }

            Tree(node.Value.Get("children"), node.Name, organization, document, sink, depth + 1);
        }
    }

    private static void Nodes(Document document, string organization, string kind, string parentProperty, ImportSink sink)
    {
        if (document.Json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var node in document.Json.EnumerateObject())
        {
            var at = document.At($"/{node.Name}");
            Node(sink, organization, node.Name, "attached", at, w =>
            {
                w.WriteString("Kind", node.Name.StartsWith("r-", StringComparison.Ordinal) ? "root" : kind);
                w.Optional("ParentId", node.Value.Text(parentProperty));
            });
            Attached(sink, organization, node.Name, "SERVICE_CONTROL_POLICY", node.Value, "scps", at);
            Attached(sink, organization, node.Name, "RESOURCE_CONTROL_POLICY", node.Value, "rcps", at);
        }
    }

    private static void Attached(ImportSink sink, string organization, string target, string type, JsonElement node, string property, SourceLocation at)
    {
        if (node.Has(property))
            OrganizationFacts.Attachment(sink, organization, target, type, "iam-collect", node.Texts(property), at);
    }

    private static void Unit(Document document, string organization, CollectedPath place, ImportSink sink)
    {
        var id = place.Rest[2];
        Node(sink, organization, id, $"unit.{place.Part}", document.At(), w =>
        {
            if (place.Part == "tags")
                w.Tags(document.Json);
            else
                w.Optional("Name", document.Json.Text("name"));
        });
    }

    private static void Guardrail(Document document, string organization, CollectedPath place, string type, ImportSink sink)
    {
        var policy = place.Part == "policy" ? PolicyValue.Read(document.Json, out var problem) : PolicyValue.Read(default, out problem);
        if (problem is not null)
            sink.Bad(document.At(), $"{problem}; what the guardrail denies is unknown");
        sink.Add(AwsKind.OrganizationPolicy, organization, $"{place.Rest[2]}|{place.Part}", document.At(), w =>
        {
            w.WriteString("PolicyId", place.Rest[2]);
            w.WriteString("Type", type);
            if (policy.ValueKind == JsonValueKind.Object)
                w.Value("Document", policy);
            if (place.Part != "metadata")
                return;
            w.Optional("Arn", document.Json.Text("arn"));
            w.Optional("Name", document.Json.Text("name"));
        });
    }

    private static void Node(ImportSink sink, string organization, string id, string facet, SourceLocation at, Action<Utf8JsonWriter> write) =>
        OrganizationFacts.Node(sink, organization, id, facet, at, write);
}
