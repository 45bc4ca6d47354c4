using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>larkspur-production: the shop.</summary>
internal static class ProductionAccount
{
    private const string Id = Company.Production;

    /// <summary>The account.</summary>
    public static Account Build()
    {
        var account = new Account(Id, "larkspur-production", "aws+production@larkspur.example", Company.ProductionUnit) { Root = (700, false, true) };
        account.Users.AddRange(Users());
        account.Groups.Add(new Group("integrations", 1000) { Attached = [$"arn:aws:iam::{Id}:policy/integrations"] });
        account.Roles.AddRange(ProductionRoles.All());
        account.Policies.Add(new ManagedPolicy("report-access", 690,
            """{"Version":"2012-10-17","Statement":[{"Sid":"Reports","Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::larkspur-reports","arn:aws:s3:::larkspur-reports/*"]}]}""",
            """{"Version":"2012-10-17","Statement":[{"Sid":"Everything","Effect":"Allow","Action":"s3:*","Resource":"*"}]}"""));
        account.Policies.Add(new ManagedPolicy("integrations", 990, $$"""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Export","Effect":"Allow","Action":["s3:PutObject","s3:GetObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::larkspur-orders-export/*"},
              {"Sid":"Look","Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::larkspur-orders-export"},
              {"Sid":"Stock","Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query","dynamodb:Scan"],"Resource":"arn:aws:dynamodb:eu-west-1:{{Id}}:table/stock"}]}
            """));
        account.Config.AddRange(Resources());
        Files(account);
        account.Actors.AddRange(ProductionActors.All());
        return account;
    }

    private static IEnumerable<User> Users() =>
    [
        new("erp-integration", 1180) { Path = "/integrations/", Groups = ["integrations"], Keys = [new(1180, 0)], Tags = new Dictionary<string, string> { ["owner"] = "erp@larkspur.example" } },
        new("old-exporter", 1300) { Path = "/integrations/", Groups = ["integrations"], Keys = [new(1300, 512), new(500, null)] },
    ];

