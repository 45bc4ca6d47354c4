using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Reads access packages in the shapes of Graph's v1.0 and beta, with their resource roles and policies expanded.</summary>
internal static class AccessPackageReader
{
    /// <summary>The packages.</summary>
    public static IEnumerable<AccessPackage> Read(IEnumerable<NativeDocument> documents)
    {
        foreach (var row in documents.Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("id")?.ToLowerInvariant() is { } id)
            {
                var gives = Either(row, "resourceRoleScopes", "accessPackageResourceRoleScopes").ToList();
                yield return new AccessPackage(
                    id, row.Text("displayName") ?? id, [.. gives.Select(GroupOf).OfType<string>().Distinct(StringComparer.Ordinal)], [.. gives.Select(RoleOf).OfType<string>().Distinct(StringComparer.Ordinal)],
                    [.. Either(row, "assignmentPolicies", "accessPackageAssignmentPolicies").Select(Policy)]);
            }
        }
    }

    private static IEnumerable<AzureRow> Either(AzureRow row, string name, string beta) => row.Items(name).Concat(row.Items(beta)).Select(i => new AzureRow(i));

    /// <summary>A role's origin reads <c>Member_GROUPID</c>; its scope is the group.</summary>
    private static string? GroupOf(AzureRow scope)
    {
        var (role, place) = (scope.Child("role") ?? scope.Child("accessPackageResourceRole"), scope.Child("scope") ?? scope.Child("accessPackageResourceScope"));
        if (!"AadGroup".Equals(role?.Text("originSystem") ?? place?.Text("originSystem"), StringComparison.OrdinalIgnoreCase))
            return null;
        var group = place?.Text("originId") ?? role?.Text("originId")?.Split('_')[^1];
        return Guid.TryParse(group, out _) ? group.ToLowerInvariant() : null;
    }

    /// <summary>A role of the directory: of role and scope the one names it, the other whether it is active or eligible.</summary>
    private static string? RoleOf(AzureRow scope)
    {
        var (role, place) = (scope.Child("role") ?? scope.Child("accessPackageResourceRole"), scope.Child("scope") ?? scope.Child("accessPackageResourceScope"));
        if (!"DirectoryRole".Equals(role?.Text("originSystem") ?? place?.Text("originSystem"), StringComparison.OrdinalIgnoreCase))
            return null;
        return new[] { place?.Text("originId"), role?.Text("originId"), role?.Child("resource")?.Text("originId") }.FirstOrDefault(t => Guid.TryParse(t, out _))?.ToLowerInvariant();
    }

    private static AccessPackagePolicy Policy(AzureRow row)
    {
        var requestor = row.Child("requestorSettings");
        var targets = row.Items("specificAllowedTargets").Concat(requestor?.Items("allowedRequestors") ?? []).Select(t => new AzureRow(t))
            .Select(t => t.Text("userId") ?? t.Text("groupId") ?? t.Text("servicePrincipalId") ?? t.Text("id")).OfType<string>().Select(t => t.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var approval = row.Child("requestApprovalSettings");
        return new AccessPackagePolicy(
            row.Text("allowedTargetScope") ?? ScopeOf(requestor?.Text("scopeType")), targets, approval?.Flag("isApprovalRequiredForAdd") ?? approval?.Flag("isApprovalRequired") ?? false,
            requestor?.Flag("enableTargetsToSelfAddAccess") ?? requestor?.Flag("acceptRequests") ?? true);
    }

    /// <summary>The beta's words.</summary>
    private static string ScopeOf(string? beta) => beta?.ToLowerInvariant() switch
    {
        "allexistingdirectorymemberusers" => "allMemberUsers",
        "allexistingdirectorysubjects" => "allDirectoryUsers",
        "specificdirectorysubjects" => "specificDirectoryUsers",
        _ => "",
    };
}
