using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.RightSizing;

namespace Ambit.Azure.RightSizing;

/// <summary>Writes right-sized roles as JSON, Bicep, Terraform (azurerm, azuread) and az commands. What comes from exports is quoted for each.</summary>
internal static class RoleOutput
{
    /// <summary>File names and contents.</summary>
    public static IReadOnlyList<(string File, string Content)> Render(RightSized result, string format)
    {
        var id = result.Subject.Id[(result.Subject.Id.LastIndexOf(':') + 1)..];
        return format switch
        {
            "bicep" => [.. BicepOutput.Files(result, id)],
            "terraform" => [($"{id}.tf", TerraformOutput.Text(result))],
            "azure-cli" => [.. AzureCliOutput.Files(result, id)],
            _ => [.. result.After.Select((p, i) => ($"{id}-{i + 1}.json", p.Document.GetRawText() + "\n"))],
        };
    }

    /// <summary>A document's assignment; of application permissions the document itself, which names the principal too.</summary>
    public static AzureRow AssignmentOf(JsonElement document) => new AzureRow(document).Child("assignment") ?? new AzureRow(document);

    /// <summary>A custom role of Azure.</summary>
    public static AzureRow? CustomRole(JsonElement document) => new AzureRow(document).Child("roleDefinition");

    /// <summary>A role of Entra.</summary>
    public static AzureRow? DirectoryRole(JsonElement document) => new AzureRow(document).Child("directoryRole");

    /// <summary>A membership or ownership to be activated.</summary>
    public static AzureRow? Group(JsonElement document) => new AzureRow(document).Child("groupEligibility");

    /// <summary>The request to Privileged Identity Management that an assignment needs, which is to be activated or to end; null for a plain one.</summary>
    public static string? Request(AzureRow assignment) =>
        assignment.Text("assignmentType") switch { "eligible" => "roleEligibilityScheduleRequests", "active" when assignment.Text("endDateTime") is not null => "roleAssignmentScheduleRequests", _ => null };

    /// <summary>The id of a role of today as such requests name it: from the subscription where there is one.</summary>
    public static string RoleId(AzureRow assignment) =>
        (ResourceId.SubscriptionOf(assignment.Text("scope") ?? "") is { } s ? "/subscriptions/" + s : "") + "/providers/Microsoft.Authorization/roleDefinitions/" + ResourceId.NameOf(assignment.Text("roleDefinitionId") ?? "");

    /// <summary>A name for a request, the same whenever the result is the same.</summary>
    public static string RequestName(params ReadOnlySpan<string?> parts) =>
        new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', parts!)))[..16]).ToString();

    /// <summary>The actions of a role of Entra.</summary>
    public static IReadOnlyList<string> Actions(AzureRow directoryRole) => [.. directoryRole.Items("rolePermissions").SelectMany(p => new AzureRow(p).Texts("allowedResourceActions"))];

    /// <summary>Application permissions.</summary>
    public static IReadOnlyList<string> Permissions(JsonElement document) => new AzureRow(document).Texts("graphApplicationPermissions");
}
