using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws.Large;

/// <summary>One account of <see cref="LargeOrganization"/>: 40 users, 160 roles, 50 policies, 140 resources.</summary>
internal sealed class LargeAccount(IReadOnlyList<string> accounts, int index, Seeded random)
{
    private static readonly string[] Services = ["dynamodb", "s3", "sqs", "sns", "kinesis", "ssm", "secretsmanager", "kms", "logs", "ecr", "athena", "events"];
    private static readonly string[] Teams = ["shop", "data", "payments", "search", "mobile", "platform", "risk", "ads"];

    private readonly string _id = accounts[index];

    private string Hub => accounts[0];

    /// <summary>The account.</summary>
    public Account Build()
    {
        var account = new Account(_id, $"account-{index}", $"{_id}@large.example", "");
        for (var p = 0; p < 50; p++)
            account.Policies.Add(new ManagedPolicy($"app-{p}", 400 + p, Application(p)));
        account.Groups.AddRange(Groups());
        for (var u = 0; u < 40; u++)
            account.Users.Add(User(u));
        account.Roles.AddRange([.. Fixed(), .. Workloads(), .. People(), .. Outside()]);
        account.Config.AddRange(Resources());
        Files(account);
        return account;
    }

    /// <summary>Accounts come in systems of five (shared, development, test, staging, production), which know each other and nobody else.</summary>
    private string Neighbour(int steps) => accounts[Math.Min(((index / Together) * Together) + ((((index + steps) % Together) + Together) % Together), accounts.Count - 1)];

    private const int Together = 5;

    private string Policy(int number) => $"arn:aws:iam::{_id}:policy/app-{number}";

    private string Application(int p)
    {
        var statements = new List<string>();
        for (var s = 0; s < 2 + random.Below(4); s++)
        {
            var service = random.Pick(Services);
            var on = service switch
            {
                "s3" => $"\"arn:aws:s3:::{_id}-bucket-{random.Below(15)}\",\"arn:aws:s3:::{_id}-bucket-{random.Below(15)}/*\"",
                "dynamodb" => $"\"arn:aws:dynamodb:eu-west-1:{_id}:table/table-{random.Below(20)}\"",
                "sqs" => $"\"arn:aws:sqs:eu-west-1:{_id}:queue-{random.Below(10)}\"",
                "secretsmanager" => $"\"arn:aws:secretsmanager:eu-west-1:{_id}:secret:app-{p}/*\"",
                "ssm" => $"\"arn:aws:ssm:eu-west-1:{_id}:parameter/app-{p}/*\"",
                "logs" => $"\"arn:aws:logs:eu-west-1:{_id}:log-group:/app/{p}:*\"",
                _ => "\"*\"",
            };
            var actions = service switch
            {
                "s3" => random.Below(5) == 0 ? "\"s3:*\"" : "\"s3:GetObject\",\"s3:PutObject\",\"s3:ListBucket\"",
                "dynamodb" => random.Below(3) == 0 ? "\"dynamodb:*\"" : "\"dynamodb:GetItem\",\"dynamodb:PutItem\",\"dynamodb:Query\"",
                "sqs" => "\"sqs:ReceiveMessage\",\"sqs:SendMessage\",\"sqs:DeleteMessage\"",
                "secretsmanager" => "\"secretsmanager:GetSecretValue\"",
                "ssm" => "\"ssm:GetParameter*\"",
                "kms" => "\"kms:Decrypt\",\"kms:GenerateDataKey\"",
                "logs" => "\"logs:CreateLogStream\",\"logs:PutLogEvents\"",
                _ => $"\"{service}:Get*\",\"{service}:List*\",\"{service}:Describe*\"",
            };
            statements.Add($$"""{"Sid":"S{{s}}","Effect":"Allow","Action":[{{actions}}],"Resource":[{{on}}]}""");
        }

        if (p % 10 == 3)
            statements.Add($$"""{"Sid":"Deploy","Effect":"Allow","Action":["lambda:*","cloudformation:*"],"Resource":"*"},{"Sid":"Pass","Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::{{_id}}:role/app/*","Condition":{"StringEquals":{"iam:PassedToService":["lambda.amazonaws.com","ecs-tasks.amazonaws.com"]} } }""");
        if (p == 44 && random.Below(3) == 0)
            statements.Add("""{"Sid":"PassAny","Effect":"Allow","Action":["iam:PassRole","iam:CreatePolicyVersion"],"Resource":"*"}""");
        return $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
    }

