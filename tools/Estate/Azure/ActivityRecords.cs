namespace Ambit.Estate.Azure;

/// <summary>Records of the Activity Log as diagnostic settings write them: an operation's beginning and end, with token, evidence and bodies.</summary>
internal sealed class ActivityRecords(AzureCast cast, Drawn drawn)
{
    private static readonly string[] Regions = ["West Europe", "North Europe", "Germany West Central"];

    /// <summary>Both records of one operation.</summary>
    public IEnumerable<string> Operation(AzureSession session, string action, string on, DateTime at)
    {
        var correlation = drawn.Guid();
        var evidence = Evidence(session.Who, on);
        yield return Record(session, action, on, at, correlation, evidence, "Start", "Started.", Started(action, on));
        yield return Record(session, action, on, at.AddTicks(drawn.Below(90_000_000)), correlation, evidence, "Success", "Succeeded.OK", Ended(action, on));
    }

    /// <summary>An attempt that was refused.</summary>
    public string Refused(AzureSession session, string action, string on, DateTime at) =>
        Record(session, action, on, at, drawn.Guid(), "", "Failure", "Failed.Forbidden",
            $$$$"""{"statusCode":"Forbidden","serviceRequestId":"","statusMessage":"{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The client '{{{{cast.Upn(session.Who)}}}}' with object id '{{{{cast.Id(session.Who)}}}}' does not have authorization to perform action '{{{{action}}}}' over scope '{{{{on}}}}' or the scope is invalid. If access was recently granted, please refresh your credentials.\"}}",{{{{Common(action, on)}}}}}""");

    private string Record(AzureSession session, string action, string on, DateTime at, string correlation, string evidence, string result, string signature, string properties) =>
        $$$$"""{"RoleLocation":"{{{{drawn.Pick(Regions)}}}}","Stamp":"prod-{{{{drawn.Below(9)}}}}","ReleaseVersion":"6.2026.{{{{at.DayOfYear / 7}}}}.4+{{{{drawn.Opaque(9)}}}}","time":"{{{{Drawn.Text(at)}}}}","resourceId":"{{{{on.ToUpperInvariant()}}}}","operationName":"{{{{action.ToUpperInvariant()}}}}","category":"Administrative","resultType":"{{{{result}}}}","resultSignature":"{{{{signature}}}}","durationMs":"{{{{(result == "Start" ? 0 : drawn.Below(9000))}}}}","callerIpAddress":"{{{{session.Address}}}}","correlationId":"{{{{correlation}}}}","identity":{"authorization":{"scope":"{{{{on}}}}","action":"{{{{action}}}}"{{{{evidence}}}}},"claims":{{{{session.Claims}}}}},"level":"Information","location":"global","tenantId":"{{{{cast.Tenant}}}}","properties":{{{{properties}}}}}""";

    /// <summary>The assignment that allowed it, ids without hyphens.</summary>
    private string Evidence(string who, string on)
    {
        for (var i = 0; i < cast.Assignments.Count; i++)
        {
            var (whom, type, role, scope) = cast.Assignments[i];
            if (on.StartsWith(scope, StringComparison.Ordinal) && (whom == who || (cast.Groups.TryGetValue(whom, out var members) && members.Contains(who))))
                return $$$$""","evidence":{"role":"{{{{(role == AzureCast.Owner ? "Owner" : "Contributor")}}}}","roleAssignmentScope":"{{{{scope}}}}","roleAssignmentId":"{{{{Bare(cast.Id("ra" + i))}}}}","roleDefinitionId":"{{{{Bare(role)}}}}","principalId":"{{{{Bare(cast.Id(whom))}}}}","principalType":"{{{{type}}}}"}""";
        }

        return "";
    }

    private string Started(string action, string on) =>
        $$$$"""{"requestbody":"{{{{Body(on)}}}}",{{{{Common(action, on)}}}}}""";

    private string Ended(string action, string on) =>
        $$$$"""{"statusCode":"{{{{(drawn.Below(3) == 0 ? "Created" : "OK")}}}}","serviceRequestId":"{{{{drawn.Guid()}}}}","responseBody":"{{{{Body(on)}}}}",{{{{Common(action, on)}}}}}""";

    private string Common(string action, string on) =>
        $$$$"""
        "eventCategory":"Administrative","entity":"{{{{on}}}}","message":"{{{{action}}}}","hierarchy":"{{{{cast.Tenant}}}}/{{{{on.Split('/')[2]}}}}"
        """;

    /// <summary>A resource as its provider prints it, JSON within a text.</summary>
    private string Body(string on) =>
        $$$$"""{\"name\":\"{{{{on[(on.LastIndexOf('/') + 1)..]}}}}\",\"id\":\"{{{{on}}}}\",\"location\":\"westeurope\",\"tags\":{\"cost\":\"{{{{drawn.Below(900)}}}}\",\"release\":\"{{{{drawn.Opaque(8)}}}}\"},\"properties\":{\"provisioningState\":\"{{{{(drawn.Below(4) == 0 ? "Updating" : "Succeeded")}}}}\",\"resourceGuid\":\"{{{{drawn.Guid()}}}}\",\"etag\":\"W/\\\"{{{{drawn.Guid()}}}}\\\"\",\"lastModified\":\"{{{{drawn.Below(1_000_000)}}}}\"}}""";

    private static string Bare(string guid) => guid.Replace("-", "", StringComparison.Ordinal);
}
