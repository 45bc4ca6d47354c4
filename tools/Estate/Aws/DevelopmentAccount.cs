using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>larkspur-development: where people try things and where builds run.</summary>
internal static class DevelopmentAccount
{
    private const string Id = Company.Development;

    /// <summary>The account.</summary>
    public static Account Build()
    {
        var account = new Account(Id, "larkspur-development", "aws+development@larkspur.example", Company.DevelopmentUnit) { Root = (900, true, false) };
        account.Users.AddRange(Users());
        account.Groups.Add(new Group("developers", 1100) { Inline = [new("own", DevelopersPolicy)] });
        account.Roles.AddRange([.. Company.MemberRoles(), .. Roles()]);
        account.Policies.Add(new ManagedPolicy("developer-boundary", 500, """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Sandbox","Effect":"Allow","Action":["s3:*","dynamodb:*","logs:*","cloudwatch:*"],"Resource":"*"},
              {"Sid":"NotTheCap","Effect":"Deny","Action":["iam:DeleteRolePermissionsBoundary","iam:PutRolePermissionsBoundary","iam:CreatePolicyVersion"],"Resource":"*"}]}
            """));
        account.Config.AddRange(Resources());
        Files(account);
        account.Actors.AddRange(DevelopmentActors.All());
        return account;
    }

    private const string DevelopersPolicy = $$"""
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Become","Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::{{Id}}:role/developer"},
          {"Sid":"Self","Effect":"Allow","Action":["iam:ChangePassword","iam:GetUser","iam:ListAccessKeys"],"Resource":"arn:aws:iam::{{Id}}:user/${aws:username}"}]}
        """;

    private static IEnumerable<User> Users() =>
    [
        Person("ines.vogel", 800, mfa: true),
        Person("priya.nair", 620, mfa: true),
        Person("tom.alder", 410, mfa: false),
        new("mia.rowan", 1050) { Groups = ["developers"], Password = true, PasswordUsedDaysAgo = 233, Mfa = false, Keys = [new(1000, 241)], Tags = new Dictionary<string, string> { ["team"] = "shop" } },
        new("ci-legacy", 1150) { Attached = ["arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser"], Keys = [new(1150, 430, "ecr")] },
    ];

    private static User Person(string name, int daysOld, bool mfa) => new(name, daysOld)
    {
        Groups = ["developers"],
        Password = true,
        PasswordUsedDaysAgo = 1,
        Mfa = mfa,
        Tags = new Dictionary<string, string> { ["team"] = "shop" },
    };

