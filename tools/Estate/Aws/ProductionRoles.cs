namespace Ambit.Estate.Aws;

/// <summary>The roles of production, each there for a reason that docs/sample-estate.md tells.</summary>
internal static class ProductionRoles
{
    private const string Id = Company.Production;
    public const string OrdersKey = "0b8f2c11-4d7e-4f6a-9c55-1a2b3c4d5e6f";
    public static readonly string StorefrontSecret = Items.SecretArn(Id, "storefront/db", "Qw7xYz");
    public static readonly string PaymentsSecret = Items.SecretArn(Id, "payments/provider", "Lm4nOp");

    /// <summary>All of them.</summary>
    public static IEnumerable<Role> All() => [.. Company.MemberRoles(), .. People(), .. Pipeline(), .. Workloads(), .. Vendors(), .. LeftOver(), .. Linked()];

    private static IEnumerable<Role> People() =>
    [
        new(Company.ReservedRole("PlatformAdmin", Id), 1100, Company.TrustIdentityCenter(Id))
        {
            Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 0,
        },
        new(Company.ReservedRole("SupportReadOnly", Id), 900, Company.TrustIdentityCenter(Id))
        {
            Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Attached = ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"], UsedDaysAgo = 0,
        },
    ];

    private static IEnumerable<Role> Pipeline() =>
    [
        new("deploy", 820, Company.TrustAws($"arn:aws:iam::{Company.Development}:role/developer"))
        {
            Description = "developers release the shop with it", UsedDaysAgo = 1, Tags = Owner("shop"),
            Inline = [new("deploy", DeployPolicy)],
        },
        new("production-admin", 780, Company.TrustService("lambda.amazonaws.com"))
        {
            Description = "runs the nightly maintenance", Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 0, Tags = Owner("platform"),
        },
        new("github-release", 400, Items.TrustGitHub(Id, """{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:sub":"repo:larkspur-plants/shop:ref:refs/heads/main"}}"""))
        {
            UsedDaysAgo = 1, Tags = Owner("shop"),
            Inline = [new("publish", """
                {"Version":"2012-10-17","Statement":[
                  {"Sid":"Assets","Effect":"Allow","Action":["s3:PutObject","s3:ListBucket"],"Resource":["arn:aws:s3:::larkspur-shop-assets","arn:aws:s3:::larkspur-shop-assets/*"]},
                  {"Sid":"Invalidate","Effect":"Allow","Action":"cloudfront:CreateInvalidation","Resource":"arn:aws:cloudfront::420000000020:distribution/E2LARKSPURSHOP"}]}
                """)],
        },
    ];

    private const string DeployPolicy = """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Release","Effect":"Allow","Action":["cloudformation:*","lambda:*"],"Resource":"*"},
          {"Sid":"Artifacts","Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:ListBucket"],"Resource":["arn:aws:s3:::larkspur-artifacts","arn:aws:s3:::larkspur-artifacts/*"]},
          {"Sid":"PassAnyRole","Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::420000000020:role/*"},
          {"Sid":"Look","Effect":"Allow","Action":["iam:GetRole","iam:ListRoles","logs:DescribeLogGroups","logs:FilterLogEvents"],"Resource":"*"}]}
        """;

