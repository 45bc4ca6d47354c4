namespace Ambit.Aws.Escalation;

/// <summary>A type of resource that runs as a role: where its configuration names the role, and how its ARN looks.</summary>
/// <param name="Type">CloudFormation's type name.</param>
/// <param name="Service">The service principal that hands the role's credentials out.</param>
/// <param name="ArnPattern">Every ARN of the type in an account, which stands as <c>{0}</c>.</param>
/// <param name="RolePaths">Where the role stands: an ARN, a bare name, or an instance profile.</param>
internal sealed record WorkloadType(string Type, string Service, string ArnPattern, params string[][] RolePaths)
{
    /// <summary>Whether it is an agent, an identity of its own.</summary>
    public bool Agent => Type.StartsWith("AWS::BedrockAgentCore::", StringComparison.Ordinal) || Type == "AWS::Bedrock::Agent";

    private static readonly WorkloadType[] Table =
    [
        new("AWS::Lambda::Function", "lambda.amazonaws.com", "arn:*:lambda:*:{0}:function:*", ["Role"]),
        new("AWS::EC2::Instance", "ec2.amazonaws.com", "arn:*:ec2:*:{0}:instance/*", ["IamInstanceProfile", "Arn"], ["IamInstanceProfile"]),
        new("AWS::EC2::LaunchTemplate", "ec2.amazonaws.com", "arn:*:ec2:*:{0}:launch-template/*", ["LaunchTemplateData", "IamInstanceProfile", "Arn"], ["LaunchTemplateData", "IamInstanceProfile", "Name"]),
        new("AWS::AutoScaling::LaunchConfiguration", "ec2.amazonaws.com", "arn:*:autoscaling:*:{0}:launchConfiguration:*", ["IamInstanceProfile"]),
        new("AWS::ECS::Task", "ecs-tasks.amazonaws.com", "arn:*:ecs:*:{0}:task/*", ["Overrides", "TaskRoleArn"], ["TaskRoleArn"]),
        new("AWS::ECS::TaskDefinition", "ecs-tasks.amazonaws.com", "arn:*:ecs:*:{0}:task-definition/*", ["TaskRoleArn"]),
        new("AWS::Glue::Job", "glue.amazonaws.com", "arn:*:glue:*:{0}:job/*", ["Role"]),
        new("AWS::Glue::DevEndpoint", "glue.amazonaws.com", "arn:*:glue:*:{0}:devEndpoint/*", ["RoleArn"]),
        new("AWS::CodeBuild::Project", "codebuild.amazonaws.com", "arn:*:codebuild:*:{0}:project/*", ["ServiceRole"]),
        new("AWS::CloudFormation::Stack", "cloudformation.amazonaws.com", "arn:*:cloudformation:*:{0}:stack/*", ["RoleARN"], ["RoleArn"]),
        new("AWS::SageMaker::NotebookInstance", "sagemaker.amazonaws.com", "arn:*:sagemaker:*:{0}:notebook-instance/*", ["RoleArn"]),
        new("AWS::AppRunner::Service", "tasks.apprunner.amazonaws.com", "arn:*:apprunner:*:{0}:service/*", ["InstanceConfiguration", "InstanceRoleArn"]),
        new("AWS::BedrockAgentCore::CodeInterpreterCustom", "bedrock-agentcore.amazonaws.com", "arn:*:bedrock-agentcore:*:{0}:code-interpreter-custom/*", ["ExecutionRoleArn"]),
        new("AWS::BedrockAgentCore::BrowserCustom", "bedrock-agentcore.amazonaws.com", "arn:*:bedrock-agentcore:*:{0}:browser-custom/*", ["ExecutionRoleArn"]),
        new("AWS::BedrockAgentCore::Runtime", "bedrock-agentcore.amazonaws.com", "arn:*:bedrock-agentcore:*:{0}:runtime/*", ["RoleArn"], ["ExecutionRoleArn"]),
        new("AWS::BedrockAgentCore::Gateway", "bedrock-agentcore.amazonaws.com", "arn:*:bedrock-agentcore:*:{0}:gateway/*", ["RoleArn"]),
        new("AWS::BedrockAgentCore::Harness", "bedrock-agentcore.amazonaws.com", "arn:*:bedrock-agentcore:*:{0}:harness/*", ["ExecutionRoleArn"]),
        new("AWS::Bedrock::Agent", "bedrock.amazonaws.com", "arn:*:bedrock:*:{0}:agent/*", ["AgentResourceRoleArn"]),
        new("AWS::StepFunctions::StateMachine", "states.amazonaws.com", "arn:*:states:*:{0}:stateMachine:*", ["RoleArn"]),
        new("AWS::Batch::JobDefinition", "ecs-tasks.amazonaws.com", "arn:*:batch:*:{0}:job-definition/*", ["ContainerProperties", "JobRoleArn"]),
        new("AWS::EMR::Cluster", "ec2.amazonaws.com", "arn:*:elasticmapreduce:*:{0}:cluster/*", ["JobFlowRole"], ["Ec2InstanceAttributes", "IamInstanceProfile"]),
        new("AWS::CodePipeline::Pipeline", "codepipeline.amazonaws.com", "arn:*:codepipeline:*:{0}:*", ["RoleArn"], ["Pipeline", "RoleArn"]),
        new("AWS::Scheduler::Schedule", "scheduler.amazonaws.com", "arn:*:scheduler:*:{0}:schedule/*", ["Target", "RoleArn"]),
        new("AWS::ImageBuilder::InfrastructureConfiguration", "ec2.amazonaws.com", "arn:*:imagebuilder:*:{0}:infrastructure-configuration/*", ["InstanceProfileName"]),
    ];

    /// <summary>Types that matter by being there, with the pattern of their ARNs.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["AWS::ECS::Cluster"] = "arn:*:ecs:*:{0}:cluster/*",
        ["AWS::ECS::ContainerInstance"] = "arn:*:ecs:*:{0}:container-instance/*",
        ["AWS::Batch::JobQueue"] = "arn:*:batch:*:{0}:job-queue/*",
        ["AWS::AutoScaling::AutoScalingGroup"] = "arn:*:autoscaling:*:{0}:autoScalingGroup:*",
        ["AWS::Cognito::IdentityPool"] = "arn:*:cognito-identity:*:{0}:identitypool/*",
        ["AWS::EKS::Cluster"] = "arn:*:eks:*:{0}:cluster/*",
        ["AWS::SSM::Parameter"] = "arn:*:ssm:*:{0}:parameter/*",
        ["AWS::Transfer::Server"] = "arn:*:transfer:*:{0}:server/*",
    };

    private static readonly Dictionary<string, WorkloadType> ByType = Table.ToDictionary(t => t.Type, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WorkloadType> All => Table;

    /// <summary>The type of that name, null where it is none that runs as a role.</summary>
    public static WorkloadType? Of(string type) => ByType.GetValueOrDefault(type);

    /// <summary>Every ARN of a type in an account.</summary>
    public static string Pattern(string type, string account) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Of(type)?.ArnPattern ?? Others.GetValueOrDefault(type, "arn:*:*:*:{0}:*"), account);
}
