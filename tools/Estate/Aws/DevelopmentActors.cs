using static Ambit.Estate.Aws.Calls;

namespace Ambit.Estate.Aws;

/// <summary>Who did what in development.</summary>
internal static class DevelopmentActors
{
    private const string Id = Company.Development;
    private static readonly string[] s_office = ["198.51.100.50", "198.51.100.51", "198.51.100.52"];

    /// <summary>Everybody.</summary>
    public static IEnumerable<Actor> All() => [.. Users(), Developer(), .. Builds(), .. Machines(), Platform()];

    private static IEnumerable<Actor> Users() => new[] { ("ines.vogel", true), ("priya.nair", true), ("tom.alder", false) }.Select(p =>
        new Actor(CallerKind.IamUser, Id, p.Item1)
        {
            Mfa = p.Item2,
            Person = true,
            Sessions = [p.Item1],
            Addresses = s_office,
            Agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
            Calls =
            [
                SignIn(0.7, p.Item2),
                AssumeRole($"arn:aws:iam::{Id}:role/developer", 1.6),
                Read("iam", "ListAccessKeys", 0.05, $$"""{"userName":"{{p.Item1}}"}""") with { Region = Company.Global },
                Write("iam", "CreateAccessKey", 0, $$"""{"userName":"{{p.Item1}}"}""").Refused("AccessDenied", $"User: arn:aws:iam::{Id}:user/{p.Item1} is not authorized to perform: iam:CreateAccessKey on resource: user {p.Item1} because no identity-based policy allows the iam:CreateAccessKey action") with { Region = Company.Global, OnDays = [20] },
            ],
        });

    private static Actor Developer() => new(CallerKind.AssumedRole, Id, "developer")
    {
        Sessions = ["ines.vogel", "priya.nair", "tom.alder"],
        Person = true,
        Addresses = s_office,
        Agent = "aws-cli/2.28.11 md/awscrt#0.27.6 ua/2.1 os/macos",
        Calls =
        [
            AssumeRole($"arn:aws:iam::{Company.Production}:role/deploy", 2.4) with { Also = Company.Production },
            Read("ec2", "DescribeInstances", 5, """{"maxResults":100,"filterSet":{},"instancesSet":{}}"""),
            Read("lambda", "ListFunctions20150331", 3),
            Write("lambda", "UpdateFunctionCode20150331v2", 4, """{"functionName":"thumbnails","publish":false,"dryRun":false}"""),
            Read("logs", "FilterLogEvents", 4, """{"logGroupName":"/aws/lambda/thumbnails","startTime":1788000000000}"""),
            Read("dynamodb", "ListTables", 2, "{}"),
            Read("codebuild", "BatchGetBuilds", 2, """{"ids":["site:6d1c2f30-1a2b-4c3d-9e4f-5a6b7c8d9e0f"]}"""),
            Read("ec2", "DescribeInstances", 0, """{"maxResults":100,"filterSet":{},"instancesSet":{}}""").Refused("Client.UnauthorizedOperation", $"You are not authorized to perform this operation. User: arn:aws:sts::{Id}:assumed-role/developer/{{session}} is not authorized to perform: ec2:DescribeInstances with an explicit deny in a service control policy: arn:aws:organizations::{Company.Management}:policy/{Company.Organization}/service_control_policy/p-lkfence1") with { Region = "us-west-2", OnDays = [9, 33, 70] },
            Write("iam", "CreateUser", 0, """{"userName":"demo"}""").Refused("AccessDenied", $"User: arn:aws:sts::{Id}:assumed-role/developer/{{session}} is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::{Id}:user/demo because no identity-based policy allows the iam:CreateUser action") with { Region = Company.Global, OnDays = [27] },
            AssumeRole($"arn:aws:iam::{Company.Production}:role/production-admin", 0).Refused("AccessDenied", $"User: arn:aws:sts::{Id}:assumed-role/developer/{{session}} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::{Company.Production}:role/production-admin") with { OnDays = [58] },
        ],
    };

