using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Import;
using Ambit.Aws.Inventory;
using Ambit.Escalation;
using Ambit.Model;

namespace Ambit.Aws.Escalation;

/// <summary>
/// Where code comes from that runs as a role: the sources of pipelines and the roles of their later stages (CodePipeline guide, "Pipeline
/// structure reference"), the repositories of build projects, and the instances that a deployment group reaches.
/// </summary>
internal sealed class AwsDeployments(AwsEstate estate, AwsWorkloads workloads)
{
    private const string DeploymentGroup = "AWS::CodeDeploy::DeploymentGroup";

    /// <summary>Rows of <c>pipeline-source</c>: source, kind, role, pipeline, trigger.</summary>
    public IEnumerable<Fact> PipelineSources() => workloads.Resources("AWS::CodePipeline::Pipeline").SelectMany(Sources);

    /// <summary>Rows of <c>builds-from</c>: resource, repository, role.</summary>
    public IEnumerable<Fact> BuildsFrom()
    {
        foreach (var project in workloads.Resources("AWS::CodeBuild::Project"))
        {
            // "https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME" (CodeBuild API Reference, "ProjectSource").
            if (project.Text("Source", "Type") is "CODECOMMIT" && project.Text("Source", "Location") is { } location
                && workloads.RoleOf(project) is { } role)
                yield return new Fact(project.Arn, $"arn:{Partition(project)}:codecommit:{project.Region}:{project.Account}:{location[(location.LastIndexOf('/') + 1)..]}", role);
        }
    }

    /// <summary>Rows of <c>deploys-to</c>: group, application, instance, account.</summary>
    public IEnumerable<Fact> DeploysTo(IReadOnlyList<string?> bound)
    {
        foreach (var group in workloads.Resources(DeploymentGroup).Where(g => bound[3] is null || g.Account == bound[3]))
        {
            var application = group.Text("ApplicationName") is { } name ? $"arn:{Partition(group)}:codedeploy:{group.Region}:{group.Account}:application:{name}" : $"arn:*:codedeploy:*:{group.Account}:application:*";
            foreach (var instance in workloads.Resources("AWS::EC2::Instance").Where(i => i.Account == group.Account && i.Region == group.Region && Reaches(group, i)))
                yield return new Fact(group.Arn, application, instance.Arn, group.Account);
        }

        foreach (var account in estate.Accounts.Where(a => a.Exported && (bound[3] is null || a.Id == bound[3]) && !estate.Lists(a.Id, DeploymentGroup)).Select(a => a.Id))
        {
            var instances = workloads.Resources("AWS::EC2::Instance").Where(i => i.Account == account).Select(i => i.Arn);
            if (!estate.Lists(account, "AWS::EC2::Instance"))
                instances = instances.Append(WorkloadType.Pattern("AWS::EC2::Instance", account));
            foreach (var instance in instances)
                yield return new Fact([$"arn:*:codedeploy:*:{account}:deploymentgroup:*", $"arn:*:codedeploy:*:{account}:application:*", instance, account], [Fact.Unknown(DeploymentGroup, account)], []);
        }
    }

    private IEnumerable<Fact> Sources(AwsResource pipeline)
    {
        var stages = pipeline.Properties.Items("Stages").Concat(pipeline.Properties.Get("Pipeline").Items("Stages")).ToList();
        var actions = stages.SelectMany(s => s.Items("Actions")).ToList();
        var roles = actions.SelectMany(a => Roles(pipeline, a)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var action in actions.Where(a => a.Get("ActionTypeId").Text("Category") is "Source"))
        {
            if (Source(pipeline, action) is not { } source)
                continue;
            foreach (var role in roles)
            {
                foreach (var (trigger, conditions) in Triggers(pipeline, action))
                    yield return new Fact([source.Arn, source.Kind, role, pipeline.Arn, trigger], conditions, []);
            }
        }
    }

