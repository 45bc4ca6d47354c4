using System.Globalization;
using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>The organisation as the AWS CLI prints it; what an output does not name itself, its file name does.</summary>
internal static class Organization
{
    private const string Mine = $"arn:aws:organizations::{Company.Management}";
    private const string FullAccess = "p-FullAWSAccess";
    private const string FullResourceAccess = "p-RCPFullAWSAccess";
    private const string Baseline = "p-lkbaseln";
    private const string Fence = "p-lkfence1";
    private const string Encrypted = "p-lktlsrcp";

    private const string BaselineDocument = """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"KeepTheTrail","Effect":"Deny","Action":["cloudtrail:StopLogging","cloudtrail:DeleteTrail","cloudtrail:UpdateTrail","organizations:LeaveOrganization"],"Resource":"*"}]}
        """;

    private const string FenceDocument = """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"OnlyOurRegions","Effect":"Deny","NotAction":["iam:*","organizations:*","sts:*","cloudfront:*","route53:*","support:*","trustedadvisor:*","budgets:*","waf:*","account:*","sso:*"],
           "Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}}]}
        """;

    private const string EncryptedDocument = """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"EncryptedOnly","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"BoolIfExists":{"aws:SecureTransport":"false"}}}]}
        """;

    /// <summary>Units beneath the root: id, name, parent.</summary>
    private static readonly (string Id, string Name, string Parent)[] s_units =
    [
        (Company.Workloads, "Workloads", Company.Root),
        (Company.SecurityUnit, "Security", Company.Root),
        (Company.ProductionUnit, "Production", Company.Workloads),
        (Company.DevelopmentUnit, "Development", Company.Workloads),
    ];

    /// <summary>Policies: id, name, type, whether AWS's own, document, attached to.</summary>
    private static IEnumerable<(string Id, string Name, string Type, string Document, string[] Targets)> Policies(IReadOnlyList<string> all) =>
    [
        (FullAccess, "FullAWSAccess", "SERVICE_CONTROL_POLICY", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", [.. all]),
        (Baseline, "KeepTheTrail", "SERVICE_CONTROL_POLICY", BaselineDocument, [Company.Root]),
        (Fence, "OnlyOurRegions", "SERVICE_CONTROL_POLICY", FenceDocument, [Company.Workloads]),
        (FullResourceAccess, "RCPFullAWSAccess", "RESOURCE_CONTROL_POLICY", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""", [.. all]),
        (Encrypted, "EncryptedOnly", "RESOURCE_CONTROL_POLICY", EncryptedDocument, [Company.ProductionUnit]),
    ];

    /// <summary>Writes the organisation's files beneath the management account's folder.</summary>
    public static void Write(EstateFolder folder, Calendar calendar, IReadOnlyList<Account> accounts)
    {
        var here = $"{Company.Management}/";
        folder.Json(here + "organizations-describe-organization.json", Described());
        folder.Json(here + "organizations-list-roots.json", JsonNode.Parse($$"""
            {"Roots":[{"Id":"{{Company.Root}}","Arn":"{{Mine}}:root/{{Company.Organization}}/{{Company.Root}}","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"},{"Type":"RESOURCE_CONTROL_POLICY","Status":"ENABLED"}]}]}
            """)!);
        folder.Json(here + "organizations-list-accounts.json", new JsonObject { ["Accounts"] = new JsonArray([.. accounts.Select(a => Member(a, calendar))]) });
        foreach (var parent in s_units.Select(u => u.Id).Prepend(Company.Root))
        {
            folder.Json(here + $"organizations-list-organizational-units-for-parent-{parent}.json", Units(parent));
            folder.Json(here + $"organizations-list-accounts-for-parent-{parent}.json", new JsonObject
            {
                ["Accounts"] = new JsonArray([.. accounts.Where(a => a.OrganizationalUnit == parent).Select(a => Member(a, calendar))]),
            });
        }

        IReadOnlyList<string> all = [Company.Root, .. s_units.Select(u => u.Id), .. accounts.Select(a => a.Id)];
        foreach (var policy in Policies(all))
        {
            folder.Json(here + $"organizations-describe-policy-{policy.Id}.json", Policy(policy.Id, policy.Name, policy.Type, policy.Document));
        }

        foreach (var target in all)
        {
            foreach (var type in new[] { "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY" })
            {
                folder.Json(here + $"organizations-list-policies-for-target-{target}-{(type[0] == 'S' ? "scp" : "rcp")}.json", new JsonObject
                {
                    ["Policies"] = new JsonArray([.. Policies(all).Where(p => p.Type == type && p.Targets.Contains(target)).Select(p => Summary(p.Id, p.Name, p.Type))]),
                });
            }
        }

        folder.Json(here + "organizations-list-delegated-administrators.json", JsonNode.Parse($$"""
            {"DelegatedAdministrators":[{"Id":"{{Company.Security}}","Arn":"{{Mine}}:account/{{Company.Organization}}/{{Company.Security}}","Email":"aws+security@larkspur.example","Name":"larkspur-security","Status":"ACTIVE","JoinedMethod":"CREATED","JoinedTimestamp":"2022-11-02T08:00:00+00:00","DelegationEnabledDate":"2023-02-11T10:00:00+00:00"}]}
            """)!);
    }

    private static JsonNode Described() => JsonNode.Parse($$"""
        {"Organization":{"Id":"{{Company.Organization}}","Arn":"{{Mine}}:organization/{{Company.Organization}}","FeatureSet":"ALL",
         "MasterAccountArn":"{{Mine}}:account/{{Company.Organization}}/{{Company.Management}}","MasterAccountId":"{{Company.Management}}","MasterAccountEmail":"aws+management@larkspur.example",
         "AvailablePolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]} }
        """)!;

    private static JsonObject Member(Account account, Calendar calendar) => new()
    {
        ["Id"] = account.Id,
        ["Arn"] = $"{Mine}:account/{Company.Organization}/{account.Id}",
        ["Email"] = account.Email,
        ["Name"] = account.Name,
        ["Status"] = "ACTIVE",
        ["State"] = "ACTIVE",
        ["JoinedMethod"] = account.Id == Company.Management ? "INVITED" : "CREATED",
        ["JoinedTimestamp"] = calendar.Before(1460).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
    };

    private static JsonObject Units(string parent) => new()
    {
        ["OrganizationalUnits"] = new JsonArray([.. s_units.Where(u => u.Parent == parent).Select(u => new JsonObject
        {
            ["Id"] = u.Id, ["Arn"] = $"{Mine}:ou/{Company.Organization}/{u.Id}", ["Name"] = u.Name,
        })]),
    };

    private static JsonObject Policy(string id, string name, string type, string document) => new()
    {
        ["Policy"] = new JsonObject { ["PolicySummary"] = Summary(id, name, type), ["Content"] = JsonNode.Parse(document)!.ToJsonString() },
    };

    private static JsonObject Summary(string id, string name, string type)
    {
        var own = id is not FullAccess and not FullResourceAccess;
        var kind = type.ToLowerInvariant();
        return new JsonObject
        {
            ["Id"] = id,
            ["Arn"] = own ? $"{Mine}:policy/{Company.Organization}/{kind}/{id}" : $"arn:aws:organizations::aws:policy/{kind}/{id}",
            ["Name"] = name,
            ["Description"] = "",
            ["Type"] = type,
            ["AwsManaged"] = !own,
        };
    }
}
