using static Ambit.Estate.Aws.Calls;

namespace Ambit.Estate.Aws;

/// <summary>Who did what in production.</summary>
internal static class ProductionActors
{
    private const string Id = Company.Production;
    private const string Endpoint = "vpce-0a1b2c3d4e5f60718";
    private static readonly string[] s_office = ["198.51.100.20", "198.51.100.21", "198.51.100.22"];

    /// <summary>Everybody.</summary>
    public static IEnumerable<Actor> All() => [.. Services(), Storefront(), Payments(), ReportReader(), Execution(), Maintenance(), Agent(), .. Releases(), .. Vendors(), .. People(), Erp()];

    private static IEnumerable<Actor> Services() =>
    [
        ServiceAssumes("lambda.amazonaws.com", Id, ("storefront", "storefront", 6), ("production-admin", "nightly-maintenance", 1)),
        ServiceAssumes("ecs-tasks.amazonaws.com", Id, ("payments-worker", "3b91d2c8e07f4a66b1d0", 4), ("report-reader", "0f4c1a77b6e94d3f8a52", 2), ("ecs-execution", "3b91d2c8e07f4a66b1d0", 2)),
        ServiceAssumes("scheduler.amazonaws.com", Id, ("nightly-scheduler", "nightly", 1)),
        ServiceAssumes("bedrock.amazonaws.com", Id, ("AmazonBedrockExecutionRoleForAgents_PLANTADV", "BedrockAgents-PLANTADV01", 3)),
    ];

    private static Actor Storefront() => new(CallerKind.AssumedRole, Id, "storefront")
    {
        Sessions = ["storefront", "plant-advisor-tools"],
        Addresses = ["203.0.113.71", "203.0.113.72"],
        Calls = [.. GetSecret(ProductionRoles.StorefrontSecret, Items.KeyArn(Id, ProductionRoles.OrdersKey), 14),
            Write("logs", "CreateLogStream", 4, """{"logGroupName":"/aws/lambda/storefront","logStreamName":"{day}/[$LATEST]{id}"}"""),
            Read("dynamodb", "DescribeTable", 3, """{"tableName":"orders"}""") with { Resources = [$"AWS::DynamoDB::Table arn:aws:dynamodb:eu-west-1:{Id}:table/orders"] }],
    };

    private static Actor Payments() => new(CallerKind.AssumedRole, Id, "payments-worker")
    {
        Sessions = ["3b91d2c8e07f4a66b1d0"],
        Addresses = ["10.20.4.17", "10.20.5.23"],
        VpcEndpoint = Endpoint,
        Calls = [.. GetSecret(ProductionRoles.PaymentsSecret, Items.KeyArn(Id, ProductionRoles.OrdersKey), 9),
            Flags(4) with { Window = (46, int.MaxValue) },
            Flags(2.5).Refused("AccessDeniedException", $"User: arn:aws:sts::{Id}:assumed-role/payments-worker/{{session}} is not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:eu-west-1:{Id}:parameter/payments/flags because no identity-based policy allows the ssm:GetParameter action") with { Window = (41, 43) }],
    };

    private static Call Flags(double perDay) =>
        Read("ssm", "GetParameter", perDay, """{"name":"/payments/flags","withDecryption":true}""") with { Resources = [$"AWS::SSM::Parameter arn:aws:ssm:eu-west-1:{Id}:parameter/payments/flags"] };

    private static Actor ReportReader() => new(CallerKind.AssumedRole, Id, "report-reader")
    {
        Sessions = ["0f4c1a77b6e94d3f8a52"],
        Addresses = ["10.20.4.31"],
        VpcEndpoint = Endpoint,
        Agent = "Boto3/1.40.21 md/Botocore#1.40.21 lang/python#3.12.11",
        Calls =
        [
            ListObjects("larkspur-reports", "daily/", 4),
            GetObject("larkspur-reports", "daily/{day}/sales-{n}.parquet", 22),
            ListObjects("larkspur-orders-export", "erp/", 2),
            GetObject("larkspur-orders-export", "erp/{day}/orders-{n}.csv", 12),
        ],
    };

    private static Actor Execution() => new(CallerKind.AssumedRole, Id, "ecs-execution")
    {
        Sessions = ["3b91d2c8e07f4a66b1d0", "0f4c1a77b6e94d3f8a52"],
        Addresses = ["10.20.4.17"],
        Agent = "AWS ECS Agent/1.98.0",
        Calls =
        [
            Read("ecr", "GetAuthorizationToken", 2, "{}"),
            Read("ecr", "BatchGetImage", 2, $$"""{"registryId":"{{Id}}","repositoryName":"shop","imageIds":[{"imageTag":"live"}]}""") with { Resources = [$"AWS::ECR::Repository arn:aws:ecr:eu-west-1:{Id}:repository/shop"] },
            Write("logs", "CreateLogStream", 2, """{"logGroupName":"/ecs/shop","logStreamName":"shop/{id}"}"""),
        ],
    };