    private static IEnumerable<Role> Workloads() =>
    [
        new("storefront", 810, Company.TrustService("lambda.amazonaws.com"))
        {
            Attached = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"], UsedDaysAgo = 0, Tags = Owner("shop"),
            Inline = [new("storefront", $$"""
                {"Version":"2012-10-17","Statement":[
                  {"Sid":"Orders","Effect":"Allow","Action":"dynamodb:*","Resource":["arn:aws:dynamodb:eu-west-1:{{Id}}:table/orders","arn:aws:dynamodb:eu-west-1:{{Id}}:table/orders/index/*"]},
                  {"Sid":"Queue","Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:{{Id}}:orders"},
                  {"Sid":"Secret","Effect":"Allow","Action":["secretsmanager:GetSecretValue","secretsmanager:DescribeSecret"],"Resource":"arn:aws:secretsmanager:eu-west-1:{{Id}}:secret:storefront/*"},
                  {"Sid":"Key","Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":"{{Items.KeyArn(Id, OrdersKey)}}"}]}
                """)],
        },
        new("payments-worker", 640, Company.TrustService("ecs-tasks.amazonaws.com"))
        {
            UsedDaysAgo = 0, Tags = Owner("payments"),
            Inline = [new("worker", $$"""
                {"Version":"2012-10-17","Statement":[
                  {"Sid":"Queue","Effect":"Allow","Action":["sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueAttributes"],"Resource":"arn:aws:sqs:eu-west-1:{{Id}}:payments"},
                  {"Sid":"Secret","Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"{{PaymentsSecret}}"},
                  {"Sid":"Key","Effect":"Allow","Action":"kms:*","Resource":"{{Items.KeyArn(Id, OrdersKey)}}"},
                  {"Sid":"NotOutsideOurNetwork","Effect":"Deny","Action":"secretsmanager:*","Resource":"*","Condition":{"StringNotEqualsIfExists":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"},"BoolIfExists":{"aws:ViaAWSService":"false"} } }]}
                """), new("flags", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Flags","Effect":"Allow","Action":"ssm:GetParameter","Resource":"arn:aws:ssm:eu-west-1:{{Id}}:parameter/payments/*"}]}""")],
        },
        new("report-reader", 700, Company.TrustService("ecs-tasks.amazonaws.com")) { Attached = [$"arn:aws:iam::{Id}:policy/report-access"], UsedDaysAgo = 0, Tags = Owner("analytics") },
        new("ecs-execution", 700, Company.TrustService("ecs-tasks.amazonaws.com")) { Attached = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"], UsedDaysAgo = 0 },
        new("nightly-scheduler", 780, Company.TrustService("scheduler.amazonaws.com"))
        {
            UsedDaysAgo = 0, Inline = [new("invoke", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:eu-west-1:{{Id}}:function:nightly-maintenance"}]}""")],
        },
        new("AmazonBedrockExecutionRoleForAgents_PLANTADV", 240, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"bedrock.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"{{Id}}"},"ArnLike":{"aws:SourceArn":"arn:aws:bedrock:eu-west-1:{{Id}}:agent/*"} } }]}""")
        {
            UsedDaysAgo = 0,
            Inline = [new("agent", """
                {"Version":"2012-10-17","Statement":[
                  {"Sid":"Model","Effect":"Allow","Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],"Resource":"arn:aws:bedrock:eu-west-1::foundation-model/*"},
                  {"Sid":"Guides","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::larkspur-plant-guides/*"},
                  {"Sid":"TooMuch","Effect":"Allow","Action":"dynamodb:*","Resource":"*"}]}
                """)],
        },
    ];

    private static IEnumerable<Role> Vendors() =>
    [
        new("warehouse-sync", 620, Company.TrustAws($"arn:aws:iam::{Company.ParcelPilot}:root"))
        {
            Description = "ParcelPilot fetches and returns parcel lists", UsedDaysAgo = 0,
            Inline = [new("parcels", """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::larkspur-warehouse/*"},
                  {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::larkspur-warehouse"}]}
                """)],
        },
        new("glasswatch", 520, Company.TrustAws($"arn:aws:iam::{Company.Glasswatch}:root", """{"StringEquals":{"sts:ExternalId":"lk-7f31c2"}}"""))
        {
            Description = "Glasswatch monitors us", Attached = ["arn:aws:iam::aws:policy/SecurityAudit"], UsedDaysAgo = 0,
        },
    ];

    private static IEnumerable<Role> LeftOver() =>
    [
        new("legacy-importer", 1250, Company.TrustService("ec2.amazonaws.com"))
        {
            Description = "import of 2023", InstanceProfile = true, Attached = ["arn:aws:iam::aws:policy/AmazonS3FullAccess", "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"], UsedDaysAgo = 610,
        },
        new("auditor-2023", 1150, Company.TrustAws("AROAQ7LKSPRDELETED0X2")) { Attached = ["arn:aws:iam::aws:policy/ReadOnlyAccess"], UsedDaysAgo = 1002 },
    ];

    private static IEnumerable<Role> Linked() =>
    [
        Company.ServiceLinked("AWSServiceRoleForECS", "ecs.amazonaws.com", "AmazonECSServiceRolePolicy", 700),
        Company.ServiceLinked("AWSServiceRoleForConfig", "config.amazonaws.com", "AWSConfigServiceRolePolicy", 900),
    ];

    private static Dictionary<string, string> Owner(string team) => new() { ["owner"] = $"{team}@larkspur.example" };
}
