using System.Globalization;
using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws.Large;

/// <summary>
/// An organisation of any number of accounts for the benches: 200 users and roles and 50 policies each, stamped from the same few
/// templates as landing zones do it, with a few mistakes by chance. Exports only, no logs.
/// </summary>
internal static class LargeOrganization
{
    public const string Management = "100000000000";
    private const string Id = "o-large00000";
    private const string Root = "r-larg";
    private const string Workloads = "ou-larg-workload";
    private const string Arn = $"arn:aws:organizations::{Management}";

    /// <summary>Writes it.</summary>
    /// <returns>How many users and roles.</returns>
    public static int Write(EstateFolder folder, Calendar calendar, ulong seed, int accounts)
    {
        IReadOnlyList<string> ids = [.. Enumerable.Range(0, accounts).Select(i => (100_000_000_000 + (i * 1_000_003L)).ToString(CultureInfo.InvariantCulture))];
        var principals = 0;
        for (var i = 0; i < ids.Count; i++)
        {
            var account = new LargeAccount(ids, i, new Seeded(seed + (ulong)i)).Build();
            principals += account.Users.Count + account.Roles.Count;
            folder.Json($"{account.Id}/authorization-details.json", new AuthorizationDetails(account, calendar).Build());
            folder.Text($"{account.Id}/credential-report.csv", new CredentialReport(account, calendar).Build());
            folder.Json($"{account.Id}/config-snapshot.json", ConfigSnapshot.Build(account, calendar));
            foreach (var (name, content) in account.Files)
                folder.Json($"{account.Id}/{name}", content);
        }

        Organization(folder, ids);
        return principals;
    }

    private static void Organization(EstateFolder folder, IReadOnlyList<string> ids)
    {
        var here = $"{Management}/organizations-";
        folder.Json(here + "describe-organization.json", JsonNode.Parse($$"""{"Organization":{"Id":"{{Id}}","Arn":"{{Arn}}:organization/{{Id}}","FeatureSet":"ALL","MasterAccountId":"{{Management}}","MasterAccountArn":"{{Arn}}:account/{{Id}}/{{Management}}"} }""")!);
        folder.Json(here + "list-roots.json", JsonNode.Parse($$"""{"Roots":[{"Id":"{{Root}}","Arn":"{{Arn}}:root/{{Id}}/{{Root}}","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}]}""")!);
        folder.Json(here + "list-accounts.json", Accounts(ids));
        folder.Json(here + $"list-organizational-units-for-parent-{Root}.json", JsonNode.Parse($$"""{"OrganizationalUnits":[{"Id":"{{Workloads}}","Arn":"{{Arn}}:ou/{{Id}}/{{Workloads}}","Name":"Workloads"}]}""")!);
        folder.Json(here + $"list-organizational-units-for-parent-{Workloads}.json", JsonNode.Parse("""{"OrganizationalUnits":[]}""")!);
        folder.Json(here + $"list-accounts-for-parent-{Root}.json", Accounts([Management]));
        folder.Json(here + $"list-accounts-for-parent-{Workloads}.json", Accounts([.. ids.Skip(1)]));
        Policy(folder, here, "p-FullAWSAccess", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        Policy(folder, here, "p-regions1", """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Deny","NotAction":["iam:*","organizations:*","sts:*","support:*","route53:*","cloudfront:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}},
              {"Effect":"Deny","Action":["cloudtrail:StopLogging","organizations:LeaveOrganization"],"Resource":"*"}]}
            """);
        foreach (var target in ids.Append(Root).Append(Workloads))
        {
            string[] policies = target == Workloads ? ["p-FullAWSAccess", "p-regions1"] : ["p-FullAWSAccess"];
            folder.Json(here + $"list-policies-for-target-{target}-scp.json", new JsonObject { ["Policies"] = new JsonArray([.. policies.Select(Summary)]) });
        }
    }

    private static JsonObject Accounts(IEnumerable<string> ids) => new()
    {
        ["Accounts"] = new JsonArray([.. ids.Select(a => new JsonObject { ["Id"] = a, ["Arn"] = $"{Arn}:account/{Id}/{a}", ["Name"] = $"account-{a}", ["Email"] = $"{a}@large.example", ["Status"] = "ACTIVE" })]),
    };

    private static void Policy(EstateFolder folder, string here, string id, string document) =>
        folder.Json(here + $"describe-policy-{id}.json", new JsonObject { ["Policy"] = new JsonObject { ["PolicySummary"] = Summary(id), ["Content"] = JsonNode.Parse(document)!.ToJsonString() } });

    private static JsonObject Summary(string id) => new()
    {
        ["Id"] = id,
        ["Arn"] = $"{Arn}:policy/{Id}/service_control_policy/{id}",
        ["Name"] = id,
        ["Type"] = "SERVICE_CONTROL_POLICY",
        ["AwsManaged"] = id == "p-FullAWSAccess",
    };
}
