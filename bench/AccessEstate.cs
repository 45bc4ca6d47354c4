using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Model;

namespace Ambit.Bench;

/// <summary>Estates to decide over, made in memory: one account in an organisation of three levels.</summary>
internal static class AccessEstate
{
    public const string Account = "111111111111";
    public const string Simple = "arn:aws:iam::111111111111:user/simple";
    public const string Heavy = "arn:aws:iam::111111111111:user/heavy";

    private static readonly string[] Managed =
    [
        "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AmazonEC2FullAccess", "arn:aws:iam::aws:policy/AmazonRDSFullAccess",
        "arn:aws:iam::aws:policy/AWSLambda_FullAccess", "arn:aws:iam::aws:policy/CloudWatchFullAccess", "arn:aws:iam::aws:policy/AmazonS3FullAccess",
    ];

    /// <summary>The two users of the comparison, and as many roles as asked for, each with a policy of its own.</summary>
    public static AwsEstate Of(int roles) => new()
    {
        Accounts = [new AwsAccount(Account, "aws", "bench", "o-bench", "ou-1", new Dictionary<string, string>(), Exported: true, null)],
        Organizations = [Organization(guarded: true)],
        Users = [User(Simple, "simple") with { InlinePolicies = [Policy("own", "s3:GetObject", "arn:aws:s3:::data/*")] },
            User(Heavy, "heavy") with { AttachedPolicies = Managed, Boundary = "arn:aws:iam::aws:policy/PowerUserAccess" }],
        Groups = [],
        Roles = [.. Enumerable.Range(0, roles).Select(Role)],
        ManagedPolicies = new Dictionary<string, AwsManagedPolicy>(),
        InstanceProfiles = [],
        Resources = [],
        KmsGrants = [],
        IdentityCenter = IdentityCenter.None,
        Coverage = new HashSet<(string, string)>(),
    };

    private static AwsRole Role(int index) => new()
    {
        Arn = $"arn:aws:iam::{Account}:role/role-{index}",
        Account = Account,
        Name = $"role-{index}",
        Trust = Text("trust", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""),
        InlinePolicies =
        [
            Policy("buckets", index % 20 == 0 ? "s3:*" : "s3:List*", $"arn:aws:s3:::data-{index % 97}/*"),
            Policy("queues", "sqs:SendMessage", $"arn:aws:sqs:eu-west-1:{Account}:jobs-{index}"),
        ],
        AttachedPolicies = index % 10 == 0 ? ["arn:aws:iam::aws:policy/ReadOnlyAccess"] : [],
    };

    private static AwsUser User(string arn, string name) => new() { Arn = arn, Account = Account, Name = name };

    private static AwsOrganization Organization(bool guarded)
    {
        IReadOnlyList<PolicyText> level = guarded
            ? [Text("FullAWSAccess", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""),
                Text("guard", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["organizations:LeaveOrganization","cloudtrail:StopLogging"],"Resource":"*"},{"Effect":"Deny","NotAction":["iam:*","sts:*","organizations:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}}]}""")]
            : [];
        var nodes = new Dictionary<string, OrganizationNode>
        {
            ["r-1"] = new("r-1", "root", "root", null, level, null),
            ["ou-1"] = new("ou-1", "organizationalUnit", "unit", "r-1", level, null),
            [Account] = new(Account, "account", "bench", "ou-1", level, null),
        };
        return new AwsOrganization("o-bench", "999999999999", nodes, true, false, new Dictionary<string, IReadOnlyList<string>>());
    }

    private static PolicyText Policy(string name, string action, string resource) =>
        Text(name, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}""");

    private static PolicyText Text(string name, string json)
    {
        using var document = JsonDocument.Parse(json);
        return new PolicyText(name, document.RootElement.Clone(), default(SourceLocation));
    }
}
