using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>
/// A list with nothing in it, of a file that <c>ambit collect azure</c> or the commands it prints would fill: "asked, and there is none".
/// An empty list says nothing of itself, so here alone the file's name counts; any other empty list stays unrecognised.
/// </summary>
public sealed class EmptyListExport : IExportFormat
{
    /// <summary>What the collect script calls its files, and the kinds of document they hold.</summary>
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["role-assignment-list"] = AzureKinds.RoleAssignment,
        ["roleAssignments"] = AzureKinds.RoleAssignment,
        ["role-definition-list"] = AzureKinds.RoleDefinition,
        ["roleDefinitions"] = AzureKinds.RoleDefinition,
        ["denyAssignments"] = AzureKinds.DenyAssignment,
        ["roleEligibilityScheduleInstances"] = AzureKinds.RoleEligibility,
        ["roleAssignmentScheduleInstances"] = AzureKinds.RoleActivation,
        ["roleManagementPolicyAssignments"] = AzureKinds.PimPolicy,
        ["classicAdministrators"] = AzureKinds.ClassicAdministrator,
        ["registrationAssignments"] = AzureKinds.Delegation,
        ["account-list"] = AzureKinds.Subscription,
        ["management-groups"] = AzureKinds.ManagementGroup,
        ["policyDefinitions"] = AzureKinds.Resource,
        ["policyAssignments"] = AzureKinds.Resource,
        ["locks"] = AzureKinds.Resource,
        ["group-list"] = AzureKinds.Resource,
        ["resource-list"] = AzureKinds.Resource,
        ["identity-list"] = AzureKinds.Resource,
        ["vm-list"] = AzureKinds.Resource,
        ["storage-account-list"] = AzureKinds.Resource,
        ["cosmosdb-list"] = AzureKinds.Resource,
        ["aks-list"] = AzureKinds.Resource,
        ["acr-list"] = AzureKinds.Resource,
        ["vaults"] = AzureKinds.Resource,
        ["activity-log"] = AzureKinds.CollectNote,
    };

    /// <inheritdoc/>
    public string Name => "az, an empty list";

    /// <inheritdoc/>
    public bool Recognises(Document document) =>
        document.IsJson && IsEmpty(document.Json) && (Kinds.ContainsKey(Stem(document)) || IsLog(document.Json) || document.Segments is [.., "federated", _, _]);

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        // nobody signed in that way: says nothing of what is there
        if (IsLog(document.Json))
            return;
        var subscription = document.Segments.Reverse().FirstOrDefault(s => Guid.TryParse(s, out _)) ?? "";
        sink.Complete(AzureKinds.Cloud, Kinds.GetValueOrDefault(Stem(document), AzureKinds.FederatedCredential), subscription, document.At());
    }

    private static string Stem(Document document) => document.FileName.Split('.')[0];

    private static bool IsEmpty(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.GetArrayLength() == 0
        : json.ValueKind == JsonValueKind.Object && json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0
            && (IsLog(json) || !json.TryGetProperty("@odata.context", out _));

    private static bool IsLog(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("@odata.context", out var context) && context.ValueKind == JsonValueKind.String && context.GetString()!.Contains("auditLogs/", StringComparison.OrdinalIgnoreCase);
}
