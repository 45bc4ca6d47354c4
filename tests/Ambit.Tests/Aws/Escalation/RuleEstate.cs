using System.Text.Json;
using Ambit.Aws.Escalation;
using Ambit.Aws.Inventory;
using Ambit.Escalation;
using Ambit.Model;

namespace Ambit.Tests.Aws.Escalation;

/// <summary>
/// An estate made of one rule's own requirements: every clause becomes the thing it asks for, every need a statement that grants
/// exactly it. One requirement can be left out, or replaced by its nearest miss.
/// </summary>
internal sealed class RuleEstate
{
    public const string Account = "111111111111";
    public const string Other = "222222222222";
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";

    /// <summary>"Enable IAM user permissions": without it no identity policy grants anything on a key.</summary>
    private const string KeyPolicy = """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"kms:*","Resource":"*"}""";

    private const string Delegation = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":["arn:aws:s3:::acme-data","arn:aws:s3:::acme-data/*"],"Condition":{"StringEquals":{"s3:DataAccessPointAccount":"111111111111"}}}""";

    private readonly Rule _rule;
    private readonly bool _delegating;
    private readonly string? _missing;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Name, string Statements)>> _inline = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _attached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _boundaries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AwsCredentials> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _groupsOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Statements, int Versions, string? Older)> _policies = new(StringComparer.Ordinal);
    private readonly List<AwsInstanceProfile> _profiles = [];
    private readonly List<AwsResource> _resources = [];
    private readonly List<AwsOrganization> _organizations = [];
    private readonly HashSet<string> _unbounded = new(StringComparer.Ordinal);
    private readonly HashSet<string> _powerful = new(StringComparer.Ordinal);

    public RuleEstate(Rule rule, string? missing)
    {
        (_rule, _missing) = (rule, missing);
        foreach (var clause in rule.When)
            Name(clause);
        // The nearest miss of a start of one kind is one of the other kind that holds all the rest.
        if (rule.When.Where((c, i) => c.Relation == "principal" && Missing($"when {i}")).Any())
            _values["start"] = Start.Contains(":user/", StringComparison.Ordinal) ? Start.Replace(":user/", ":role/", StringComparison.Ordinal) : Start.Replace(":role/", ":user/", StringComparison.Ordinal);
        // That of a role of Identity Center is any other role.
        foreach (var reserved in rule.When.Where((c, i) => c.Relation is "reserved-role" or "permission-set" && Missing($"when {i}")))
            _values[reserved.Columns["role"].Variable!] = $"arn:aws:iam::{Account}:role/ordinary";
        _delegating = rule.When.Where((c, i) => c.Relation == "delegates-to-access-points" && !Missing($"when {i}")).Any();
        foreach (var (name, pattern) in rule.New)
            _values[name] = Concrete(pattern.In(Value)!) ?? "";
        foreach (var clause in rule.When.Select((c, i) => (c, i)))
            Build(clause.c, Missing($"when {clause.i}"));
        for (var i = 0; i < rule.Needs.Count; i++)
            Grant(rule.Needs[i], Missing($"need {i}"), Missing($"need {i} with"), Missing($"need {i} elsewhere"));
    }

    /// <summary>The identity that starts.</summary>
    public string Start => Value("start")!;

    /// <summary>The resources that a rule which yields one is joined with.</summary>
    public IReadOnlyList<string> Resources => _values.TryGetValue("resource", out var r) ? [r] : [];

    /// <summary>Every requirement of the rule that can be taken away.</summary>
    public static IEnumerable<string> Requirements(Rule rule)
    {
        for (var i = 0; i < rule.When.Count; i++)
        {
            if (Removable(rule.When[i]) && !(rule.When[i].Relation == "principal" && rule.When.Any(c => c.Relation is "member" or "joinable" && c.Columns["user"].Variable == "start")))
                yield return $"when {i}";
        }

        for (var i = 0; i < rule.Needs.Count; i++)
        {
            var need = rule.Needs[i];
            // A trust that names the caller suffices alone: there the clause is the requirement, and the need follows from it.
            if (rule.When.Any(c => c.Relation == "assumable" && c.Columns["how"].Text == "trust-alone"))
                continue;
            // Where nobody may start a pipeline an event rule may still do so.
            if (need.If.ContainsKey("trigger"))
                continue;
            yield return $"need {i}";
            if (need.With.Count > 0 && !rule.When.Any(c => c.Relation == "admin-after" && c.Columns["change"].Text is "detached"))
                yield return $"need {i} with";
            if (need.On?.Variable is { } made && rule.New.ContainsKey(made) && rule.Needs.Count(n => n.On?.Variable == made) > 1)
                yield return $"need {i} elsewhere";
        }
    }

    /// <summary>The estate.</summary>
    public AwsEstate Estate() => new()
    {
        Accounts = [.. new[] { Account, Other }.Select(a => new AwsAccount(a, "aws", null, _organizations.Count > 0 ? "o-1" : null, null, new Dictionary<string, string>(), true, null))],
        Organizations = _organizations,
        Users = [.. _users.Select(u => new AwsUser { Arn = u.Key, Account = Field(u.Key, 4), Name = Last(u.Key), Credentials = u.Value, Groups = _groupsOf.GetValueOrDefault(u.Key, []), InlinePolicies = Inline(u.Key), AttachedPolicies = [.. _attached.GetValueOrDefault(u.Key, [])], Boundary = _boundaries.GetValueOrDefault(u.Key) })],
        Groups = [.. _groups.Select(g => new AwsGroup { Arn = g, Account = Account, Name = Last(g), InlinePolicies = Inline(g) })],
        Roles = [.. _roles.Select(r => new AwsRole { Arn = r.Key, Account = Field(r.Key, 4), Name = Last(r.Key), Path = r.Key.Contains("/aws-reserved/", StringComparison.Ordinal) ? "/aws-reserved/sso.amazonaws.com/" : "/", Trust = Text("trust", string.Join(',', r.Value)), InlinePolicies = Inline(r.Key), AttachedPolicies = [.. _attached.GetValueOrDefault(r.Key, [])], Boundary = _boundaries.GetValueOrDefault(r.Key) })],
        ManagedPolicies = _policies.ToDictionary(p => p.Key, p => Managed(p.Key, p.Value.Statements, p.Value.Versions, p.Value.Older)),
        InstanceProfiles = _profiles,
        Resources = _resources,
        KmsGrants = [],
        IdentityCenter = Center(),
        Coverage = Covered(),
    };

    /// <summary>A group that has a permission set, where the rule asks for one.</summary>
    private IdentityCenter Center()
    {
        const string set = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
        if (_rule.When.All(c => c.Relation != "center-group"))
            return IdentityCenter.None;
        return IdentityCenter.None with
        {
            PermissionSets = [new PermissionSet(set, "set", "arn:aws:sso:::instance/ssoins-1", null, [], [], null, null)],
            Assignments = [new AccountAssignment(Other, set, Missing($"when {_rule.When.ToList().FindIndex(c => c.Relation == "center-group")}") ? "USER" : "GROUP", "g-1")],
        };
    }

    private bool Missing(string requirement) => _missing == requirement;

    private string? Value(string name) => _values.GetValueOrDefault(name);

    private static bool Removable(RuleClause clause) => clause.Relation switch
    {
        "principal" => clause.Columns.TryGetValue("kind", out var kind) && kind.Constant && clause.Columns["id"].Variable == "start",
        "policy" => clause.Columns.TryGetValue("versions", out var versions) && versions.Constant,
        "user" => clause.Columns.ContainsKey("keys") || clause.Columns.ContainsKey("password"),
        // Whether there is such a group, role or policy at all is asked by the clauses around them; anybody may be a person of Identity Center, and the documents are AWS's own.
        "group" or "role" or "center-person" or "command-document" or "attachable" => false,
        "exists" => !clause.Columns.TryGetValue("state", out var state) || state.Variable is null,
        _ => true,
    };

    // ---- names

    private void Name(RuleClause clause)
    {
        foreach (var (column, term) in clause.Columns)
        {
            if (term.Variable is { } name && !_values.ContainsKey(name))
                _values[name] = NameOf(clause, column, name);
        }

        if (!_values.ContainsKey("start"))
        {
            var kind = _rule.When.Where(c => c.Relation == "principal" && c.Columns["id"].Variable == "start" && c.Columns.ContainsKey("kind")).Select(c => c.Columns["kind"].Text).FirstOrDefault() ?? "user";
            _values["start"] = clause.Relation switch
            {
                "web-identity" or "guest-role" => "oidc:token.actions.githubusercontent.com:repo:acme/app:ref:refs/heads/main",
                _ => $"arn:aws:iam::{Account}:{kind}/start",
            };
        }
    }

    private string NameOf(RuleClause clause, string column, string name) => clause.Relation is "uncapped" && column is not "start" ? Capped(clause, column) : column switch
    {
        "principal" when clause.Relation == "readable-after" && name == "user" => $"arn:aws:iam::{Account}:user/{name}",
        "group" when clause.Relation == "center-group" => "arn:aws:identitystore:::group/g-1",
        "group" or "application" when clause.Relation == "deploys-to" => $"arn:aws:codedeploy:us-east-1:{Account}:{(column == "group" ? "deploymentgroup:app/web" : "application:app")}",
        "cluster" => $"arn:aws:ecs:us-east-1:{Account}:cluster/main",
        "document" => "arn:aws:ssm:us-east-1::document/AWS-RunShellScript",
        "policy" when clause.Relation == "attachable" => "arn:aws:iam::aws:policy/AdministratorAccess",
        "profile" => $"arn:aws:iam::{Account}:instance-profile/p-{Last(Value("role") ?? name)}",
        "key" => $"arn:aws:kms:us-east-1:{Account}:key/11111111-2222-3333-4444-555555555555",
        "alias" => $"arn:aws:bedrock:us-east-1:{Account}:agent-alias/thing/*",
        "sealed" => "yes",
        "service" when clause.Relation == "parameter-key" => "ssm.us-east-1.amazonaws.com",
        "pipeline" => $"arn:aws:codepipeline:us-east-1:{Account}:release",
        "trigger" => "start",
        "state" when clause.Columns["type"].Text == "AWS::EKS::Cluster" => "CONFIG_MAP",
        "id" when clause.Columns.GetValueOrDefault("account")?.Variable == "member" => $"arn:aws:iam::{Other}:role/{name}",
        "id" when name == "start" => $"arn:aws:iam::{Account}:{clause.Columns.GetValueOrDefault("kind")?.Text ?? "user"}/start",
        "start" when clause.Relation is "assumable" or "shell" or "uncapped" or "center-person" => $"arn:aws:iam::{Account}:user/start",
        "start" => "oidc:token.actions.githubusercontent.com:repo:acme/app:ref:refs/heads/main",
        "agent" => $"arn:aws:bedrock-agentcore:us-east-1:{Account}:runtime/agent",
        "account" or "management" or "administration" when clause.Relation is not "stack-set" => name is "target" or "member" ? Other : Account,
        "target" or "member" => Other,
        "user" => $"arn:aws:iam::{Account}:user/{name}",
        "group" => $"arn:aws:iam::{Account}:group/{name}",
        "policy" when _rule.When.Any(c => c.Relation == "admin-after" && c.Columns["change"].Text == "inline-deleted") => "guard",
        "policy" => $"arn:aws:iam::{Account}:policy/{name}",
        "role" or "principal" when clause.Relation is "reserved-role" or "permission-set" or "center-group" || _rule.When.Any(c => c.Relation == "reserved-role") => $"arn:aws:iam::{(clause.Relation is "permission-set" or "center-group" ? Other : Account)}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_set_1",
        "role" when clause.Relation == "assumable" && clause.Columns["how"].Text == "cross-account" => $"arn:aws:iam::{Other}:role/{name}",
        "role" or "assumed" or "execution" or "administration" or "id" or "principal" => $"arn:aws:iam::{Account}:role/{name}",
        "resource" or "instance" or "template" or "set" or "code" or "repository" or "source" or "bucket" or "parameter" => ResourceName(clause, column, name),
        "provider" => $"arn:aws:iam::{Account}:{(clause.Columns["kind"].Text == "saml" ? "saml-provider/corp" : "oidc-provider/token.actions.githubusercontent.com")}",
        "versions" => "full",
        "state" => clause.Columns["type"].Text.Contains("SageMaker", StringComparison.Ordinal) ? "InService" : "running",
        "objects" => Value("resource") + DataStore.Of(clause.Columns["type"].Text)!.Suffix,
        _ => name,
    };

    private static string ResourceName(RuleClause clause, string column, string name) => (clause.Relation, column) switch
    {
        ("runs-code-from", "code") => "arn:aws:s3:::code/job.py",
        ("parameter-key", _) => DataArn("AWS::SSM::Parameter"),
        ("readable-after", _) => "arn:aws:s3:::acme-data",
        ("builds-from", "repository") => $"arn:aws:codecommit:us-east-1:{Account}:app",
        ("builds-from", _) => $"arn:aws:codebuild:us-east-1:{Account}:project/app",
        ("deploys-to", _) => $"arn:aws:ec2:us-east-1:{Account}:instance/thing",
        ("pipeline-source", _) => clause.Columns["kind"].Text switch { "bucket" => "arn:aws:s3:::code/app.zip", "repository" => $"arn:aws:codecommit:us-east-1:{Account}:app", _ => $"arn:aws:ecr:us-east-1:{Account}:repository/app" },
        ("runs-image-from", "repository") => $"arn:aws:ecr:us-east-1:{Account}:repository/app",
        ("launches-from", _) => $"arn:aws:ec2:us-east-1:{Account}:launch-template/lt-1",
        ("stack-set", _) => $"arn:aws:cloudformation:us-east-1:{Account}:stackset/baseline:1",
        ("permission-set", _) => "arn:aws:sso:::permissionSet/*",
        ("shell", _) => $"arn:aws:ec2:us-east-1:{Account}:instance/i-{name}",
        ("data", _) => DataArn(clause.Columns["type"].Text),
        _ => Concrete(WorkloadType.Pattern(clause.Columns["type"].Text, Account))!,
    };

    private static string Capped(RuleClause clause, string column)
    {
        const string organization = $"arn:aws:organizations::{Account}:";
        return (column, clause.Columns["how"].Text) switch
        {
            ("principal", _) => $"arn:aws:iam::{Other}:role/capped",
            ("account", _) => Other,
            ("policy", "move") => $"{organization}account/o-1/{Other}",
            ("policy", _) => $"{organization}policy/o-1/service_control_policy/p-guard",
            ("node", "disable" or "move") => $"{organization}root/o-1/r-1",
            _ => $"{organization}ou/o-1/ou-1",
        };
    }

    private static string DataArn(string type) => type switch
    {
        "AWS::S3::Bucket" => "arn:aws:s3:::acme-data",
        "AWS::SecretsManager::Secret" => $"arn:aws:secretsmanager:us-east-1:{Account}:secret:db-Ab12Cd",
        "AWS::SSM::Parameter" => $"arn:aws:ssm:us-east-1:{Account}:parameter/db",
        "AWS::DynamoDB::Table" => $"arn:aws:dynamodb:us-east-1:{Account}:table/orders",
        "AWS::SQS::Queue" => $"arn:aws:sqs:us-east-1:{Account}:jobs",
        "AWS::SNS::Topic" => $"arn:aws:sns:us-east-1:{Account}:news",
        "AWS::KMS::Key" => $"arn:aws:kms:us-east-1:{Account}:key/11111111-2222-3333-4444-555555555555",
        "AWS::Lambda::Function" => $"arn:aws:lambda:us-east-1:{Account}:function:app",
        "AWS::EC2::Snapshot" => $"arn:aws:ec2:us-east-1::snapshot/snap-1",
        "AWS::EC2::Image" => $"arn:aws:ec2:us-east-1::image/ami-1",
        "AWS::RDS::DBSnapshot" => $"arn:aws:rds:us-east-1:{Account}:snapshot:db",
        _ => $"arn:aws:eks:us-east-1:{Account}:cluster/main",
    };

    private static string? Concrete(string pattern)
    {
        var fields = pattern.Split(':', 6);
        if (fields.Length < 6)
            return pattern.Replace("*", "thing", StringComparison.Ordinal);
        fields[1] = fields[1].Replace("*", "aws", StringComparison.Ordinal);
        fields[3] = fields[3].Replace("*", "us-east-1", StringComparison.Ordinal);
        fields[5] = fields[5].Replace("*", "thing", StringComparison.Ordinal);
        return string.Join(':', fields);
    }

    // ---- what a clause asks for

    private void Build(RuleClause clause, bool missing)
    {
        string Term(string column) => clause.Columns.TryGetValue(column, out var term) ? term.In(Value) ?? "" : "";
        switch (clause.Relation)
        {
            case "principal":
                Principal(Term("id"));
                break;
            case "user":
                var miss = missing;
                _users[Term("user")] = new AwsCredentials(
                    clause.Columns.ContainsKey("password") ? Term("password") == "yes" ^ miss : true,
                    clause.Columns.ContainsKey("keys") ? Term("keys") == "full" ^ miss ? 2 : 1 : 0, null, []);
                break;
            case "role":
                Role(Term("role"));
                break;
            case "group":
                _groups.Add(Term("group"));
                break;
            case "member":
                User(Term("user"));
                if (!missing)
                    _groupsOf.TryAdd(Term("user"), [Term("group")]);
                _groups.Add(Term("group"));
                break;
            case "joinable":
                _groups.Add(Term("group"));
                if (missing)
                    _groupsOf[Term("user")] = [Term("group")];
                break;
            case "instance-profile":
                _profiles.Add(new AwsInstanceProfile($"arn:aws:iam::{Account}:instance-profile/p-{Last(Term("role"))}", $"p-{Last(Term("role"))}", Account, missing ? null : Term("role")));
                break;
            default:
                if (!Policies(clause, missing, Term) && !Trusts(clause, missing, Term))
                    Workload(clause, missing, Term);
                break;
        }
    }

    private bool Policies(RuleClause clause, bool missing, Func<string, string> term)
    {
        switch (clause.Relation)
        {
            case "attachable":
                return true;
            case "policy":
                var versions = term("versions") == "full" ^ missing ? 5 : 1;
                _policies[term("policy")] = (_policies.GetValueOrDefault(term("policy")).Statements ?? """{"Effect":"Allow","Action":"ec2:DescribeVpcs","Resource":"*"}""", versions, null);
                return true;
            case "holds":
                Principal(term("principal"));
                _policies.TryAdd(term("policy"), ("""{"Effect":"Allow","Action":"ec2:DescribeVpcs","Resource":"*"}""", 1, null));
                if (!missing)
                    _attached.GetOrNew(term("principal")).Add(term("policy"));
                return true;
            case "boundary":
                if (missing)
                    _unbounded.Add(term("principal"));
                else
                    Boundary(term("principal"), clause.Columns["policy"].Anything ? $"arn:aws:iam::{Account}:policy/boundary" : term("policy"));
                return true;
            case "readable-after":
                Principal(term("principal"));
                Resource(term("resource"), "AWS::S3::Bucket", "{}");
                Boundary(term("principal"), $"arn:aws:iam::{Account}:policy/cap");
                _policies[$"arn:aws:iam::{Account}:policy/cap"] = ($$"""{"Effect":"Allow","Action":"{{(missing ? "ec2" : "s3")}}:*","Resource":"*"}""", 1, null);
                return true;
            case "admin-after":
                AdminAfter(term("principal"), term("change"), term("policy"), missing);
                return true;
            default:
                return false;
        }
    }

    private void AdminAfter(string principal, string change, string policy, bool missing)
    {
        Principal(principal);
        const string deny = """{"Effect":"Deny","Action":"s3:*","Resource":"*"}""";
        switch (change)
        {
            case "written-unbounded":
                if (!_unbounded.Contains(principal))
                    Boundary(principal, _boundaries.GetValueOrDefault(principal) ?? $"arn:aws:iam::{Account}:policy/boundary");
                // A deny of the managed kind stays whatever is written beside it.
                if (missing)
                {
                    _policies[$"arn:aws:iam::{Account}:policy/fixed"] = ("""{"Effect":"Deny","Action":"*","Resource":"*"}""", 1, null);
                    _attached.GetOrNew(principal).Add($"arn:aws:iam::{Account}:policy/fixed");
                }

                break;
            case "written" or "written-inline" or "new-version":
                if (missing)
                    Boundary(principal, $"arn:aws:iam::{Account}:policy/cap");
                break;
            case "older-version":
                _policies[policy] = ("""{"Effect":"Allow","Action":"ec2:DescribeVpcs","Resource":"*"}""", 2, missing ? null : Everything);
                break;
            case "unbounded":
                if (!missing)
                    Powerful(principal);
                if (!_unbounded.Contains(principal))
                    Boundary(principal, _boundaries.GetValueOrDefault(principal) ?? $"arn:aws:iam::{Account}:policy/boundary");
                break;
            case "left":
                if (!missing)
                    Powerful(principal);
                _groups.Add(policy);
                _inline.GetOrNew(policy).Add(("guard", deny));
                break;
            case "detached":
                if (!missing)
                    Powerful(principal);
                _policies[policy] = (deny, 1, null);
                _attached.GetOrNew(principal).Add(policy);
                break;
            case "inline-deleted":
                if (!missing)
                    Powerful(principal);
                _inline.GetOrNew(principal).Add((policy, deny));
                break;
            case "member":
                _groups.Add(policy);
                if (!missing)
                    _inline.GetOrNew(policy).Add(("all", Everything));
                break;
        }
    }

    private bool Trusts(RuleClause clause, bool missing, Func<string, string> term)
    {
        switch (clause.Relation)
        {
            case "role-trusts-service":
                Role(term("role"), missing ? "workmail.amazonaws.com" : term("service"));
                return true;
            case "assumable":
                if (missing)
                    Role(term("role"));
                else
                    Trust(term("role"), clause.Columns["how"].Text switch
                    {
                        "trust-alone" => $$"""{"Effect":"Allow","Principal":{"AWS":"{{Start}}"},"Action":"sts:AssumeRole"}""",
                        "tagged" => $$$$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{{Account}}}}:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:PrincipalTag/team":"ops"}}}""",
                        _ => Root(),
                    });
                return true;
            case "can-assume":
                Trust(term("assumed"), missing ? Service("ec2.amazonaws.com") : Root());
                return true;
            case "web-identity":
                Trust(term("role"), """{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/app:*"}}}""");
                if (!missing)
                    Resource($"arn:aws:iam::{Account}:oidc-provider/token.actions.githubusercontent.com", "AWS::IAM::OIDCProvider", """{"ClientIdList":["sts.amazonaws.com"]}""");
                return true;
            case "guest-role":
                Resource($"arn:aws:cognito-identity:us-east-1:{Account}:identitypool/pool", "AWS::Cognito::IdentityPool", $$$"""{"AllowUnauthenticatedIdentities":true,"AllowClassicFlow":true,"Roles":{"Unauthenticated":"{{{term("role")}}}"}}""");
                Trust(term("role"), $$$$"""{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"{{{{(missing ? "authenticated" : "unauthenticated")}}}}"}}}""");
                return true;
            case "trusts-provider":
                Trust(term("role"), missing ? Service("ec2.amazonaws.com") : $$"""{"Effect":"Allow","Principal":{"Federated":"{{term("provider")}}"},"Action":"sts:AssumeRoleWith{{(term("kind") == "saml" ? "SAML" : "WebIdentity")}}"}""");
                return true;
            case "identity-center" or "organization" or "stack-sets-reach":
                Organization(missing ? "333333333333" : Account, guarded: false);
                Role($"arn:aws:iam::{Other}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_set_1");
                return true;
            case "uncapped":
                Powerful(term("principal"));
                Principal(term("principal"));
                Organization(Account, guarded: !missing);
                return true;
            case "center-group":
                if (!missing)
                    Role(term("role"));
                return true;
            case "center-person":
                return true;
            case "delegates-to-access-points":
                return true;
            case "permission-set" or "reserved-role":
                if (!missing)
                    Role(term("role"));
                return true;
            default:
                return false;
        }
    }

    private void Workload(RuleClause clause, bool missing, Func<string, string> term)
    {
        if (clause.Columns.TryGetValue("role", out var role) && role.Variable is not null)
            Role(term("role"));
        if (!missing && Source(clause, term))
            return;
        switch (clause.Relation)
        {
            case "parameter-key":
                Resource(term("key"), "AWS::KMS::Key", "{}");
                if (!missing)
                    Resource(term("parameter"), "AWS::SSM::Parameter", $$"""{"Type":"SecureString","KeyId":"{{term("key")}}"}""");
                break;
            case "callable-agent" when missing:
                Resource($"arn:aws:bedrock:us-east-1:{Account}:agent-alias/thing/LIVE", "AWS::Bedrock::AgentAlias", """{"AliasInvocationState":"REJECT_INVOCATIONS"}""");
                break;
            case "exists" when _rule.When.Any(c => c.Relation == "data"):
                break;
            case "exists" or "data" when !missing:
                var arn = clause.Columns.TryGetValue("resource", out var named) && named.In(Value) is { Length: > 0 } given ? given : Concrete(WorkloadType.Pattern(term("type"), Account))!;
                Resource(arn, term("type"), $$$"""{"Status":"{{{term("state")}}}","StackName":"thing","Tier":"{{{State()}}}","AccessConfig":{"AuthenticationMode":"{{{State()}}}"}}""");
                break;
            case "runs-as" when missing && _rule.When.Any(c => c.Relation == "deploys-to"):
                Resource(term("resource"), term("type"), """{"State":{"Name":"running"}}""");
                break;
            case "runs-as" when !missing:
                Resource(term("resource"), term("type"), RunsAs(WorkloadType.Of(term("type"))!, term("role"), term("state")));
                break;
            case "managed-node":
                if (!missing)
                    _statements.GetOrNew(term("role")).Add("""{"Effect":"Allow","Action":"ssm:UpdateInstanceInformation","Resource":"*"}""");
                break;
            case "shell":
                Resource(term("instance"), "AWS::EC2::Instance", $$$$"""{"State":{"Name":"{{{{(missing ? "stopped" : "running")}}}}"}}""");
                _statements.GetOrNew(Start).Add("""{"Effect":"Allow","Action":"ssm:StartSession","Resource":"*"}""");
                break;
            case "launches-from":
                Resource(term("template"), "AWS::EC2::LaunchTemplate", """{"Id":"lt-1"}""");
                Resource($"arn:aws:autoscaling:us-east-1:{Account}:autoScalingGroup:1:autoScalingGroupName/web", "AWS::AutoScaling::AutoScalingGroup", $$$$"""{"LaunchTemplate":{"LaunchTemplateId":"lt-1","Version":"{{{{(missing ? "3" : term("version") == "latest" ? "$Latest" : "$Default")}}}}"}}""");
                break;
            case "stack-set":
                Role(term("execution"));
                Trust(term("execution"), Root());
                if (!missing)
                    Resource(term("set"), "AWS::CloudFormation::StackSet", $$"""{"Status":"ACTIVE","StackSetName":"baseline","AdministrationRoleARN":"{{term("administration")}}","ExecutionRoleName":"{{Last(term("execution"))}}"}""");
                break;
            case "runs-code-from" when !missing:
                Resource($"arn:aws:glue:us-east-1:{Account}:job/nightly", "AWS::Glue::Job", $$$"""{"Role":"{{{term("role")}}}","Command":{"ScriptLocation":"s3://code/job.py"}}""");
                break;
            case "runs-image-from" when !missing:
                Resource($"arn:aws:apprunner:us-east-1:{Account}:service/app/1", "AWS::AppRunner::Service", $$$$"""{"InstanceConfiguration":{"InstanceRoleArn":"{{{{term("role")}}}}"},"SourceConfiguration":{"ImageRepository":{"ImageIdentifier":"{{{{Account}}}}.dkr.ecr.us-east-1.amazonaws.com/app:latest"}}}""");
                break;
            case "acts-as" when !missing:
                Resource(term("agent"), "AWS::BedrockAgentCore::Runtime", $$"""{"RoleArn":"{{term("role")}}"}""");
                break;
        }
    }

    /// <summary>The state that another clause asks of a resource that matters by itself.</summary>
    private string State()
    {
        var index = _rule.When.ToList().FindIndex(c => c.Relation == "exists");
        return index < 0 || !_rule.When[index].Columns.TryGetValue("state", out var state) ? "" : Missing($"when {index}") ? "Standard" : state.In(Value) ?? "";
    }

    /// <summary>What brings code to a workload.</summary>
    private bool Source(RuleClause clause, Func<string, string> term)
    {
        switch (clause.Relation)
        {
            case "container-instance":
                Resource($"arn:aws:ecs:us-east-1:{Account}:container-instance/main/1", "AWS::ECS::ContainerInstance", """{"Status":"ACTIVE"}""");
                return true;
            case "builds-from":
                Resource(term("resource"), "AWS::CodeBuild::Project", $$$"""{"ServiceRole":"{{{term("role")}}}","Source":{"Type":"CODECOMMIT","Location":"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/app"}}""");
                return true;
            case "deploys-to":
                Resource(term("group"), "AWS::CodeDeploy::DeploymentGroup", """{"ApplicationName":"app","Ec2TagFilters":[{"Key":"app","Value":"web","Type":"KEY_AND_VALUE"}]}""");
                return true;
            case "pipeline-source":
                Role(term("role"));
                var configuration = term("kind") switch
                {
                    "bucket" => "\"S3Bucket\":\"code\",\"S3ObjectKey\":\"app.zip\"",
                    _ => "\"RepositoryName\":\"app\"",
                };
                var provider = term("kind") switch { "bucket" => "S3", "repository" => "CodeCommit", _ => "ECR" };
                Resource(term("pipeline"), "AWS::CodePipeline::Pipeline",
                    """{"Stages":[{"Actions":[{"ActionTypeId":{"Category":"Source","Provider":"PROVIDER"},"Configuration":{CONFIGURATION,"PollForSourceChanges":"false"}}]},{"Actions":[{"ActionTypeId":{"Category":"Deploy","Provider":"CloudFormation"},"Configuration":{"RoleArn":"ROLE"}}]}]}"""
                        .Replace("PROVIDER", provider, StringComparison.Ordinal).Replace("CONFIGURATION", configuration, StringComparison.Ordinal).Replace("ROLE", term("role"), StringComparison.Ordinal));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A root, a unit with a guardrail where one is asked for, and the other account in it.</summary>
    private void Organization(string management, bool guarded)
    {
        IReadOnlyList<PolicyText> full = [Text("arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", Everything)];
        IReadOnlyList<PolicyText> guard = [.. full, Text($"arn:aws:organizations::{Account}:policy/o-1/service_control_policy/p-guard", """{"Effect":"Deny","Action":"iam:*","Resource":"*"}""")];
        OrganizationNode[] nodes =
        [
            new("r-1", "root", "Root", null, full, null),
            new("ou-1", "organizationalUnit", "apps", "r-1", guarded ? guard : full, null),
            new(Account, "account", Account, "r-1", full, null),
            new(Other, "account", Other, "ou-1", full, null),
        ];
        _organizations.Add(new AwsOrganization("o-1", management, nodes.ToDictionary(n => n.Id), true, null, new Dictionary<string, IReadOnlyList<string>>()));
    }

    private string RunsAs(WorkloadType type, string role, string state)
    {
        var path = type.RolePaths[0];
        var value = role;
        if (path[^1] is "Arn" or "JobFlowRole" or "InstanceProfileName")
        {
            value = $"arn:aws:iam::{Account}:instance-profile/p-{Last(role)}";
            if (_profiles.TrueForAll(p => p.Arn != value))
                _profiles.Add(new AwsInstanceProfile(value, $"p-{Last(role)}", Account, role));
        }

        var nested = path.Reverse().Aggregate($"\"{value}\"", (inner, name) => $$"""{"{{name}}":{{inner}}}""");
        var more = type.Type switch
        {
            "AWS::EC2::Instance" => $$$""","State":{"Name":"{{{state}}}"}""",
            "AWS::SageMaker::NotebookInstance" => $$""","NotebookInstanceStatus":"{{state}}" """,
            "AWS::Bedrock::Agent" => ""","AgentId":"thing" """,
            "AWS::ECS::Task" => ""","LastStatus":"RUNNING","EnableExecuteCommand":"true" """,
            "AWS::CodeBuild::Project" => state == "batch" ? ""","BuildBatchConfig":{"Restrictions":{}}""" : "",
            _ => "",
        };
        return nested[..^1] + more + "}";
    }

    // ---- what a need asks for

    private void Grant(RuleNeed need, bool missing, bool wrongContext, bool elsewhere)
    {
        var principal = need.By.In(Value)!;
        Principal(principal);
        var resource = need.On?.In(Value) ?? "*";
        if (missing && (need.After is not null || _powerful.Contains(principal)))
        {
            _statements.GetOrNew(principal).Add($$"""{"Effect":"Deny","Action":"{{need.Can}}","Resource":"*"}""");
            return;
        }

        if (missing || (need.After is not null && need.After != "tagged-as-asked"))
            return;
        var on = elsewhere ? resource + "-elsewhere" : resource;
        var conditions = need.With.Select(w => $"\"{w.Key}\":\"{(wrongContext ? "something-else" : w.Value.In(Value))}\"").ToList();
        var condition = conditions.Count == 0 ? "" : $$$""","Condition":{"StringEquals":{{{{string.Join(',', conditions)}}}}}""";
        if (wrongContext && _powerful.Contains(principal))
        {
            var asked = string.Join(',', need.With.Select(w => $"\"{w.Key}\":\"{w.Value.In(Value)}\""));
            _statements.GetOrNew(principal).Add($$$"""{"Effect":"Deny","Action":"{{{need.Can}}}","Resource":"*","Condition":{"StringEquals":{ {{{asked}}} } } }""");
        }

        // "The profile is a key of the instance alone": the other resources of a launch are granted apart.
        if (need.Can == "ec2:RunInstances" && conditions.Count > 0)
        {
            on = "arn:aws:ec2:*:*:instance/*";
            _statements.GetOrNew(principal).Add("""{"Effect":"Allow","Action":"ec2:RunInstances","NotResource":"arn:aws:ec2:*:*:instance/*"}""");
        }

        _statements.GetOrNew(principal).Add($$"""{"Effect":"Allow","Action":"{{need.Can}}","Resource":"{{on}}"{{condition}}}""");
    }

    // ---- things

    private void Principal(string arn)
    {
        if (arn.Contains(":user/", StringComparison.Ordinal))
            User(arn);
        else if (arn.Contains(":role/", StringComparison.Ordinal))
            Role(arn);
    }

    private void User(string arn) => _users.TryAdd(arn, new AwsCredentials(true, 1, false, []));

    private void Role(string arn, string service = "monitoring.rds.amazonaws.com")
    {
        if (!_roles.TryGetValue(arn, out var trust))
            _roles.Add(arn, trust = []);
        if (!trust.Contains(Service(service)))
            trust.Add(Service(service));
    }

    private void Trust(string role, string statement)
    {
        Role(role);
        _roles[role].Add(statement);
    }

    private static string Root() => $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:root"},"Action":"sts:AssumeRole"}""";

    private static string Service(string service) => $$"""{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}""";

    private void Powerful(string principal)
    {
        _powerful.Add(principal);
        _inline.GetOrNew(principal).Add(("all", Everything));
    }

    /// <summary>A boundary that leaves what the rule needs, and nothing else.</summary>
    private void Boundary(string principal, string policy)
    {
        _boundaries[principal] = policy;
        _policies.TryAdd(policy, (string.Join(',', _rule.Needs.Select(n => $$"""{"Effect":"Allow","Action":"{{n.Can}}","Resource":"{{n.On?.In(Value) ?? "*"}}"}""")), 5, null));
    }

    private void Resource(string arn, string type, string properties)
    {
        using var json = JsonDocument.Parse(properties);
        _resources.Add(new AwsResource(arn, type, Field(arn, 4) is { Length: > 0 } account ? account : Account, Field(arn, 3), Last(arn), new Dictionary<string, string> { ["app"] = "web" }, type == "AWS::KMS::Key" ? Text("key policy", KeyPolicy) : type == "AWS::S3::Bucket" && _delegating ? Text("bucket policy", Delegation) : null, true, json.RootElement.Clone()));
    }

    private List<PolicyText> Inline(string principal)
    {
        var policies = _inline.GetValueOrDefault(principal, []).Select(p => Text(p.Name, p.Statements)).ToList();
        if (_statements.TryGetValue(principal, out var own))
            policies.Add(Text("own", string.Join(',', own)));
        return policies;
    }

    private static AwsManagedPolicy Managed(string arn, string statements, int versions, string? older) => new(
        arn, Text(arn, statements), $"v{versions}",
        Enumerable.Range(1, versions).ToDictionary(v => $"v{v}", v => Text(arn, v == versions || older is null ? statements : older)), false);

    private static PolicyText Text(string name, string statements)
    {
        using var json = JsonDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
        return new PolicyText(name, json.RootElement.Clone(), new SourceLocation("rule"));
    }

    private static HashSet<(string, string)> Covered()
    {
        string[] others = ["AWS::ECS::Cluster", "AWS::ECS::ContainerInstance", "AWS::Batch::JobQueue", "AWS::AutoScaling::AutoScalingGroup", "AWS::Cognito::IdentityPool", "AWS::EKS::Cluster", "AWS::Transfer::Server", "AWS::CloudFormation::StackSet", "AWS::IAM::OIDCProvider", "AWS::CodeDeploy::DeploymentGroup", "AWS::SSM::Parameter", "AWS::EC2::Instance", "AWS::IAM::SAMLProvider"];
        return [.. WorkloadType.All.Select(t => t.Type).Concat(others).SelectMany(t => new[] { (Account, t), (Other, t) })];
    }

    private static string Field(string arn, int index) => arn.Split(':', 6) is { Length: 6 } fields ? fields[index] : "";

    private static string Last(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
