using System.Text.Json;
using Ambit.Aws.Import;
using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>Organisations with their trees and guardrails.</summary>
internal sealed class OrganizationInventory
{
    private static readonly JsonElement FullAccess = Facts.Object(w =>
    {
        w.WriteString("Version", "2012-10-17");
        w.WriteStartArray("Statement");
        w.WriteStartObject();
        w.WriteString("Effect", "Allow");
        w.WriteString("Action", "*");
        w.WriteString("Resource", "*");
        w.WriteEndObject();
        w.WriteEndArray();
    });

    private readonly Dictionary<string, LayeredFact> _policies;

    public OrganizationInventory(FactTable facts)
    {
        _policies = facts.Layered(AwsKind.OrganizationPolicy, d => d.Content.Text("PolicyId")).GroupBy(p => p.Key.ToLowerInvariant()).ToDictionary(g => g.Key, g => g.First());
        var nodes = facts.Layered(AwsKind.OrganizationNode, d => d.Content.Text("NodeId"));
        var attachments = facts.Layered(AwsKind.OrganizationAttachment, d => $"{d.Content.Text("TargetId")} {d.Content.Text("Type") ?? TypeOf(d.Content.Text("Policy") ?? "")}").ToDictionary(f => (f.Account, f.Key));
        var heads = facts.Layered(AwsKind.Organization, d => d.Scope).ToDictionary(f => f.Account, StringComparer.Ordinal);
        var delegated = facts.Of(AwsKind.DelegatedAdministrator).ToLookup(d => d.Scope, StringComparer.Ordinal);
        Organizations = [.. nodes.Select(n => n.Account).Concat(heads.Keys).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => Organization(id, heads.GetValueOrDefault(id), nodes.Where(n => n.Account == id), attachments, delegated[id]))];
        foreach (var (organization, node) in Organizations.SelectMany(o => o.Nodes.Values.Where(n => n.Kind == "account").Select(n => (o, n))))
            AccountNodes.TryAdd(node.Id, (node.Name == node.Id ? null : node.Name, organization.Id, node.ParentId, nodes.FirstOrDefault(n => n.Account == organization.Id && n.Key == node.Id)?.Map("Tags")));
    }

    public IReadOnlyList<AwsOrganization> Organizations { get; }

    /// <summary>What the organisations say of their accounts.</summary>
    public Dictionary<string, (string? Name, string? Organization, string? Parent, IReadOnlyDictionary<string, string>? Tags)> AccountNodes { get; } = new(StringComparer.Ordinal);

    private AwsOrganization Organization(
        string id, LayeredFact? head, IEnumerable<LayeredFact> nodes, Dictionary<(string, string), LayeredFact> attachments, IEnumerable<NativeDocument> delegated)
    {
        var tree = nodes.ToDictionary(n => n.Key, n => Node(id, n, attachments), StringComparer.Ordinal);
        var administrators = delegated.Where(d => d.Content.Text("AccountId") is not null).GroupBy(d => d.Content.Text("AccountId")!)
            .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.SelectMany(d => d.Content.Texts("Services")).Distinct(StringComparer.Ordinal)]);
        return new AwsOrganization(id, head?.Text("ManagementAccountId"), tree, head?.Flag("ServiceControlPolicies"), head?.Flag("ResourceControlPolicies"), administrators)
        {
            RootSessions = head?.Flag("RootSessions"),
        };
    }

    private OrganizationNode Node(string organization, LayeredFact node, Dictionary<(string, string), LayeredFact> attachments) => new(
        node.Key, node.Text("Kind") ?? KindOf(node.Key), node.Text("Name") ?? node.Key, node.Text("ParentId"),
        Attached(attachments.GetValueOrDefault((organization, $"{node.Key} SERVICE_CONTROL_POLICY"))),
        Attached(attachments.GetValueOrDefault((organization, $"{node.Key} RESOURCE_CONTROL_POLICY"))))
    {
        S3Policies = Attached(attachments.GetValueOrDefault((organization, $"{node.Key} S3_POLICY"))) ?? [],
    };

    private static string KindOf(string id) => id.StartsWith("r-", StringComparison.Ordinal) ? "root" : id.StartsWith("ou-", StringComparison.Ordinal) ? "organizationalUnit" : "account";

    /// <summary>What is attached: a whole list where there is one, else what the single guardrails tell of their targets.</summary>
    private List<PolicyText>? Attached(LayeredFact? attachment)
    {
        if (attachment is null)
            return null;
        IEnumerable<string> ids = attachment.Get("Policies").ValueKind == JsonValueKind.Array
            ? attachment.Texts("Policies")
            : attachment.Contents.Select(c => c.Text("Policy")).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        return [.. ids.Select(p => Policy(p, attachment))];
    }

    private string TypeOf(string policy) =>
        _policies.GetValueOrDefault(policy.ToLowerInvariant())?.Text("Type") ?? (policy.StartsWith("p-RCP", StringComparison.OrdinalIgnoreCase) ? "RESOURCE_CONTROL_POLICY" : "SERVICE_CONTROL_POLICY");

    /// <summary>A guardrail by its id or ARN. The two full-access policies of AWS's own are known without an export.</summary>
    private PolicyText Policy(string idOrArn, LayeredFact attachment)
    {
        var id = idOrArn[(idOrArn.LastIndexOf('/') + 1)..];
        if (_policies.TryGetValue(id.ToLowerInvariant(), out var policy) && policy.Get("Document") is { ValueKind: JsonValueKind.Object } document)
            return new PolicyText(policy.Text("Arn") ?? idOrArn, document, policy.SourceOf("Document"));
        var full = id.Equals("p-FullAWSAccess", StringComparison.OrdinalIgnoreCase) || id.Equals("p-RCPFullAWSAccess", StringComparison.OrdinalIgnoreCase);
        return new PolicyText(policy?.Text("Arn") ?? idOrArn, full ? FullAccess : default, attachment.Source);
    }
}