    private static IEnumerable<Role> Roles() =>
    [
        new(Company.ReservedRole("PlatformAdmin", Id), 1100, Company.TrustIdentityCenter(Id))
        {
            Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 2,
        },
        new("developer", 820, Company.TrustAws($"arn:aws:iam::{Id}:root"))
        {
            Description = "day to day work", Attached = ["arn:aws:iam::aws:policy/PowerUserAccess"], UsedDaysAgo = 0, Tags = Team("shop"),
            Inline = [new("to-production", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Release","Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::{{Company.Production}}:role/deploy"}]}""")],
        },
        new("github-ci", 600, Items.TrustGitHub(Id, """{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{"token.actions.githubusercontent.com:sub":"repo:larkspur-plants/*"}}"""))
        {
            UsedDaysAgo = 0, Tags = Team("platform"),
            Inline = [new("ci", $$"""
                {"Version":"2012-10-17","Statement":[
                  {"Sid":"Images","Effect":"Allow","Action":"ecr:*","Resource":"*"},
                  {"Sid":"Build","Effect":"Allow","Action":["codebuild:StartBuild","codebuild:BatchGetBuilds"],"Resource":"arn:aws:codebuild:eu-west-1:{{Id}}:project/site"},
                  {"Sid":"Apply","Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::{{Id}}:role/terraform"}]}
                """)],
        },
        new("terraform", 590, Company.TrustAws($"arn:aws:iam::{Id}:role/github-ci"))
        {
            Attached = ["arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:iam::aws:policy/IAMFullAccess"], UsedDaysAgo = 2, Tags = Team("platform"),
        },
        new("codebuild-site", 640, Company.TrustService("codebuild.amazonaws.com"))
        {
            UsedDaysAgo = 0,
            Inline = [new("build", $$"""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"arn:aws:logs:eu-west-1:{{Id}}:log-group:/aws/codebuild/*"},
                  {"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::larkspur-artifacts/*"},
                  {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}]}
                """)],
        },
        new("thumbnails", 350, Company.TrustService("lambda.amazonaws.com")) { Attached = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"], UsedDaysAgo = 0, Tags = Team("shop") },
        .. Experiments(),
    ];

    private static IEnumerable<Role> Experiments() =>
    [
        new("bastion", 730, Company.TrustService("ec2.amazonaws.com"))
        {
            InstanceProfile = true, Attached = ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"], UsedDaysAgo = 0,
            Inline = [new("fleet", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}""")],
        },
        new("sandbox", 480, Company.TrustAws($"arn:aws:iam::{Id}:role/developer"))
        {
            Boundary = $"arn:aws:iam::{Id}:policy/developer-boundary", UsedDaysAgo = 20,
            Inline = [new("anything", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:*","s3:*","dynamodb:*"],"Resource":"*"}]}""")],
        },
        new("forecast-lab", 300, Company.TrustService("sagemaker.amazonaws.com")) { Attached = ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"], UsedDaysAgo = 150 },
        new("sandbox-interpreter", 120, Company.TrustService("bedrock-agentcore.amazonaws.com")) { Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 97 },
        new("stock-forecaster", 90, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"bedrock-agentcore.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"{{Id}}"} } }]}""")
        {
            UsedDaysAgo = 4, Inline = [new("model", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":"*"},{"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"},{"Effect":"Allow","Action":["bedrock-agentcore:GetWorkloadAccessToken","bedrock-agentcore:GetResourceOauth2Token"],"Resource":"*"}]}""")],
        },
        new("demo-share", 210, Company.TrustAws("*", """{"StringEquals":{"sts:ExternalId":"spring-fair"}}"""))
        {
            Description = "partners look at the demo", UsedDaysAgo = 12, Tags = Team("shop"),
            Inline = [new("look", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::larkspur-dev-scratch"}]}""")],
        },
        new("payroll-sso", 1090, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::{{Id}}:saml-provider/OldPayroll"},"Action":"sts:AssumeRoleWithSAML","Condition":{"StringEquals":{"SAML:aud":"https://signin.aws.amazon.com/saml"} } }]}""")
        {
            Attached = ["arn:aws:iam::aws:policy/ReadOnlyAccess"], UsedDaysAgo = 870,
        },
    ];

    private static IEnumerable<ConfigItem> Resources() =>
    [
        Items.GitHub(Id),
        Items.Bucket("larkspur-dev-scratch", null, blocked: true),
        Items.Queue(Id, "dev-webhooks", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Anybody","Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:{{Id}}:dev-webhooks"}]}"""),
        Items.Function(Id, "thumbnails", "thumbnails"),
        Items.Secret(Id, "bedrock-agentcore-identity!default/oauth2/seed-market", "Jh5kMn"),
        new("AWS::CodeBuild::Project", $"arn:aws:codebuild:eu-west-1:{Id}:project/site", "site", $"arn:aws:codebuild:eu-west-1:{Id}:project/site",
            $$"""{"name":"site","arn":"arn:aws:codebuild:eu-west-1:{{Id}}:project/site","serviceRole":"arn:aws:iam::{{Id}}:role/codebuild-site"}"""),
        new("AWS::EC2::Instance", "i-0c4e8a1f2b3d45678", "bastion", $"arn:aws:ec2:eu-west-1:{Id}:instance/i-0c4e8a1f2b3d45678",
            $$"""{"instanceId":"i-0c4e8a1f2b3d45678","state":{"code":16,"name":"running"},"iamInstanceProfile":{"arn":"arn:aws:iam::{{Id}}:instance-profile/bastion","id":"{{Ids.Unique("AIPA", $"arn:aws:iam::{Id}:instance-profile/bastion")}}"},"publicIpAddress":"203.0.113.7","metadataOptions":{"httpTokens":"optional","httpEndpoint":"enabled","httpPutResponseHopLimit":1},"securityGroups":[{"groupId":"sg-0f1e2d3c4b5a69788","groupName":"bastion"}]}"""),
        new("AWS::EC2::SecurityGroup", "sg-0f1e2d3c4b5a69788", "bastion", $"arn:aws:ec2:eu-west-1:{Id}:security-group/sg-0f1e2d3c4b5a69788",
            $$"""{"groupId":"sg-0f1e2d3c4b5a69788","groupName":"bastion","description":"bastion","ownerId":"{{Id}}","ipPermissions":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipv4Ranges":[{"cidrIp":"198.51.100.0/24"}],"ipRanges":["198.51.100.0/24"],"ipv6Ranges":[],"prefixListIds":[],"userIdGroupPairs":[]}],"ipPermissionsEgress":[]}"""),
        new("AWS::SageMaker::NotebookInstance", "forecast-lab", "forecast-lab", $"arn:aws:sagemaker:eu-west-1:{Id}:notebook-instance/forecast-lab",
            $$"""{"NotebookInstanceName":"forecast-lab","RoleArn":"arn:aws:iam::{{Id}}:role/forecast-lab","DirectInternetAccess":"Enabled","RootAccess":"Enabled"}"""),
    ];

    private static void Files(Account account)
    {
        account.Files["ecs-tasks.json"] = JsonNode.Parse("""{"tasks":[],"failures":[]}""")!;
        account.Files["ecs-container-instances.json"] = JsonNode.Parse("""{"containerInstances":[],"failures":[]}""")!;
        account.Files["glue-dev-endpoints.json"] = JsonNode.Parse("""{"DevEndpoints":[]}""")!;
        account.Files["cloudformation-stack-sets.json"] = JsonNode.Parse("""{"Summaries":[]}""")!;
        account.Files["sagemaker-notebook-instances.json"] = JsonNode.Parse($$"""
            {"NotebookInstances":[{"NotebookInstanceName":"forecast-lab","NotebookInstanceArn":"arn:aws:sagemaker:eu-west-1:{{Id}}:notebook-instance/forecast-lab","NotebookInstanceStatus":"Stopped"}]}
            """)!;
        account.Files["bedrock-agentcore-code-interpreters.json"] = JsonNode.Parse($$"""
            {"codeInterpreterSummaries":[{"codeInterpreterId":"sandbox-4k2","codeInterpreterArn":"arn:aws:bedrock-agentcore:eu-west-1:{{Id}}:code-interpreter-custom/sandbox-4k2","name":"sandbox","status":"READY"}]}
            """)!;
        account.Files["bedrock-agentcore-code-interpreter-sandbox-4k2.json"] = JsonNode.Parse($$"""
            {"codeInterpreterId":"sandbox-4k2","codeInterpreterArn":"arn:aws:bedrock-agentcore:eu-west-1:{{Id}}:code-interpreter-custom/sandbox-4k2","name":"sandbox","status":"READY",
             "executionRoleArn":"arn:aws:iam::{{Id}}:role/sandbox-interpreter","networkConfiguration":{"networkMode":"PUBLIC"} }
            """)!;
        account.Files["bedrock-agentcore-agent-runtimes.json"] = JsonNode.Parse($$"""
            {"agentRuntimes":[{"agentRuntimeArn":"arn:aws:bedrock-agentcore:eu-west-1:{{Id}}:runtime/stock_forecaster-9d3kQ1","agentRuntimeId":"stock_forecaster-9d3kQ1","agentRuntimeVersion":"3","agentRuntimeName":"stock_forecaster","status":"READY"}]}
            """)!;
        account.Files["bedrock-agentcore-agent-runtime-stock_forecaster-9d3kQ1.json"] = JsonNode.Parse($$"""
            {"agentRuntimeArn":"arn:aws:bedrock-agentcore:eu-west-1:{{Id}}:runtime/stock_forecaster-9d3kQ1","agentRuntimeId":"stock_forecaster-9d3kQ1","agentRuntimeVersion":"3","agentRuntimeName":"stock_forecaster","status":"READY",
             "roleArn":"arn:aws:iam::{{Id}}:role/stock-forecaster","networkConfiguration":{"networkMode":"PUBLIC"},"protocolConfiguration":{"serverProtocol":"HTTP"},
             "authorizerConfiguration":{"customJWTAuthorizer":{"discoveryUrl":"https://login.larkspur.example/.well-known/openid-configuration"} },
             "agentRuntimeArtifact":{"containerConfiguration":{"containerUri":"{{Id}}.dkr.ecr.eu-west-1.amazonaws.com/stock-forecaster:latest"} } }
            """)!;
        account.Files["bedrock-agentcore-oauth2-credential-provider-seed-market.json"] = JsonNode.Parse($$"""
            {"name":"seed-market","credentialProviderVendor":"CustomOauth2","credentialProviderArn":"arn:aws:bedrock-agentcore:eu-west-1:{{Id}}:token-vault/default/oauth2credentialprovider/seed-market",
             "clientSecretArn":{"secretArn":"{{Items.SecretArn(Id, "bedrock-agentcore-identity!default/oauth2/seed-market", "Jh5kMn")}}"} }
            """)!;
        account.Files["lambda-function-url-configs.json"] = JsonNode.Parse("""{"FunctionUrlConfigs":[]}""")!;
        account.Files["ssm-parameters.json"] = JsonNode.Parse("""{"Parameters":[]}""")!;
    }

    private static Dictionary<string, string> Team(string team) => new() { ["owner"] = $"{team}@larkspur.example" };
}
