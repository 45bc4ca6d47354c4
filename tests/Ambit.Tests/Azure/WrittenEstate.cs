using System.Text.Json;
using System.Text.RegularExpressions;
using Ambit.Azure;

namespace Ambit.Tests.Azure;

/// <summary>
/// Estates in the shorthand of <c>Cases/azure/facts.json</c>: one thing a line, numbers for object ids, <c>&lt;70&gt;</c> for an id within
/// text, <c>&lt;s&gt;</c> and <c>&lt;t&gt;</c> for the subscription and the tenant.
/// </summary>
internal sealed partial class WrittenEstate
{
    private const string Graph = "https://graph.microsoft.com/v1.0/$metadata#";
    private readonly AzureSample _sample = new AzureSample().WithTenant();
    private int _files;

    /// <summary>Reads the lines.</summary>
    public static AzureEstate Of(IEnumerable<string> lines)
    {
        var written = new WrittenEstate();
        foreach (var line in lines)
            written.Read(Ids(line));
        return written._sample.Open();
    }

    /// <summary>Numbers and letters in brackets as ids.</summary>
    public static string Ids(string text) =>
        Place().Replace(text, m => m.Groups[1].Value switch { "s" => AzureSample.Subscription, "t" => AzureSample.Tenant, var n => AzureSample.Id(int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)) });

    /// <summary>A role by name: the few that cases use, or a number.</summary>
    public static string Role(string name) => name switch
    {
        "Owner" => AzureSample.Owner,
        "Contributor" => AzureSample.Contributor,
        "Reader" => AzureSample.Reader,
        "UAA" => "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        "GA" => "62e90394-69f5-4237-9190-012177145e10",
        "PRA" => "e8611ab8-c189-46e8-94e1-60213ab1f814",
        "PAA" => "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
        "AuthAdmin" => "c4e39bd9-1100-46d3-8c65-fb160da0071f",
        "UserAdmin" => "fe930be7-5e62-47db-91af-98c3a49a38b1",
        "Helpdesk" => "729827e3-9c14-49f7-bb1b-9608f156bbb8",
        "Password" => "966707d0-3269-4727-9be2-8c3a10f19b9d",
        "Groups" => "fdd7a751-b60b-444a-984c-02652fe8fa1c",
        "AppAdmin" => "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
        "CloudAppAdmin" => "158c047a-c907-4556-b7ef-446551a6b5f7",
        "Readers" => "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
        "GlobalReader" => "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
        "Intune" => "3a2c62db-5318-420d-8d74-23affee5d9d5",
        "Sync" => "d29b2b05-8046-44ba-8758-1e26182fcf32",
        "Governance" => "45d8d3c5-c802-45c6-b32a-1d70b5e1e86e",
        "AgentAdmin" => "db506228-d27e-4b7d-95e5-295956d6615f",
        "Partner1" => "4ba39ca4-527c-499a-b93d-d9b492c50246",
        _ => name.All(char.IsAsciiDigit) ? AzureSample.Id(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)) : name,
    };

    private void Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "user":
                Row("users", $$"""{"id":"{{Id(words[1])}}","userPrincipalName":"{{(words.Contains("guest") ? $"u{words[1]}_x.example#EXT#@t.example" : $"u{words[1]}@t.example")}}","displayName":"User {{words[1]}}","accountEnabled":{{(words.Contains("disabled") ? "false" : "true")}},"userType":"{{(words.Contains("guest") ? "Guest" : "Member")}}","onPremisesSyncEnabled":{{(words.Contains("synced") ? "true" : "null")}}{{Tail(line)}}}""");
                break;
            case "group":
                Group(line, words);
                break;
            case "app":
                // application, app id, service principal
                Row("applications", $$"""{"id":"{{Id(words[1])}}","appId":"{{Id(words[2])}}","displayName":"app {{words[1]}}","signInAudience":"AzureADMyOrg"{{Tail(line)}}}""");
                Row("servicePrincipals", $$"""{"id":"{{Id(words[3])}}","appId":"{{Id(words[2])}}","displayName":"app {{words[1]}}","servicePrincipalType":"Application","accountEnabled":true}""");
                break;
            case "owner":
                Row($"{words[1]}s(owners())", $$"""{"id":"{{Id(words[2])}}"{{(words[1] == "group" ? ",\"securityEnabled\":true" : $",\"appId\":\"{Id(words[3])}\"")}},"owners":[{"id":"{{Id(words[^1])}}"}]}""");
                break;
            case "unit":
                Row("directory/administrativeUnits", $$"""{"id":"{{Id(words[1])}}","displayName":"unit {{words[1]}}","isMemberManagementRestricted":{{(words.Contains("restricted") ? "true" : "false")}},"members":[{{Refs(After(words, ":"))}}]{{Tail(line)}}}""");
                break;
            case "entra":
                Row("roleManagement/directory/roleAssignments", $$"""{"id":"e{{_files}}","principalId":"{{Id(words[1])}}","roleDefinitionId":"{{Role(words[2])}}","directoryScopeId":"{{(words.Length > 3 ? words[3] : "/")}}"}""");
                break;
            case "entra-eligible":
                Row("roleManagement/directory/roleEligibilityScheduleInstances", $$"""{"id":"e{{_files}}","principalId":"{{Id(words[1])}}","roleDefinitionId":"{{Role(words[2])}}","directoryScopeId":"/","memberType":"Direct"}""");
                break;
            case "group-eligible":
                Row("identityGovernance/privilegedAccess/group/eligibilityScheduleInstances", $$"""{"id":"e{{_files}}","principalId":"{{Id(words[1])}}","groupId":"{{Id(words[2])}}","accessId":"{{(words.Length > 3 ? words[3] : "member")}}","memberType":"direct"}""");
                break;
            case "entra-role":
                Row("roleManagement/directory/roleDefinitions", $$"""{"id":"{{Id(words[1])}}","templateId":"{{Id(words[1])}}","displayName":"role {{words[1]}}","isBuiltIn":false,"isEnabled":true,"rolePermissions":[{"allowedResourceActions":[{{string.Join(',', words[2..].Select(w => $"\"{w}\""))}}]}]}""");
                break;
            case "permission":
                Permission(words);
                break;
            case "azure":
                _sample.Assign(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), Role(words[2]), words[3], words.Length > 4 ? line[(line.IndexOf(words[3], StringComparison.Ordinal) + words[3].Length)..].Trim() : null);
                break;
            case "azure-eligible":
                File($$"""{"value":[{"id":"{{words[3]}}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/{{Guid.NewGuid()}}","type":"Microsoft.Authorization/roleEligibilityScheduleInstances","properties":{"principalId":"{{Id(words[1])}}","roleDefinitionId":"/x/{{Role(words[2])}}","scope":"{{words[3]}}","status":"Provisioned"} }]}""");
                break;
            case "approval":
                // approval azure|entra|group ROLE SCOPE : approvers
                Approval(words);
                break;
            case "role":
                _sample.Role(Id(words[1]), "role " + words[1], Until(words, "actions"), Until(words, "not"), Until(words, "data"));
                break;
            case "resource":
                File($$"""[{"id":"{{words[2]}}","name":"{{words[2].Split('/')[^1]}}","type":"{{words[1]}}"{{(After(words, "identity") is [var i, ..] ? $",\"identity\":{{\"type\":\"SystemAssigned\",\"principalId\":\"{Id(i)}\",\"tenantId\":\"{AzureSample.Tenant}\"}}" : "")}}{{Tail(line)}}}]""");
                break;
            case "raw":
                _sample.File(words[1], line[(line.IndexOf(words[1], StringComparison.Ordinal) + words[1].Length)..].Trim());
                break;
            default:
                throw new InvalidOperationException($"no such line: {line}");
        }
    }

    private void Group(string line, string[] words)
    {
        var rule = words.Contains("dynamic") ? ",\"groupTypes\":[\"DynamicMembership\"],\"membershipRule\":\"(user.objectId -ne null)\",\"membershipRuleProcessingState\":\"On\"" : words.Contains("unified") ? ",\"groupTypes\":[\"Unified\"]" : "";
        Row("groups(members())", $$"""{"id":"{{Id(words[1])}}","displayName":"group {{words[1]}}","securityEnabled":true,"isAssignableToRole":{{(words.Contains("assignable") ? "true" : "null")}},"onPremisesSyncEnabled":{{(words.Contains("synced") ? "true" : "null")}}{{rule}},"members":[{{Refs(After(words, ":"))}}]{{Tail(line)}}}""");
    }

    private void Permission(string[] words)
    {
        const int resource = 980;
        Row("servicePrincipals", $$"""{"id":"{{AzureSample.Id(resource)}}","appId":"00000003-0000-0000-c000-000000000000","displayName":"Microsoft Graph","appRoles":[{"id":"{{AzureSample.Id(9000 + _files)}}","value":"{{words[2]}}"}]}""");
        Row($"servicePrincipals('{Id(words[1])}')/appRoleAssignments", $$"""{"id":"p{{_files}}","principalId":"{{Id(words[1])}}","principalType":"ServicePrincipal","resourceId":"{{AzureSample.Id(resource)}}","appRoleId":"{{AzureSample.Id(9000 + _files - 1)}}"}""");
    }

    private void Approval(string[] words)
    {
        var approvers = string.Join(',', After(words, ":").Select(a => $$"""{"@odata.type":"#microsoft.graph.singleUser","userId":"{{Id(a)}}"}"""));
        var rules = $$"""[{"id":"Approval_EndUser_Assignment","setting":{"isApprovalRequired":true,"approvalStages":[{"primaryApprovers":[{{approvers}}]}]} }]""";
        if (words[1] == "azure")
            File($$"""{"value":[{"id":"{{words[3]}}/providers/Microsoft.Authorization/roleManagementPolicyAssignments/{{Guid.NewGuid()}}","type":"Microsoft.Authorization/roleManagementPolicyAssignments","properties":{"scope":"{{words[3]}}","roleDefinitionId":"/x/{{Role(words[2])}}","policyId":"p","effectiveRules":{{rules}}} }]}""");
        else
            Row("policies/roleManagementPolicyAssignments", $$"""{"id":"pa{{_files}}","policyId":"p","scopeId":"{{(words[1] == "group" ? Id(words[3]) : "/")}}","scopeType":"{{(words[1] == "group" ? "Group" : "DirectoryRole")}}","roleDefinitionId":"{{(words[1] == "group" ? words[2] : Role(words[2]))}}","policy":{"rules":{{rules}}} }""");
    }

    private void Row(string collection, string json) => File($$"""{"@odata.context":"{{Graph}}{{collection}}","value":[{{json}}]}""");

    private void File(string json) => _sample.File($"case-{_files++}.json", json);

    private static string Id(string number) => number.All(char.IsAsciiDigit) ? AzureSample.Id(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)) : number;

    private static string Refs(string[] numbers) => string.Join(',', numbers.Select(n => $$"""{"id":"{{Id(n)}}"}"""));

    private static string[] After(string[] words, string mark) => Array.IndexOf(words, mark) is var at and >= 0 ? [.. words[(at + 1)..].TakeWhile(w => !w.StartsWith('{'))] : [];

    private static string[] Until(string[] words, string mark) => [.. After(words, mark).TakeWhile(w => w is not ("actions" or "not" or "data"))];

    /// <summary>What stands in braces at the end of a line: more facts of the row.</summary>
    private static string Tail(string line) => line.IndexOf(" {", StringComparison.Ordinal) is var at and > 0 ? "," + line[(at + 2)..^1] : "";

    [GeneratedRegex("<([0-9]+|s|t)>", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
