using Ambit.Access;
using Ambit.Aws.Import;
using Ambit.Aws.Inventory;
using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>
/// What runs as whom. A resource of a type that the account's exports list and that is not in them does not exist; where no
/// export lists the type, every role that the service could use stands for one that may be there.
/// </summary>
internal sealed class AwsWorkloads
{
    private readonly AwsEstate _estate;
    private readonly AwsTrusts _trusts;
    private readonly ILookup<string, AwsResource> _byType;
    private readonly Dictionary<string, string> _roleOfProfile;
    private readonly Dictionary<string, AwsResource> _byArn;
    private readonly string[] _accounts;

    public AwsWorkloads(AwsEstate estate, AwsTrusts trusts)
    {
        (_estate, _trusts) = (estate, trusts);
        _byType = estate.Resources.ToLookup(r => r.Type, StringComparer.Ordinal);
        _byArn = [];
        foreach (var resource in estate.Resources)
            _byArn[resource.Arn] = resource;
        _roleOfProfile = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var profile in estate.InstanceProfiles.Where(p => p.RoleArn is not null))
        {
            _roleOfProfile[profile.Arn] = profile.RoleArn!;
            _roleOfProfile.TryAdd($"{profile.Account}/{profile.Name}", profile.RoleArn!);
        }

        _accounts = [.. estate.Accounts.Where(a => a.Exported).Select(a => a.Id)];
    }

    /// <summary>Rows of <c>runs-as</c>: resource, type, role, account, state.</summary>
    public IEnumerable<Fact> RunsAs(IReadOnlyList<string?> bound)
    {
        var type = bound[1]!;
        foreach (var resource in _byType[type].Where(Lives))
        {
            foreach (var (role, state, conditions) in Roles(resource, bound[4]))
                yield return new Fact([resource.Arn, type, role, resource.Account, state], conditions, []);
        }

        if (WorkloadType.Of(type) is not { } workload)
            yield break;
        foreach (var account in Unlisted(type, bound[3]))
        {
            foreach (var role in _trusts.RolesNaming(workload.Service, account))
                yield return new Fact([WorkloadType.Pattern(type, account), type, role, account, bound[4] ?? ""], [Fact.Unknown(type, account)], []);
        }
    }

    /// <summary>Rows of <c>exists</c>: resource, type, account, state.</summary>
    public IEnumerable<Fact> Exists(IReadOnlyList<string?> bound)
    {
        var type = bound[1]!;
        foreach (var resource in _byType[type].Where(Lives))
        {
            var (state, conditions) = StateFor(resource, bound[3]);
            yield return new Fact([resource.Arn, type, resource.Account, state], bound[3] is null && type is not ("AWS::EKS::Cluster" or "AWS::SSM::Parameter") ? [] : conditions, []);
        }

        foreach (var account in Unlisted(type, bound[2]))
            yield return new Fact([WorkloadType.Pattern(type, account), type, account, bound[3] ?? ""], [Fact.Unknown(type, account)], []);
    }

    /// <summary>Rows of <c>launches-from</c>: template, version, account.</summary>
    public IEnumerable<Fact> LaunchesFrom()
    {
        foreach (var group in _byType["AWS::AutoScaling::AutoScalingGroup"])
        {
            foreach (var (template, version) in Templates(group))
                yield return new Fact(template, version, group.Account);
        }

        foreach (var account in Unlisted("AWS::AutoScaling::AutoScalingGroup", null))
        {
            foreach (var version in (string[])["latest", "default"])
                yield return new Fact([WorkloadType.Pattern("AWS::EC2::LaunchTemplate", account), version, account], [Fact.Unknown("AWS::AutoScaling::AutoScalingGroup", account)], []);
        }
    }

    /// <summary>Rows of <c>stack-set</c>: set, administration, execution, account.</summary>
    public IEnumerable<Fact> StackSets()
    {
        foreach (var set in _byType["AWS::CloudFormation::StackSet"])
        {
            if (set.Text("AdministrationRoleARN") is not { } administration || set.Text("ExecutionRoleName") is not { } name || set.Text("Status") is "DELETED")
                continue;
            foreach (var role in _estate.Roles.Where(r => r.Name == name && InstanceAccounts(set, r.Account)))
                yield return new Fact(set.Arn, administration, role.Arn, set.Account);
        }

        foreach (var account in Unlisted("AWS::CloudFormation::StackSet", null))
        {
            foreach (var administration in _trusts.RolesNaming("cloudformation.amazonaws.com", account))
            {
                foreach (var execution in _trusts.RolesNamingPrincipal(administration))
                    yield return new Fact([$"arn:*:cloudformation:*:{account}:stackset/*", administration, execution, account], [Fact.Unknown("AWS::CloudFormation::StackSet", account)], []);
            }
        }
    }

    /// <summary>Rows of <c>container-instance</c>: cluster, account. "The cluster is the ARN's middle part."</summary>
    public IEnumerable<Fact> ContainerInstances()
    {
        foreach (var instance in _byType["AWS::ECS::ContainerInstance"].Where(i => i.Text("Status") is "ACTIVE" or null))
        {
            var parts = instance.Arn.Split('/');
            var cluster = parts.Length == 3 ? $"{parts[0].Replace(":container-instance", ":cluster", StringComparison.Ordinal)}/{parts[1]}" : WorkloadType.Pattern("AWS::ECS::Cluster", instance.Account);
            yield return new Fact([cluster, instance.Account], instance.Text("Status") is null ? [Fact.Unknown("the state", instance.Arn)] : [], []);
        }

        foreach (var account in Unlisted("AWS::ECS::ContainerInstance", null))
            yield return new Fact([WorkloadType.Pattern("AWS::ECS::Cluster", account), account], [Fact.Unknown("AWS::ECS::ContainerInstance", account)], []);
    }

    /// <summary>A resource by its ARN, null where the estate has none.</summary>
    public AwsResource? Resource(string arn) => _byArn.GetValueOrDefault(arn);

    /// <summary>The resources of a type.</summary>
    public IEnumerable<AwsResource> Resources(string type) => _byType[type];

    /// <summary>Rows of <c>acts-as</c>: agent, role.</summary>
    public IEnumerable<Fact> Agents() =>
        from type in WorkloadType.All
        where type.Agent
        from agent in _byType[type.Type]
        let role = RoleOf(agent)
        where role is not null
        select new Fact(agent.Arn, role);

    /// <summary>Rows of <c>runs-code-from</c>: resource, code, role.</summary>
    public IEnumerable<Fact> CodeFrom()
    {
        foreach (var job in _byType["AWS::Glue::Job"])
        {
            if (job.Text("Command", "ScriptLocation") is { } script && script.StartsWith("s3://", StringComparison.Ordinal) && RoleOf(job) is { } role)
                yield return new Fact(job.Arn, $"arn:aws:s3:::{script[5..]}", role);
        }

        foreach (var runtime in _byType["AWS::BedrockAgentCore::Runtime"])
        {
            string[] code = ["AgentRuntimeArtifact", "CodeConfiguration", "Code", "S3"];
            if (runtime.Text([.. code, "Bucket"]) is { } bucket && runtime.Text([.. code, "Prefix"]) is { } key && RoleOf(runtime) is { } role)
                yield return new Fact(runtime.Arn, $"arn:aws:s3:::{bucket}/{key}", role);
        }
    }

    /// <summary>Rows of <c>runs-image-from</c>: resource, repository, role.</summary>
    public IEnumerable<Fact> ImageFrom() =>
        _byType["AWS::AppRunner::Service"].SelectMany(s => Image(s, s.Text("SourceConfiguration", "ImageRepository", "ImageIdentifier")))
            .Concat(_byType["AWS::BedrockAgentCore::Runtime"].SelectMany(r => Image(r, r.Text("AgentRuntimeArtifact", "ContainerConfiguration", "ContainerUri"))));

    private IEnumerable<Fact> Image(AwsResource workload, string? image)
    {
        if (image?.Contains('@') == false && image.Split('.', '/') is [var account, "dkr", "ecr", var region, ..] && RoleOf(workload) is { } role)
            yield return new Fact(workload.Arn, $"arn:aws:ecr:{region}:{account}:repository/{image.Split('/', 2)[^1].Split(':', '@')[0]}", role);
    }

    /// <summary>The role in an instance profile, by its ARN, or by account and name.</summary>
    public string? RoleOfProfile(string profile, string account) =>
        _roleOfProfile.GetValueOrDefault(profile) ?? _roleOfProfile.GetValueOrDefault($"{account}/{profile[(profile.LastIndexOf('/') + 1)..]}");

    private IEnumerable<string> Unlisted(string type, string? account) =>
        _accounts.Where(a => (account is null || a == account) && !_estate.Lists(a, type));

    /// <summary>UpdateStackSet acts on the accounts that have instances already; where no list of them is there, on any.</summary>
    private bool InstanceAccounts(AwsResource set, string account)
    {
        var listed = _estate.Lists(set.Account, $"AWS::CloudFormation::StackInstance:{set.Name}");
        var name = set.Text("StackSetName") ?? set.Name;
        return !listed || _byType["AWS::CloudFormation::StackInstance"].Any(i =>
            i.Text("Account") == account && i.Text("StackSetId") is { } id && (id == set.Text("StackSetId") || id.Split(':')[0] == name));
    }

    private IEnumerable<(string Role, string State, IReadOnlyList<OpenCondition> Conditions)> Roles(AwsResource resource, string? wanted)
    {
        var (state, conditions) = StateFor(resource, wanted);
        if (RoleOf(resource) is { } role)
            yield return (role, state, conditions);
        if (resource.Type == "AWS::CodeBuild::Project" && resource.Text("BuildBatchConfig", "ServiceRole") is { } batch && Role(batch, resource.Account) is { } batchRole && wanted == "batch")
            yield return (batchRole, "batch", conditions);
    }

    /// <summary>The role that the resource runs as, null where it has none.</summary>
    public string? RoleOf(AwsResource resource)
    {
        if (WorkloadType.Of(resource.Type) is not { } type)
            return null;
        foreach (var path in type.RolePaths)
        {
            if (resource.Text(path) is { Length: > 0 } named)
                return Role(named, resource.Account);
        }

        return resource.Type == "AWS::ECS::Task" && resource.Text("TaskDefinitionArn") is { } definition && _byArn.TryGetValue(definition, out var found)
            ? RoleOf(found)
            : null;
    }

    private string? Role(string named, string account)
    {
        if (named.Contains(":instance-profile/", StringComparison.Ordinal) || RoleOfProfile(named, account) is not null)
            return RoleOfProfile(named, account);
        return named.StartsWith("arn:", StringComparison.Ordinal) ? named : _trusts.RoleByName(account, named);
    }

    private static (string State, IReadOnlyList<OpenCondition> Conditions) StateFor(AwsResource resource, string? wanted)
    {
        var state = State(resource);
        return state == Untold ? (wanted ?? Usual(resource.Type), [Fact.Unknown("the state", resource.Arn)]) : (state, []);
    }

    private const string Untold = "?";

    private static string Usual(string type) => type switch { "AWS::SageMaker::NotebookInstance" => "InService", "AWS::EKS::Cluster" => "API", _ => "running" };

    /// <summary>
    /// What is ended, or about to be, runs nothing any more. Of a stack, "ROLLBACK_COMPLETE … the only thing you can do is delete it"
    /// (CloudFormation guide, "Stack status codes"); a definition that is INACTIVE runs no new tasks (ECS guide).
    /// </summary>
    private static bool Lives(AwsResource resource) => resource.Type switch
    {
        "AWS::EC2::Instance" => State(resource) is not ("terminated" or "shutting-down"),
        "AWS::SageMaker::NotebookInstance" => State(resource) is not ("Deleting" or "Failed"),
        "AWS::CloudFormation::Stack" => resource.Text("StackStatus") is not { } status || (!status.StartsWith("DELETE_", StringComparison.Ordinal) && status is not ("ROLLBACK_COMPLETE" or "ROLLBACK_FAILED")),
        _ => resource.Text("Status") is not ("INACTIVE" or "DELETED" or "DELETING" or "DELETE_IN_PROGRESS" or "DELETE_FAILED" or "CREATE_FAILED" or "FAILED" or "TERMINATED" or "TERMINATING"),
    };

    private static string State(AwsResource resource) => resource.Type switch
    {
        "AWS::EC2::Instance" => resource.Text("State", "Name") ?? Untold,
        "AWS::SageMaker::NotebookInstance" => resource.Text("NotebookInstanceStatus") ?? Untold,
        "AWS::EKS::Cluster" => resource.Text("AccessConfig", "AuthenticationMode") ?? Untold,
        "AWS::SSM::Parameter" => resource.Text("Tier") ?? Untold,
        "AWS::BedrockAgentCore::Runtime" or "AWS::BedrockAgentCore::Harness" => resource.Properties.Get("AuthorizerConfiguration").Get("CustomJWTAuthorizer").ValueKind == System.Text.Json.JsonValueKind.Object ? "token" : "iam",
        "AWS::ECS::Task" => resource.Text("LastStatus") == "RUNNING" && resource.Text("EnableExecuteCommand") == "true" ? "exec" : resource.Text("LastStatus") ?? Untold,
        "AWS::CodeBuild::Project" => resource.Properties.TryGetProperty("BuildBatchConfig", out var batch) && batch.ValueKind == System.Text.Json.JsonValueKind.Object ? "batch" : "",
        _ => "",
    };

    private IEnumerable<(string Template, string Version)> Templates(AwsResource group)
    {
        string[][] places = [["LaunchTemplate"], ["MixedInstancesPolicy", "LaunchTemplate", "LaunchTemplateSpecification"]];
        foreach (var place in places)
        {
            var version = group.Text([.. place, "Version"]) switch { "$Latest" => "latest", "$Default" or null or "" => "default", _ => null };
            var id = group.Text([.. place, "LaunchTemplateId"]);
            var name = group.Text([.. place, "LaunchTemplateName"]);
            if (version is null || (id is null && name is null))
                continue;
            var template = _byType["AWS::EC2::LaunchTemplate"].FirstOrDefault(t => t.Account == group.Account && (t.Arn.EndsWith("/" + id, StringComparison.Ordinal) || t.Name == name || t.Text("LaunchTemplateName") == name || t.Text("Id") == id));
            yield return (template?.Arn ?? $"arn:aws:ec2:{group.Region}:{group.Account}:launch-template/{id ?? "*"}", version);
        }
    }
}