    private static Actor Maintenance() => new(CallerKind.AssumedRole, Id, "production-admin")
    {
        Sessions = ["nightly-maintenance"],
        Addresses = ["203.0.113.75"],
        Calls =
        [
            Write("dynamodb", "CreateBackup", 1, """{"tableName":"orders","backupName":"nightly-{day}"}""") with { Hour = 2, Resources = [$"AWS::DynamoDB::Table arn:aws:dynamodb:eu-west-1:{Id}:table/orders"] },
            Read("dynamodb", "ListBackups", 1, """{"tableName":"orders"}""") with { Hour = 2 },
            Write("logs", "CreateLogStream", 1, """{"logGroupName":"/aws/lambda/nightly-maintenance","logStreamName":"{day}/[$LATEST]{id}"}""") with { Hour = 2 },
        ],
    };

    private static Actor Agent() => new(CallerKind.AssumedRole, Id, "AmazonBedrockExecutionRoleForAgents_PLANTADV")
    {
        Sessions = ["BedrockAgents-PLANTADV01"],
        Addresses = ["203.0.113.80"],
        Calls = [Read("bedrock", "InvokeModel", 6, """{"modelId":"amazon.nova-pro-v1:0"}"""), GetObject("larkspur-plant-guides", "guides/plant-{n}.md", 6)],
    };

    private static IEnumerable<Actor> Releases() =>
    [
        new(CallerKind.AssumedRole, Id, "deploy")
        {
            Sessions = ["ines.vogel", "priya.nair", "tom.alder"], Person = true, Addresses = s_office, Agent = "aws-cli/2.28.11 md/awscrt#0.27.6 ua/2.1 os/macos",
            Calls =
            [
                Read("cloudformation", "DescribeStacks", 3, """{"stackName":"shop"}"""),
                Write("cloudformation", "UpdateStack", 0.8, """{"stackName":"shop","capabilities":["CAPABILITY_NAMED_IAM"],"usePreviousTemplate":false}"""),
                Write("lambda", "UpdateFunctionCode20150331v2", 1.6, $$"""{"functionName":"storefront","publish":true,"dryRun":false,"s3Bucket":"larkspur-artifacts","s3Key":"shop/{{"{id}"}}.zip"}"""),
                GetObject("larkspur-artifacts", "shop/{id}.zip", 1.6) with { InvokedBy = "lambda.amazonaws.com" },
                Read("lambda", "GetFunction20150331v2", 2.2, """{"functionName":"storefront"}"""),
                Write("lambda", "CreateFunction20150331", 0, $$"""{"functionName":"plant-advisor-tools","runtime":"nodejs22.x","role":"arn:aws:iam::{{Id}}:role/storefront","handler":"index.handler","code":{"s3Bucket":"larkspur-artifacts","s3Key":"advisor/tools.zip"},"publish":false}""") with { OnDays = [30] },
                Read("logs", "FilterLogEvents", 1.5, """{"logGroupName":"/aws/lambda/storefront","startTime":1788000000000}"""),
                Read("dynamodb", "DescribeTable", 0.1, """{"tableName":"orders"}""").Refused("AccessDenied", $"User: arn:aws:sts::{Id}:assumed-role/deploy/{{session}} is not authorized to perform: dynamodb:DescribeTable on resource: arn:aws:dynamodb:eu-west-1:{Id}:table/orders because no identity-based policy allows the dynamodb:DescribeTable action"),
            ],
        },
        new(CallerKind.WebIdentityUser, Id, "repo:larkspur-plants/shop:ref:refs/heads/main")
        {
            Addresses = ["192.0.2.130", "192.0.2.131"], Agent = "configure-aws-credentials-for-github-actions",
            Calls = [AssumeRole($"arn:aws:iam::{Id}:role/github-release", 1.4, "release") with { Name = "AssumeRoleWithWebIdentity" }],
        },
        new(CallerKind.AssumedRole, Id, "github-release")
        {
            Sessions = ["release"], Addresses = ["192.0.2.130", "192.0.2.131"], Agent = "aws-cli/2.28.11 os/linux",
            Calls = [PutObject("larkspur-shop-assets", "site/{day}/asset-{n}.css", 5), Write("cloudfront", "CreateInvalidation2020_05_31", 1.4, """{"distributionId":"E2LARKSPURSHOP","invalidationBatch":{"paths":{"quantity":1,"items":["/*"]}}}""") with { Region = Company.Global }],
        },
    ];