    private static IEnumerable<Actor> Builds() =>
    [
        new(CallerKind.WebIdentityUser, Id, "repo:larkspur-plants/shop:pull_request")
        {
            Addresses = ["192.0.2.140", "192.0.2.141"], Agent = "configure-aws-credentials-for-github-actions",
            Calls = [AssumeRole($"arn:aws:iam::{Id}:role/github-ci", 5, "ci") with { Name = "AssumeRoleWithWebIdentity" }],
        },
        new(CallerKind.AssumedRole, Id, "github-ci")
        {
            Sessions = ["ci"], Addresses = ["192.0.2.140", "192.0.2.141"], Agent = "aws-cli/2.28.11 os/linux",
            Calls =
            [
                Read("ecr", "GetAuthorizationToken", 5, "{}"),
                Write("ecr", "PutImage", 3, $$"""{"registryId":"{{Id}}","repositoryName":"shop","imageTag":"ci-{{"{n}"}}"}""") with { Resources = [$"AWS::ECR::Repository arn:aws:ecr:eu-west-1:{Id}:repository/shop"] },
                Write("codebuild", "StartBuild", 3, """{"projectName":"site"}"""),
                AssumeRole($"arn:aws:iam::{Id}:role/terraform", 0.4, "apply"),
            ],
        },
        new(CallerKind.AssumedRole, Id, "terraform")
        {
            Sessions = ["apply"], Addresses = ["192.0.2.140"], Agent = "HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io)",
            Calls =
            [
                Read("iam", "GetRole", 1.2, """{"roleName":"bastion"}""") with { Region = Company.Global },
                Read("iam", "ListRolePolicies", 1.2, """{"roleName":"bastion"}""") with { Region = Company.Global },
                Read("ec2", "DescribeSecurityGroups", 1.2, """{"securityGroupSet":{}}"""),
            ],
        },
        ServiceAssumes("codebuild.amazonaws.com", Id, ("codebuild-site", "AWSCodeBuild-6d1c2f30", 3)),
        new(CallerKind.AssumedRole, Id, "codebuild-site")
        {
            Sessions = ["AWSCodeBuild-6d1c2f30"], Addresses = ["203.0.113.60"], Agent = "aws-sdk-go/1.55.5 codebuild",
            Calls = [Write("logs", "CreateLogStream", 3, """{"logGroupName":"/aws/codebuild/site","logStreamName":"{id}"}"""), Read("ecr", "GetAuthorizationToken", 3, "{}"),
                PutObject("larkspur-artifacts", "shop/{id}.zip", 2) with { Also = Company.Production }],
        },
    ];

    private static IEnumerable<Actor> Machines() =>
    [
        ServiceAssumes("ec2.amazonaws.com", Id, ("bastion", "i-0c4e8a1f2b3d45678", 4)),
        new(CallerKind.AssumedRole, Id, "bastion")
        {
            Sessions = ["i-0c4e8a1f2b3d45678"], Addresses = ["203.0.113.7"], Agent = "aws-sdk-go/1.55.5 amazon-ssm-agent/3.3.2299.0",
            Calls =
            [
                Write("ssm", "UpdateInstanceInformation", 20, """{"instanceId":"i-0c4e8a1f2b3d45678","agentVersion":"3.3.2299.0","agentStatus":"Active","platformType":"Linux"}"""),
                Read("ec2", "DescribeTags", 2, """{"maxResults":100,"filterSet":{}}"""),
            ],
        },
        ServiceAssumes("lambda.amazonaws.com", Id, ("thumbnails", "thumbnails", 2)),
        new(CallerKind.AssumedRole, Id, "thumbnails")
        {
            Sessions = ["thumbnails"], Addresses = ["203.0.113.61"], Calls = [Write("logs", "CreateLogStream", 2, """{"logGroupName":"/aws/lambda/thumbnails","logStreamName":"{day}/[$LATEST]{id}"}""")],
        },
        ServiceAssumes("bedrock-agentcore.amazonaws.com", Id, ("stock-forecaster", "BedrockAgentCore-stock", 0.5)),
        new(CallerKind.AssumedRole, Id, "stock-forecaster")
        {
            Sessions = ["BedrockAgentCore-stock"], Addresses = ["203.0.113.81"], Calls = [Read("bedrock", "InvokeModel", 1.5, """{"modelId":"amazon.nova-lite-v1:0"}""")],
        },
    ];

    private static Actor Platform() => new(CallerKind.AssumedRole, Id, Company.ReservedRole("PlatformAdmin", Id))
    {
        Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/",
        Sessions = ["noor.haddad@larkspur.example"],
        Mfa = true,
        Person = true,
        Addresses = ["198.51.100.20"],
        Agent = "Mozilla/5.0 (X11; Linux x86_64)",
        Calls = [Read("ec2", "DescribeInstances", 1, """{"maxResults":100,"filterSet":{},"instancesSet":{}}"""), Read("iam", "ListUsers", 0.4) with { Region = Company.Global }],
    };
}