    private static (string Arn, string Kind)? Source(AwsResource pipeline, JsonElement action)
    {
        var configuration = action.Get("Configuration");
        var region = action.Text("Region") ?? pipeline.Region;
        return action.Get("ActionTypeId").Text("Provider") switch
        {
            "S3" when configuration.Text("S3Bucket") is { } bucket && configuration.Text("S3ObjectKey") is { } key => ($"arn:{Partition(pipeline)}:s3:::{bucket}/{key}", "bucket"),
            "CodeCommit" when configuration.Text("RepositoryName") is { } repository => ($"arn:{Partition(pipeline)}:codecommit:{region}:{pipeline.Account}:{repository}", "repository"),
            "ECR" when configuration.Text("RepositoryName") is { } images => ($"arn:{Partition(pipeline)}:ecr:{region}:{pipeline.Account}:repository/{images}", "image"),
            _ => null,
        };
    }

    /// <summary>
    /// "PollForSourceChanges controls whether CodePipeline polls for source changes", and does so by default; else an event rule starts the
    /// pipeline, which no export tells, or somebody does.
    /// </summary>
    private static IEnumerable<(string Trigger, IReadOnlyList<OpenCondition> Conditions)> Triggers(AwsResource pipeline, JsonElement action)
    {
        var polls = action.Get("Configuration").Text("PollForSourceChanges");
        if (action.Get("ActionTypeId").Text("Provider") is not "ECR" && !string.Equals(polls, "false", StringComparison.OrdinalIgnoreCase))
        {
            yield return ("change", []);
            yield break;
        }

        yield return ("start", []);
        yield return ("change", [Fact.Unknown("whether an event rule starts the pipeline", pipeline.Arn)]);
    }

    /// <summary>Whom a stage after the source runs as: a project's role, the role that a stack is given, that of the action, the pipeline's own.</summary>
    private IEnumerable<string> Roles(AwsResource pipeline, JsonElement action)
    {
        var configuration = action.Get("Configuration");
        switch (action.Get("ActionTypeId").Text("Provider"))
        {
            case "CodeBuild" when configuration.Text("ProjectName") is { } name:
                return workloads.Resources("AWS::CodeBuild::Project").Where(p => p.Account == pipeline.Account && p.Name == name).Select(workloads.RoleOf).OfType<string>();
            case "CloudFormation" or "CloudFormationStackSet" when configuration.Text("RoleArn") is { } role:
                return [role];
            case "Commands":
                return workloads.RoleOf(pipeline) is { } own ? [own] : [];
            default:
                return [];
        }
    }

    private static bool Reaches(AwsResource group, AwsResource instance)
    {
        var sets = group.Properties.Get("Ec2TagSet").Items("Ec2TagSetList").Select(s => s.ValueKind == JsonValueKind.Array ? s.EnumerateArray().ToList() : s.Items("Ec2TagGroup").ToList()).ToList();
        var plain = group.Properties.Items("Ec2TagFilters").ToList();
        if (plain.Count > 0)
            sets.Add(plain);
        if (sets.Count > 0 && sets.TrueForAll(s => s.Exists(f => Tagged(f, instance))))
            return true;
        var scaling = group.Properties.Items("AutoScalingGroups").Select(g => g.ValueKind == JsonValueKind.String ? g.GetString() : g.Text("Name"));
        return instance.Tags.GetValueOrDefault("aws:autoscaling:groupName") is { } member && scaling.Contains(member);
    }

    private static bool Tagged(JsonElement filter, AwsResource instance) => filter.Text("Type") switch
    {
        "KEY_ONLY" => filter.Text("Key") is { } key && instance.Tags.ContainsKey(key),
        "VALUE_ONLY" => filter.Text("Value") is { } value && instance.Tags.Values.Contains(value),
        _ => filter.Text("Key") is { } key && instance.Tags.GetValueOrDefault(key) == filter.Text("Value"),
    };

    private static string Partition(AwsResource resource) => resource.Arn.Split(':') is [_, { Length: > 0 } partition, ..] ? partition : "aws";
}