    private static IEnumerable<Actor> Vendors() =>
    [
        new(CallerKind.AwsAccount, Company.ParcelPilot, "AIDAPARCELPILOTSYNC01")
        {
            Addresses = ["192.0.2.44"], Agent = "aws-sdk-go-v2/1.36.3", Calls = [AssumeRole($"arn:aws:iam::{Id}:role/warehouse-sync", 3, "parcelpilot") with { Also = Id }],
        },
        new(CallerKind.AssumedRole, Id, "warehouse-sync")
        {
            Sessions = ["parcelpilot"], Addresses = ["192.0.2.44", "192.0.2.45"], Agent = "aws-sdk-go-v2/1.36.3",
            Calls = [ListObjects("larkspur-warehouse", "parcels/", 3), GetObject("larkspur-warehouse", "parcels/{day}/list-{n}.json", 8), PutObject("larkspur-warehouse", "labels/{day}/label-{n}.pdf", 6)],
        },
        new(CallerKind.AwsAccount, Company.Glasswatch, "AIDAGLASSWATCHPROBE1A")
        {
            Addresses = ["192.0.2.90"], Agent = "Boto3/1.40.2", Calls = [AssumeRole($"arn:aws:iam::{Id}:role/glasswatch", 4, "glasswatch") with { Also = Id, Request = $$"""{"roleArn":"arn:aws:iam::{{Id}}:role/glasswatch","roleSessionName":"glasswatch","externalId":"lk-7f31c2"}""" }],
        },
        new(CallerKind.AssumedRole, Id, "glasswatch")
        {
            Sessions = ["glasswatch"], Addresses = ["192.0.2.90"], Agent = "Boto3/1.40.2",
            Calls = [Read("ec2", "DescribeInstances", 5, """{"maxResults":100,"filterSet":{},"instancesSet":{}}"""), Read("lambda", "ListFunctions20150331", 4), Read("ecs", "ListClusters", 4, "{}")],
        },
    ];

    private static IEnumerable<Actor> People() =>
    [
        new(CallerKind.AssumedRole, Id, Company.ReservedRole("PlatformAdmin", Id))
        {
            Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Sessions = ["noor.haddad@larkspur.example", "felix.okafor@larkspur.example"], Mfa = true, Person = true, Addresses = s_office,
            Agent = "Mozilla/5.0 (X11; Linux x86_64)",
            Calls =
            [
                Read("ec2", "DescribeInstances", 2, """{"maxResults":100,"filterSet":{},"instancesSet":{}}"""),
                Read("ecs", "DescribeServices", 1.6, $$"""{"cluster":"arn:aws:ecs:eu-west-1:{{Id}}:cluster/shop","services":["payments"]}"""),
                Read("iam", "ListRoles", 0.6) with { Region = Company.Global },
                Write("iam", "PutRolePolicy", 0, $$"""{"roleName":"payments-worker","policyName":"flags","policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Flags\",\"Effect\":\"Allow\",\"Action\":\"ssm:GetParameter\",\"Resource\":\"arn:aws:ssm:eu-west-1:{{Id}}:parameter/payments/*\"}]}"}""") with { Region = Company.Global, OnDays = [45] },
                Write("ecs", "UpdateService", 0.5, $$"""{"cluster":"arn:aws:ecs:eu-west-1:{{Id}}:cluster/shop","service":"payments","forceNewDeployment":true}"""),
            ],
        },
        new(CallerKind.AssumedRole, Id, Company.ReservedRole("SupportReadOnly", Id))
        {
            Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Sessions = ["jo.lindqvist@larkspur.example", "amara.diallo@larkspur.example"], Mfa = true, Person = true, Addresses = ["198.51.100.40"],
            Agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
            Calls =
            [
                Read("s3", "ListBuckets", 1.2, """{"Host":"s3.eu-west-1.amazonaws.com"}"""),
                Read("dynamodb", "ListTables", 1.5, "{}"),
                Read("lambda", "ListFunctions20150331", 0.8),
                Read("secretsmanager", "GetSecretValue", 0, $$"""{"secretId":"{{ProductionRoles.StorefrontSecret}}"}""").Refused("AccessDenied", $"User: arn:aws:sts::{Id}:assumed-role/{Company.ReservedRole("SupportReadOnly", Id)}/{{session}} is not authorized to perform: secretsmanager:GetSecretValue on resource: {ProductionRoles.StorefrontSecret} because no identity-based policy allows the secretsmanager:GetSecretValue action") with { OnDays = [18, 52] },
            ],
        },
    ];

    private static Actor Erp() => new(CallerKind.IamUser, Id, "erp-integration")
    {
        Path = "/integrations/",
        LongTermKey = true,
        Addresses = ["192.0.2.200"],
        Agent = "aws-sdk-net/3.7.400",
        Calls = [PutObject("larkspur-orders-export", "erp/{day}/orders-{n}.csv", 12), ListObjects("larkspur-orders-export", "erp/", 2)],
    };
}
