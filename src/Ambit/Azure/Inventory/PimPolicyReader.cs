using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Reads who must approve an activation, in the shapes of Azure Resource Manager, Graph and AzureHound.</summary>
internal sealed class PimPolicyReader(ILookup<string, NativeDocument> documents)
{
    private const string ApprovalRule = "Approval_EndUser_Assignment";

    /// <summary>The policies.</summary>
    public IEnumerable<PimPolicy> Read()
    {
        foreach (var row in documents[AzureKinds.PimPolicy].Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("roleDefinitionId") is not { } role)
                continue;
            yield return row.Has("endUserAssignmentRequiresApproval") ? Hound(row, role)
                : Policy(ScopeOf(row), ResourceId.NameOf(role).ToLowerInvariant(), Rules(row).FirstOrDefault(r => ApprovalRule.Equals(r.Text("id"), StringComparison.OrdinalIgnoreCase)));
        }
    }

    private static string ScopeOf(AzureRow row)
    {
        if (row.Text("scope") is { } azure)
            return ResourceId.Normal(azure);
        return "Group".Equals(row.Text("scopeType"), StringComparison.OrdinalIgnoreCase) ? (row.Text("scopeId") ?? "/").ToLowerInvariant() : "/";
    }

    private static PimPolicy Hound(AzureRow row, string role) =>
        new("/", ResourceId.NameOf(role).ToLowerInvariant(), row.Flag("endUserAssignmentRequiresApproval") ?? false,
            [.. row.Texts("endUserAssignmentUserApprovers").Concat(row.Texts("endUserAssignmentGroupApprovers")).Select(a => a.ToLowerInvariant())]);

    private static IEnumerable<AzureRow> Rules(AzureRow row) =>
        row.Items("effectiveRules").Concat(row.Child("policy") is { } policy ? policy.Items("effectiveRules").Concat(policy.Items("rules")) : []).Select(r => new AzureRow(r));

    private static PimPolicy Policy(string scope, string role, AzureRow rule)
    {
        if (rule.Element.ValueKind != JsonValueKind.Object || rule.Child("setting") is not { } setting)
            return new PimPolicy(scope, role, Approval: false, []);
        var approvers = setting.Items("approvalStages").Select(s => new AzureRow(s)).SelectMany(s => s.Items("primaryApprovers").Concat(s.Items("escalationApprovers")))
            .Select(a => new AzureRow(a)).Select(a => a.Text("id") ?? a.Text("userId") ?? a.Text("groupId")).OfType<string>().Select(a => a.ToLowerInvariant());
        return new PimPolicy(scope, role, setting.Flag("isApprovalRequired") ?? false, [.. approvers]);
    }
}