    private static IEnumerable<ConfigItem> Resources() =>
    [
        Items.Bucket("larkspur-shop-assets", """{"Version":"2012-10-17","Statement":[{"Sid":"Everybody","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::larkspur-shop-assets/*"}]}""", blocked: false),
        Items.Bucket("larkspur-reports", """{"Version":"2012-10-17","Statement":[{"Sid":"EncryptedOnly","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::larkspur-reports","arn:aws:s3:::larkspur-reports/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""", blocked: true, "internal"),
        Items.Bucket("larkspur-orders-export", null, blocked: true, "customer"),
        Items.Bucket("larkspur-warehouse", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"ParcelPilotReads","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Company.ParcelPilot}}:root"},"Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::larkspur-warehouse","arn:aws:s3:::larkspur-warehouse/*"]}]}""", blocked: true),
        Items.Bucket("larkspur-artifacts", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"BuildsWrite","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Company.Development}}:role/codebuild-site"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::larkspur-artifacts/*"}]}""", blocked: true),
        Items.Bucket("larkspur-plant-guides", null, blocked: true),
        Items.Key(Id, ProductionRoles.OrdersKey, "orders", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Account","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Id}}:root"},"Action":"kms:*","Resource":"*"}]}"""),
        Items.Secret(Id, "storefront/db", "Qw7xYz"),
        Items.Secret(Id, "payments/provider", "Lm4nOp"),
        Items.Queue(Id, "orders", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"FromTopics","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:{{Id}}:orders"}]}"""),
        Items.Queue(Id, "payments", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"FromOurTopic","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:{{Id}}:payments","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-west-1:{{Id}}:payments"} } }]}"""),
        Items.Function(Id, "storefront", "storefront"),
        Items.Function(Id, "nightly-maintenance", "production-admin"),
        Items.Function(Id, "plant-advisor-tools", "storefront", $$"""{"Version":"2012-10-17","Id":"default","Statement":[{"Sid":"agent","Effect":"Allow","Principal":{"Service":"bedrock.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:eu-west-1:{{Id}}:function:plant-advisor-tools","Condition":{"StringEquals":{"AWS:SourceAccount":"{{Id}}"} } }]}"""),
        Table("orders", "customer"),
        Table("stock", null),
        Items.GitHub(Id),
        .. Containers(),
    ];

    private static ConfigItem Table(string name, string? dataClass)
    {
        var arn = $"arn:aws:dynamodb:eu-west-1:{Id}:table/{name}";
        return new ConfigItem("AWS::DynamoDB::Table", name, name, arn, $$"""{"tableName":"{{name}}","tableArn":"{{arn}}","tableStatus":"ACTIVE"}""")
        {
            Tags = dataClass is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["data-class"] = dataClass },
        };
    }

    private static IEnumerable<ConfigItem> Containers()
    {
        var ecs = $"arn:aws:ecs:eu-west-1:{Id}";
        yield return new("AWS::ECS::Cluster", $"{ecs}:cluster/shop", "shop", $"{ecs}:cluster/shop", $$"""{"ClusterName":"shop","Arn":"{{ecs}}:cluster/shop"}""");
        foreach (var (family, revision, role) in new[] { ("report", 7, "report-reader"), ("payments", 31, "payments-worker") })
        {
            var definition = $"{ecs}:task-definition/{family}:{revision}";
            yield return new("AWS::ECS::TaskDefinition", definition, family, definition,
                $$"""{"TaskDefinitionArn":"{{definition}}","Family":"{{family}}","TaskRoleArn":"arn:aws:iam::{{Id}}:role/{{role}}","ExecutionRoleArn":"arn:aws:iam::{{Id}}:role/ecs-execution","RequiresCompatibilities":["FARGATE"]}""");
            yield return new("AWS::ECS::Service", $"{ecs}:service/shop/{family}", family, $"{ecs}:service/shop/{family}",
                $$"""{"ServiceArn":"{{ecs}}:service/shop/{{family}}","ServiceName":"{{family}}","Cluster":"{{ecs}}:cluster/shop","TaskDefinition":"{{definition}}","DesiredCount":1,"EnableExecuteCommand":false,"LaunchType":"FARGATE"}""");
        }
    }

    private static void Files(Account account)
    {
        var ecs = $"arn:aws:ecs:eu-west-1:{Id}";
        account.Files["ecs-tasks.json"] = JsonNode.Parse($$"""
            {"tasks":[
              {"taskArn":"{{ecs}}:task/shop/0f4c1a77b6e94d3f8a52","clusterArn":"{{ecs}}:cluster/shop","taskDefinitionArn":"{{ecs}}:task-definition/report:7","lastStatus":"RUNNING","enableExecuteCommand":false,"group":"service:report","launchType":"FARGATE","overrides":{"containerOverrides":[]} },
              {"taskArn":"{{ecs}}:task/shop/3b91d2c8e07f4a66b1d0","clusterArn":"{{ecs}}:cluster/shop","taskDefinitionArn":"{{ecs}}:task-definition/payments:31","lastStatus":"RUNNING","enableExecuteCommand":true,"group":"service:payments","launchType":"FARGATE","overrides":{"containerOverrides":[]} }],
             "failures":[]}
            """)!;
        account.Files["ecs-container-instances.json"] = JsonNode.Parse("""{"containerInstances":[],"failures":[]}""")!;
        account.Files["glue-dev-endpoints.json"] = JsonNode.Parse("""{"DevEndpoints":[]}""")!;
        account.Files["cloudformation-stack-sets.json"] = JsonNode.Parse("""{"Summaries":[]}""")!;
        account.Files["sagemaker-notebook-instances.json"] = JsonNode.Parse("""{"NotebookInstances":[]}""")!;
        account.Files["bedrock-agentcore-code-interpreters.json"] = JsonNode.Parse("""{"codeInterpreterSummaries":[]}""")!;
        account.Files["lambda-function-url-configs.json"] = JsonNode.Parse("""{"FunctionUrlConfigs":[]}""")!;
        account.Files["ssm-parameters.json"] = JsonNode.Parse($$"""
            {"Parameters":[{"Name":"/payments/flags","ARN":"arn:aws:ssm:eu-west-1:{{Id}}:parameter/payments/flags","Type":"String","Version":14,"Tier":"Standard"}]}
            """)!;
        Agent(account);
    }

    private static void Agent(Account account)
    {
        account.Files["bedrock-agent-agents.json"] = JsonNode.Parse("""
            {"agentSummaries":[{"agentId":"PLANTADV01","agentName":"plant-advisor","agentStatus":"PREPARED","description":"advises customers","updatedAt":"2026-09-02T10:00:00+00:00","latestAgentVersion":"4"}]}
            """)!;
        account.Files["bedrock-agent-agent-PLANTADV01.json"] = JsonNode.Parse($$"""
            {"agent":{"agentId":"PLANTADV01","agentName":"plant-advisor","agentArn":"arn:aws:bedrock:eu-west-1:{{Id}}:agent/PLANTADV01","agentVersion":"DRAFT","agentStatus":"PREPARED",
              "foundationModel":"amazon.nova-pro-v1:0","instruction":"You advise customers of Larkspur Plants.","agentResourceRoleArn":"arn:aws:iam::{{Id}}:role/AmazonBedrockExecutionRoleForAgents_PLANTADV",
              "agentCollaboration":"DISABLED","createdAt":"2026-03-05T10:00:00+00:00","updatedAt":"2026-09-02T10:00:00+00:00","preparedAt":"2026-09-02T10:00:00+00:00"} }
            """)!;
        account.Files["bedrock-agent-action-groups-PLANTADV01.json"] = JsonNode.Parse("""
            {"actionGroupSummaries":[{"actionGroupId":"TOOLS00001","actionGroupName":"shop-tools","actionGroupState":"ENABLED","updatedAt":"2026-09-02T10:00:00+00:00"}]}
            """)!;
        account.Files["bedrock-agent-action-group-PLANTADV01-TOOLS00001.json"] = JsonNode.Parse($$"""
            {"agentActionGroup":{"agentId":"PLANTADV01","agentVersion":"4","actionGroupId":"TOOLS00001","actionGroupName":"shop-tools","actionGroupState":"ENABLED",
              "actionGroupExecutor":{"lambda":"arn:aws:lambda:eu-west-1:{{Id}}:function:plant-advisor-tools"},"functionSchema":{"functions":[{"name":"find_order","requireConfirmation":"DISABLED"}]},
              "createdAt":"2026-03-05T10:00:00+00:00","updatedAt":"2026-09-02T10:00:00+00:00"} }
            """)!;
        account.Files["bedrock-agent-aliases-PLANTADV01.json"] = JsonNode.Parse("""
            {"agentAliasSummaries":[{"agentAliasId":"LIVE000001","agentAliasName":"live","agentAliasStatus":"PREPARED","aliasInvocationState":"ACCEPT_INVOCATIONS","routingConfiguration":[{"agentVersion":"4"}],"createdAt":"2026-03-05T10:00:00+00:00","updatedAt":"2026-09-02T10:00:00+00:00"}]}
            """)!;
    }
}