    private IEnumerable<Group> Groups() => Enumerable.Range(0, 6).Select(g => new Group($"team-{Teams[g]}", 900)
    {
        Attached = [Policy(g), Policy(g + 6), "arn:aws:iam::aws:policy/ReadOnlyAccess"],
        Inline = [new("become", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":["arn:aws:iam::{{_id}}:role/people/{{Teams[g]}}-*","arn:aws:iam::{{Neighbour(g + 1)}}:role/people/{{Teams[g]}}-*"]}]}""")],
    });

    private User User(int number) => new($"user-{number}", 200 + number)
    {
        Groups = number < 36 ? [$"team-{Teams[number % 6]}"] : [],
        Attached = number >= 36 ? [Policy(random.Below(50))] : [],
        Password = number < 36,
        PasswordUsedDaysAgo = 1 + random.Below(120),
        Mfa = random.Below(4) > 0,
        Keys = number % 3 == 0 ? [new(300 + number, random.Below(200))] : [],
    };

    private IEnumerable<Role> Fixed() =>
    [
        new("OrganizationAccountAccessRole", 1000, Company.TrustAws($"arn:aws:iam::{Hub}:root")) { Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 300 },
        new("maintenance", 800, Company.TrustService("lambda.amazonaws.com")) { Path = index % 4 == 0 ? "/app/" : "/ops/", Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 0 },
        new("stacks", 800, Company.TrustService("cloudformation.amazonaws.com")) { Path = "/ops/", Attached = ["arn:aws:iam::aws:policy/AdministratorAccess"], UsedDaysAgo = 3 },
        .. new[] { "organizations", "support", "trustedadvisor", "config", "ecs", "elasticloadbalancing" }.Select(s =>
            new Role($"AWSServiceRoleFor{s}", 900, Company.TrustService($"{s}.amazonaws.com")) { Path = $"/aws-service-role/{s}.amazonaws.com/", Attached = ["arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy"] }),
    ];

