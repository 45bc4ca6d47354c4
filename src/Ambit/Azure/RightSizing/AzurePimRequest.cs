using Ambit.Azure.Import;
using static Ambit.Azure.RightSizing.ShellText;

namespace Ambit.Azure.RightSizing;

/// <summary>
/// Commands that ask Privileged Identity Management for what is to be activated or to end, and to take it back. Microsoft Learn, "Role
/// Eligibility Schedule Requests - Create" (Azure), "Create roleEligibilityScheduleRequest", "Create eligibilityScheduleRequest" (Graph).
/// </summary>
internal static class AzurePimRequest
{
    /// <summary>For an Azure role; the shell's variable <c>role</c> where its id is not known yet.</summary>
    public static string OfRole(AzureRow assignment, string request, string type, string? role)
    {
        var (scope, principal) = (assignment.Text("scope") ?? "/", assignment.Text("principalId") ?? "");
        var name = RoleOutput.RequestName(type, scope, principal, role ?? assignment.Element.GetRawText());
        var body = $"{{\"properties\":{{\"principalId\":{Json(principal)},\"requestType\":{Json(type)},\"justification\":\"right-sized\",";
        if (type == "AdminAssign")
            body += Schedule(assignment, "NoExpiration", "AfterDateTime") + ",";
        if (assignment.Text("condition") is { } condition)
            body += $"\"condition\":{Json(condition)},\"conditionVersion\":\"2.0\",";
        body += "\"roleDefinitionId\":";
        return $"az rest --method put --url {Quoted($"{scope.TrimEnd('/')}/providers/Microsoft.Authorization/{request}/{name}?api-version=2020-10-01")} --body "
            + (role is null ? $"{Quoted(body + '"')}\"$role\"{Quoted("\"}}")}" : Quoted($"{body}{Json(role)}}}}}"));
    }

    /// <summary>Takes back an Entra role.</summary>
    public static string OfDirectory(AzureRow role, AzureRow assignment, string request) =>
        $"az rest --method post --url {Quoted($"{Graph}/roleManagement/directory/{request}")} --body "
        + Quoted($"{{\"action\":\"adminRemove\",\"justification\":\"right-sized\",\"principalId\":{Json(assignment.Text("principalId") ?? "")},\"directoryScopeId\":{Json(assignment.Text("directoryScopeId") ?? "/")},\"roleDefinitionId\":{Json(role.Text("id") ?? "")}}}");

    /// <summary>For membership or ownership of a group.</summary>
    public static string OfGroup(AzureRow group, string action) =>
        $"az rest --method post --url {Quoted(Graph + "/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests")} --body "
        + Quoted($"{{\"action\":{Json(action)},\"accessId\":{Json(group.Text("accessId") ?? "member")},\"groupId\":{Json(group.Text("groupId") ?? "")},\"principalId\":{Json(group.Text("principalId") ?? "")},\"justification\":\"right-sized\"{(action == "adminAssign" ? "," + Schedule(group, "noExpiration", "afterDateTime") : "")}}}");

    /// <summary>When it ends, as a member of the request.</summary>
    public static string Schedule(AzureRow assignment, string never, string at) =>
        assignment.Text("endDateTime") is { } end ? $"\"scheduleInfo\":{{\"expiration\":{{\"type\":\"{at}\",\"endDateTime\":{Json(end)}}}}}" : $"\"scheduleInfo\":{{\"expiration\":{{\"type\":\"{never}\"}}}}";
}
