using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>Identity Center as <c>aws sso-admin</c> and <c>aws identitystore</c> print it; the file name carries what an output does not name.</summary>
internal static class IdentityCenterFiles
{
    private const string Instance = "arn:aws:sso:::instance/ssoins-6804b1c2d3e4f506";

    /// <summary>The permission sets: id, name, policies, and what each is assigned to.</summary>
    private static readonly (string Id, string Name, string[] AwsManaged, string? Inline, (string Account, string Group)[] Assigned)[] s_sets =
    [
        ("ps-6804b1c2d3e4aa01", "PlatformAdmin", ["arn:aws:iam::aws:policy/AdministratorAccess"], null,
            [(Company.Management, "platform"), (Company.Production, "platform"), (Company.Development, "platform")]),
        ("ps-6804b1c2d3e4aa02", "SupportReadOnly", ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"], null, [(Company.Production, "support")]),
        ("ps-6804b1c2d3e4aa03", "SecurityReview", ["arn:aws:iam::aws:policy/SecurityAudit"], SecurityInline, [(Company.Security, "security")]),
    ];

    /// <summary>The inline policy of SecurityReview.</summary>
    public const string SecurityInline = """{"Version":"2012-10-17","Statement":[{"Sid":"ReadTheTrail","Effect":"Allow","Action":"s3:Get*","Resource":["arn:aws:s3:::larkspur-org-trail","arn:aws:s3:::larkspur-org-trail/*"]}]}""";

    private static readonly (string Id, string Name, string[] People)[] s_groups =
    [
        ("9067aa10-platform", "platform", ["noor.haddad", "felix.okafor"]),
        ("9067aa11-support", "support", ["jo.lindqvist", "amara.diallo"]),
        ("9067aa12-security", "security", ["yuki.tanaka"]),
    ];

    /// <summary>Adds the files to the management account.</summary>
    public static void Add(Account account)
    {
        var files = account.Files;
        foreach (var set in s_sets)
            AddSet(files, set);
        files["identitystore-users.json"] = new JsonObject { ["Users"] = new JsonArray([.. s_groups.SelectMany(g => g.People).Select(Person)]) };
        files["identitystore-groups.json"] = new JsonObject
        {
            ["Groups"] = new JsonArray([.. s_groups.Select(g => new JsonObject { ["GroupId"] = g.Id, ["DisplayName"] = g.Name, ["IdentityStoreId"] = "d-93677c0e11" })]),
        };
        foreach (var group in s_groups)
        {
            files[$"identitystore-group-memberships-{group.Id}.json"] = new JsonObject
            {
                ["GroupMemberships"] = new JsonArray([.. group.People.Select(p => new JsonObject
                {
                    ["IdentityStoreId"] = "d-93677c0e11", ["MembershipId"] = $"m-{group.Id}-{p}", ["GroupId"] = group.Id, ["MemberId"] = new JsonObject { ["UserId"] = UserId(p) },
                })]),
            };
        }
    }

    private static void AddSet(Dictionary<string, JsonNode> files, (string Id, string Name, string[] AwsManaged, string? Inline, (string Account, string Group)[] Assigned) set)
    {
        files[$"sso-admin-permission-set-{set.Id}.json"] = JsonNode.Parse($$"""
            {"PermissionSet":{"Name":"{{set.Name}}","PermissionSetArn":"{{Arn(set.Id)}}","CreatedDate":"2023-10-20T09:00:00+00:00","SessionDuration":"PT8H"} }
            """)!;
        files[$"sso-admin-managed-policies-{set.Id}.json"] = new JsonObject
        {
            ["AttachedManagedPolicies"] = new JsonArray([.. set.AwsManaged.Select(a => new JsonObject { ["Name"] = a[(a.LastIndexOf('/') + 1)..], ["Arn"] = a })]),
        };
        files[$"sso-admin-inline-policy-{set.Id}.json"] = new JsonObject { ["InlinePolicy"] = set.Inline ?? "" };
        files[$"sso-admin-account-assignments-{set.Id}.json"] = new JsonObject
        {
            ["AccountAssignments"] = new JsonArray([.. set.Assigned.Select(a => new JsonObject
            {
                ["AccountId"] = a.Account,
                ["PermissionSetArn"] = Arn(set.Id),
                ["PrincipalType"] = "GROUP",
                ["PrincipalId"] = s_groups.First(g => g.Name == a.Group).Id,
            })]),
        };
    }

    private static string Arn(string id) => $"arn:aws:sso:::permissionSet/ssoins-6804b1c2d3e4f506/{id}";

    private static string UserId(string name) => $"{Seeded.Of(name) >> 32:x8}-4a1b-70c0-{Seeded.Of(name + "'") & 0xffff:x4}-00000000{name.Length:x4}";

    private static JsonObject Person(string name) => new()
    {
        ["UserName"] = $"{name}@larkspur.example",
        ["UserId"] = UserId(name),
        ["DisplayName"] = string.Join(' ', name.Split('.').Select(p => char.ToUpperInvariant(p[0]) + p[1..])),
        ["Emails"] = new JsonArray(new JsonObject { ["Value"] = $"{name}@larkspur.example", ["Type"] = "work", ["Primary"] = true }),
        ["IdentityStoreId"] = "d-93677c0e11",
    };
}
