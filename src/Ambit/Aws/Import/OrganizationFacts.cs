using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Import;

/// <summary>Writes what exports tell of organisations.</summary>
internal static class OrganizationFacts
{
    /// <summary>A root, unit or account of the tree.</summary>
    public static void Node(ImportSink sink, string organization, string id, string facet, SourceLocation at, Action<Utf8JsonWriter> write) =>
        sink.Add(AwsKind.OrganizationNode, organization, $"{id}|{facet}", at, w =>
        {
            w.WriteString("NodeId", id);
            write(w);
        });

    /// <summary>All the guardrails of one type that are attached to a node directly.</summary>
    public static void Attachment(ImportSink sink, string organization, string target, string type, string facet, IEnumerable<string> policies, SourceLocation at) =>
        sink.Add(AwsKind.OrganizationAttachment, organization, $"{target}|{type}|{facet}", at, w =>
        {
            w.WriteString("TargetId", target);
            w.WriteString("Type", type);
            w.Texts("Policies", policies);
        });
}