    private IEnumerable<Role> Workloads()
    {
        string[] services = ["lambda", "lambda", "lambda", "lambda", "ecs-tasks", "ecs-tasks", "ec2", "glue", "states", "codebuild"];
        for (var r = 0; r < 100; r++)
        {
            var service = services[r % services.Length];
            yield return new Role($"{service}-{r}", 300 + r, Company.TrustService($"{service}.amazonaws.com"))
            {
                Path = r % 2 == 0 ? "/app/" : "/",
                InstanceProfile = service == "ec2",
                UsedDaysAgo = random.Below(200),
                Attached = [Policy(random.Below(50)), .. service == "ec2" ? new[] { "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" } : ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]],
                Inline = [new("own", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:Query","dynamodb:GetItem"],"Resource":"arn:aws:dynamodb:eu-west-1:{{_id}}:table/table-{{r % 20}}"},{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:{{_id}}:queue-{{r % 10}}"}]}""")],
                Tags = new Dictionary<string, string> { ["owner"] = $"{Teams[r % Teams.Length]}@large.example" },
            };
        }
    }

    private IEnumerable<Role> People()
    {
        for (var r = 0; r < 36; r++)
        {
            var from = Neighbour(-1 - (r % 6));
            yield return new Role($"{Teams[r % 6]}-{r}", 500, r % 2 == 0 ? Company.TrustAws($"arn:aws:iam::{_id}:root") : Company.TrustAws($"arn:aws:iam::{from}:root", """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"""))
            {
                Path = "/people/",
                UsedDaysAgo = random.Below(100),
                Attached = r % 12 == 5 ? [Policy((r * 3) % 50), "arn:aws:iam::aws:policy/PowerUserAccess"] : [Policy((r * 3) % 50), Policy(random.Below(50))],
            };
        }
    }

    private IEnumerable<Role> Outside()
    {
        for (var r = 0; r < 10; r++)
        {
            yield return new Role($"github-{r}", 400, Items.TrustGitHub(_id, $$"""{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{"token.actions.githubusercontent.com:sub":"repo:large/{{Teams[r % 8]}}:{{(random.Below(8) == 0 ? "*" : "ref:refs/heads/main")}}"} }"""))
            {
                Attached = [Policy((r * 10) + 3 < 50 ? (r * 10) + 3 : r)],
                UsedDaysAgo = 1,
            };
        }

        for (var r = 0; r < 5; r++)
        {
            yield return new Role($"vendor-{r}", 400, Company.TrustAws($"arn:aws:iam::90550000{r:0000}:root", random.Below(6) == 0 ? "" : """{"StringEquals":{"sts:ExternalId":"large-1"}}"""))
            {
                Attached = ["arn:aws:iam::aws:policy/SecurityAudit"],
                UsedDaysAgo = 0,
            };
        }
    }

    private IEnumerable<ConfigItem> Resources()
    {
        yield return Items.GitHub(_id);
        for (var i = 0; i < 60; i++)
            yield return Items.Function(_id, $"function-{i}", i == 0 ? $"{(index % 4 == 0 ? "app" : "ops")}/maintenance" : i * 10 < 100 ? $"app/lambda-{i * 10}" : $"lambda-{(i % 10 * 10) + 1}");
        for (var i = 0; i < 15; i++)
            yield return Items.Bucket($"{_id}-bucket-{i}", i % 5 == 0 ? $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Neighbour(i)}}:root"},"Action":["s3:GetObject"],"Resource":"arn:aws:s3:::{{_id}}-bucket-{{i}}/*"}]}""" : null, blocked: true, i == 7 ? "restricted" : null);
        for (var i = 0; i < 10; i++)
            yield return Items.Queue(_id, $"queue-{i}", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{_id}}:root"},"Action":"sqs:*","Resource":"arn:aws:sqs:eu-west-1:{{_id}}:queue-{{i}}"}]}""");
        for (var i = 0; i < 10; i++)
            yield return Items.Secret(_id, $"app-{i}/db", "Ab12Cd");
        for (var i = 0; i < 3; i++)
            yield return Items.Key(_id, $"0b8f2c11-4d7e-4f6a-9c55-{_id}{i}"[..36], $"key-{i}", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{_id}}:root"},"Action":"kms:*","Resource":"*"}]}""");
        for (var i = 0; i < 15; i++)
            yield return Instance(i);
        for (var i = 0; i < 10; i++)
            yield return new ConfigItem("AWS::CodeBuild::Project", $"arn:aws:codebuild:eu-west-1:{_id}:project/build-{i}", $"build-{i}", $"arn:aws:codebuild:eu-west-1:{_id}:project/build-{i}", $$"""{"name":"build-{{i}}","arn":"arn:aws:codebuild:eu-west-1:{{_id}}:project/build-{{i}}","serviceRole":"arn:aws:iam::{{_id}}:role/codebuild-{{(i * 10) + 9}}"}""");
        for (var i = 0; i < 10; i++)
            yield return new ConfigItem("AWS::CloudFormation::Stack", $"arn:aws:cloudformation:eu-west-1:{_id}:stack/stack-{i}/1", $"stack-{i}", $"arn:aws:cloudformation:eu-west-1:{_id}:stack/stack-{i}/1", $$"""{"stackName":"stack-{{i}}","roleARN":{{(i == 0 ? $"\"arn:aws:iam::{_id}:role/ops/stacks\"" : "null")}} }""");
    }

    private ConfigItem Instance(int i)
    {
        var profile = $"arn:aws:iam::{_id}:instance-profile/ec2-{(i % 10 * 10) + 6}";
        return new ConfigItem("AWS::EC2::Instance", $"i-{Seeded.Of($"{_id}{i}"):x16}", $"host-{i}", $"arn:aws:ec2:eu-west-1:{_id}:instance/i-{Seeded.Of($"{_id}{i}"):x16}",
            $$"""{"instanceId":"i-{{Seeded.Of($"{_id}{i}"):x16}}","state":{"code":16,"name":"running"},"iamInstanceProfile":{"arn":"{{profile}}"},"metadataOptions":{"httpTokens":"required"} }""");
    }

    private static void Files(Account account)
    {
        account.Files["ecs-tasks.json"] = JsonNode.Parse("""{"tasks":[],"failures":[]}""")!;
        account.Files["ecs-container-instances.json"] = JsonNode.Parse("""{"containerInstances":[],"failures":[]}""")!;
        account.Files["glue-dev-endpoints.json"] = JsonNode.Parse("""{"DevEndpoints":[]}""")!;
        account.Files["cloudformation-stack-sets.json"] = JsonNode.Parse("""{"Summaries":[]}""")!;
        account.Files["sagemaker-notebook-instances.json"] = JsonNode.Parse("""{"NotebookInstances":[]}""")!;
        account.Files["lambda-function-url-configs.json"] = JsonNode.Parse("""{"FunctionUrlConfigs":[]}""")!;
        account.Files["ssm-parameters.json"] = JsonNode.Parse("""{"Parameters":[]}""")!;
    }
}
