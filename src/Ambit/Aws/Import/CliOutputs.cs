using Ambit.Import;
using Ambit.Aws.Inventory;

namespace Ambit.Aws.Import;

/// <summary>The outputs of the AWS CLI that list or describe resources, a row each. A new one is a new row.</summary>
internal static class CliOutputs
{
    private const string Ec2 = "arn:{partition}:ec2:{region}:{account}:";

    /// <summary>Every row, those with the more telling marks first where roots are shared.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        .. Compute(),
        .. Deployment(),
        .. Machines(),
        .. Data(),
        .. Agents(),
        .. Other(),
    ];

    private static CliOutput[] Compute() =>
    [
        new("ecs describe-tasks", "tasks", "AWS::ECS::Task", "taskArn", "taskArn"),
        new("ecs describe-container-instances", "containerInstances", "AWS::ECS::ContainerInstance", "containerInstanceArn", "containerInstanceArn"),
        new("ecs describe-task-definition", "taskDefinition", "AWS::ECS::TaskDefinition", "taskDefinitionArn", "taskDefinitionArn", "family") { Complete = false },
        new("ecs describe-services", "services", "AWS::ECS::Service", "serviceArn", "serviceArn", "serviceName") { Complete = false },
        new("ecs describe-clusters", "clusters", "AWS::ECS::Cluster", "clusterArn", "clusterArn", "clusterName") { Complete = false, SharedRoot = true },
        new("ecs list-clusters", "clusterArns", "AWS::ECS::Cluster", "", ""),
        new("lambda list-functions", "Functions", "AWS::Lambda::Function", "FunctionArn", "FunctionArn FunctionName", "FunctionName"),
        new("lambda get-function", "Configuration", "AWS::Lambda::Function", "FunctionArn", "FunctionArn FunctionName", "FunctionName") { Complete = false },
        new("lambda get-function-configuration", "", "AWS::Lambda::Function", "FunctionArn", "FunctionArn FunctionName Role", "FunctionName") { Complete = false },
        new("lambda list-function-url-configs", "FunctionUrlConfigs", "AWS::Lambda::Url", "{FunctionArn}:url", "FunctionUrl FunctionArn"),
        new("lambda get-function-url-config", "", "AWS::Lambda::Url", "{FunctionArn}:url", "FunctionUrl FunctionArn AuthType") { Complete = false },
        new("lambda list-event-source-mappings", "EventSourceMappings", "AWS::Lambda::EventSourceMapping", "arn:{partition}:lambda:{region}:{account}:event-source-mapping:{UUID}", "UUID FunctionArn", "UUID"),
        new("apprunner list-services", "ServiceSummaryList", "AWS::AppRunner::Service", "ServiceArn", "ServiceArn", "ServiceName"),
        new("apprunner describe-service", "Service", "AWS::AppRunner::Service", "ServiceArn", "ServiceArn", "ServiceName") { Complete = false },
        new("sagemaker list-notebook-instances", "NotebookInstances", "AWS::SageMaker::NotebookInstance", "NotebookInstanceArn", "NotebookInstanceArn", "NotebookInstanceName"),
        new("sagemaker describe-notebook-instance", "", "AWS::SageMaker::NotebookInstance", "NotebookInstanceArn", "NotebookInstanceArn NotebookInstanceStatus", "NotebookInstanceName") { Complete = false },
        new("stepfunctions list-state-machines", "stateMachines", "AWS::StepFunctions::StateMachine", "stateMachineArn", "stateMachineArn", "name"),
        new("stepfunctions describe-state-machine", "", "AWS::StepFunctions::StateMachine", "stateMachineArn", "stateMachineArn roleArn", "name") { Complete = false },
        new("eks describe-cluster", "cluster", "AWS::EKS::Cluster", "arn", "arn roleArn", "name") { Complete = false },
        new("eks describe-pod-identity-association", "association", "AWS::EKS::PodIdentityAssociation", "associationArn", "associationArn serviceAccount", "associationId") { Complete = false },
        new("eks list-pod-identity-associations", "associations", "AWS::EKS::PodIdentityAssociation", "associationArn", "associationArn serviceAccount", "associationId"),
        new("eks describe-access-entry", "accessEntry", "AWS::EKS::AccessEntry", "accessEntryArn", "accessEntryArn principalArn") { Complete = false },
    ];

    private static CliOutput[] Deployment() =>
    [
        new("glue get-dev-endpoints", "DevEndpoints", "AWS::Glue::DevEndpoint", "arn:{partition}:glue:{region}:{account}:devEndpoint/{EndpointName}", "EndpointName", "EndpointName"),
        new("glue get-jobs", "Jobs", "AWS::Glue::Job", "arn:{partition}:glue:{region}:{account}:job/{Name}", "Name Role", "Name") { SharedRoot = true },
        new("codebuild batch-get-projects", "projects", "AWS::CodeBuild::Project", "arn", "arn serviceRole", "name") { Complete = false, SharedRoot = true },
        new("cloudformation describe-stacks", "Stacks", "AWS::CloudFormation::Stack", "StackId", "StackId StackName StackStatus", "StackName"),
        new("cloudformation list-stack-sets", "Summaries", "AWS::CloudFormation::StackSet", "arn:{partition}:cloudformation:{region}:{account}:stackset/{StackSetId}", "StackSetId StackSetName", "StackSetName") { SharedRoot = true },
        new("cloudformation describe-stack-set", "StackSet", "AWS::CloudFormation::StackSet", "StackSetARN", "StackSetARN", "StackSetName") { Complete = false },
        new("codedeploy get-deployment-group", "deploymentGroupInfo", "AWS::CodeDeploy::DeploymentGroup", "arn:{partition}:codedeploy:{region}:{account}:deploymentgroup:{applicationName}/{deploymentGroupName}", "deploymentGroupName serviceRoleArn", "deploymentGroupName") { Complete = false },
    ];

    private static CliOutput[] Machines() =>
    [
        new("ec2 describe-instances", "Reservations", "AWS::EC2::Instance", Ec2 + "instance/{InstanceId}", "InstanceId", "InstanceId") { Inner = "Instances" },
        new("ec2 describe-security-groups", "SecurityGroups", "AWS::EC2::SecurityGroup", Ec2 + "security-group/{GroupId}", "GroupId GroupName", "GroupName"),
        new("ec2 describe-launch-templates", "LaunchTemplates", "AWS::EC2::LaunchTemplate", Ec2 + "launch-template/{LaunchTemplateId}", "LaunchTemplateId", "LaunchTemplateName") { Complete = false },
        new("ec2 describe-vpc-endpoints", "VpcEndpoints", "AWS::EC2::VPCEndpoint", Ec2 + "vpc-endpoint/{VpcEndpointId}", "VpcEndpointId", "VpcEndpointId") { ShowsPolicy = true },
        new("autoscaling describe-auto-scaling-groups", "AutoScalingGroups", "AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupARN", "AutoScalingGroupARN", "AutoScalingGroupName"),
        new("autoscaling describe-launch-configurations", "LaunchConfigurations", "AWS::AutoScaling::LaunchConfiguration", "LaunchConfigurationARN", "LaunchConfigurationARN", "LaunchConfigurationName"),
        new("ssm describe-instance-information", "InstanceInformationList", "AWS::SSM::ManagedInstance", "arn:{partition}:ssm:{region}:{account}:managed-instance/{InstanceId}", "InstanceId PingStatus", "InstanceId"),
        new("ssm describe-parameters", "Parameters", "AWS::SSM::Parameter", "ARN", "Name Type ARN", "Name") { SharedRoot = true },
        new("ssm describe-parameters", "Parameters", "AWS::SSM::Parameter", "arn:{partition}:ssm:{region}:{account}:parameter/{Name}", "Name Type Version Tier", "Name") { SharedRoot = true },
    ];

    private static CliOutput[] Data() =>
    [
        new("s3api list-buckets", "Buckets", "AWS::S3::Bucket", "arn:{partition}:s3:::{Name}", "Name CreationDate", "Name") { SharedRoot = true },
        new("kms list-keys", "Keys", "AWS::KMS::Key", "KeyArn", "KeyArn KeyId", "KeyId"),
        new("kms describe-key", "KeyMetadata", "AWS::KMS::Key", "Arn", "Arn KeyId", "KeyId") { Complete = false },
        new("secretsmanager list-secrets", "SecretList", "AWS::SecretsManager::Secret", "ARN", "ARN", "Name"),
        new("secretsmanager describe-secret", "", "AWS::SecretsManager::Secret", "ARN", "ARN VersionIdsToStages", "Name") { Complete = false },
        new("dynamodb describe-table", "Table", "AWS::DynamoDB::Table", "TableArn", "TableArn TableName", "TableName") { Complete = false },
        new("ecr describe-repositories", "repositories", "AWS::ECR::Repository", "repositoryArn", "repositoryArn", "repositoryName") { SharedRoot = true },
        new("sns list-topics", "Topics", "AWS::SNS::Topic", "TopicArn", "TopicArn"),
        new("sns get-topic-attributes", "Attributes", "AWS::SNS::Topic", "TopicArn", "TopicArn") { Complete = false, ShowsPolicy = true },
        new("sqs get-queue-attributes", "Attributes", "AWS::SQS::Queue", "QueueArn", "QueueArn") { Complete = false, ShowsPolicy = true },
        new("efs describe-file-systems", "FileSystems", "AWS::EFS::FileSystem", "FileSystemArn", "FileSystemArn", "FileSystemId") { SharedRoot = true },
        new("opensearch describe-domain", "DomainStatus", "AWS::OpenSearch::Domain", "ARN", "ARN DomainName", "DomainName") { Complete = false, ShowsPolicy = true },
        new("opensearch describe-domains", "DomainStatusList", "AWS::OpenSearch::Domain", "ARN", "ARN DomainName", "DomainName") { Complete = false, ShowsPolicy = true },
        new("events describe-event-bus", "", "AWS::Events::EventBus", "Arn", "Arn Name Policy", "Name") { Complete = false, ShowsPolicy = true },
        new("events list-event-buses", "EventBuses", "AWS::Events::EventBus", "Arn", "Arn Name", "Name") { ShowsPolicy = true },
        new("backup list-backup-vaults", "BackupVaultList", "AWS::Backup::BackupVault", "BackupVaultArn", "BackupVaultArn", "BackupVaultName"),
    ];

    private static CliOutput[] Agents() =>
    [
        new("bedrock-agentcore-control list-code-interpreters", "codeInterpreterSummaries", "AWS::BedrockAgentCore::CodeInterpreterCustom", "codeInterpreterArn", "codeInterpreterArn", "name"),
        new("bedrock-agentcore-control get-code-interpreter", "", "AWS::BedrockAgentCore::CodeInterpreterCustom", "codeInterpreterArn", "codeInterpreterArn", "name") { Complete = false },
        new("bedrock-agentcore-control list-agent-runtimes", "agentRuntimes", "AWS::BedrockAgentCore::Runtime", "agentRuntimeArn", "agentRuntimeArn", "agentRuntimeName"),
        new("bedrock-agentcore-control get-agent-runtime", "", "AWS::BedrockAgentCore::Runtime", "agentRuntimeArn", "agentRuntimeArn", "agentRuntimeName") { Complete = false },
        new("bedrock-agentcore-control list-browsers", "browserSummaries", "AWS::BedrockAgentCore::BrowserCustom", "browserArn", "browserArn", "name"),
        new("bedrock-agentcore-control get-browser", "", "AWS::BedrockAgentCore::BrowserCustom", "browserArn", "browserArn", "name") { Complete = false },
        new("bedrock-agentcore-control get-gateway-target", "", "AWS::BedrockAgentCore::GatewayTarget", "{gatewayArn}/target/{targetId}", "gatewayArn targetId targetConfiguration", "name") { Complete = false },
        new("bedrock-agentcore-control list-oauth2-credential-providers", "credentialProviders", AwsAgents.OAuthProvider, "credentialProviderArn", "credentialProviderArn credentialProviderVendor", "name"),
        new("bedrock-agentcore-control list-api-key-credential-providers", "credentialProviders", AwsAgents.ApiKeyProvider, "credentialProviderArn", "credentialProviderArn name", "name") { SharedRoot = true },
        new("bedrock-agentcore-control get-oauth2-credential-provider", "", AwsAgents.OAuthProvider, "credentialProviderArn", "credentialProviderArn clientSecretArn", "name") { Complete = false },
        new("bedrock-agentcore-control get-api-key-credential-provider", "", AwsAgents.ApiKeyProvider, "credentialProviderArn", "credentialProviderArn apiKeySecretArn", "name") { Complete = false },
        new("bedrock-agentcore-control get-harness", "harness", "AWS::BedrockAgentCore::Harness", "harnessArn", "harnessArn executionRoleArn", "harnessName") { Complete = false },
        new("bedrock-agentcore-control get-harness", "harness", "AWS::BedrockAgentCore::Harness", "arn", "arn harnessName executionRoleArn", "harnessName") { Complete = false },
        new("bedrock-agentcore-control get-harness", "", "AWS::BedrockAgentCore::Harness", "harnessArn", "harnessArn executionRoleArn", "harnessName") { Complete = false },
        new("bedrock-agentcore-control get-harness", "", "AWS::BedrockAgentCore::Harness", "arn", "arn harnessName executionRoleArn", "harnessName") { Complete = false },
        new("bedrock-agentcore-control list-harnesses", "harnesses", "AWS::BedrockAgentCore::Harness", "harnessArn", "harnessArn harnessName", "harnessName"),
        new("bedrock-agentcore-control list-harnesses", "harnesses", "AWS::BedrockAgentCore::Harness", "arn", "arn harnessName", "harnessName"),
        new("bedrock-agentcore-control get-gateway", "", "AWS::BedrockAgentCore::Gateway", "gatewayArn", "gatewayArn gatewayId", "name") { Complete = false },
        new("bedrock-agent list-agents", "agentSummaries", "AWS::Bedrock::Agent", "arn:{partition}:bedrock:{region}:{account}:agent/{agentId}", "agentId agentName", "agentName"),
        new("bedrock-agent list-agent-knowledge-bases", "agentKnowledgeBaseSummaries", "AWS::Bedrock::AgentKnowledgeBase", "arn:{partition}:bedrock:{region}:{account}:agent-knowledge-base/{file}/{knowledgeBaseId}", "knowledgeBaseId knowledgeBaseState") { Complete = false },
        new("bedrock-agent get-agent-knowledge-base", "agentKnowledgeBase", "AWS::Bedrock::AgentKnowledgeBase", "arn:{partition}:bedrock:{region}:{account}:agent-knowledge-base/{agentId}/{knowledgeBaseId}", "agentId knowledgeBaseId") { Complete = false },
        new("bedrock-agent get-knowledge-base", "knowledgeBase", "AWS::Bedrock::KnowledgeBase", "knowledgeBaseArn", "knowledgeBaseArn", "name") { Complete = false },
        new("bedrock-agent get-agent", "agent", "AWS::Bedrock::Agent", "agentArn", "agentArn", "agentName") { Complete = false },
    ];

    private static CliOutput[] Other() =>
    [
        new("iam list-saml-providers", "SAMLProviderList", "AWS::IAM::SAMLProvider", "Arn", "Arn"),
        new("iam list-open-id-connect-providers", "OpenIDConnectProviderList", "AWS::IAM::OIDCProvider", "Arn", "Arn"),
        new("batch describe-job-definitions", "jobDefinitions", "AWS::Batch::JobDefinition", "jobDefinitionArn", "jobDefinitionArn", "jobDefinitionName"),
        new("batch describe-compute-environments", "computeEnvironments", "AWS::Batch::ComputeEnvironment", "computeEnvironmentArn", "computeEnvironmentArn", "computeEnvironmentName"),
        new("scheduler get-schedule", "", "AWS::Scheduler::Schedule", "Arn", "Arn Name Target State", "Name") { Complete = false },
        new("cognito-identity get-identity-pool-roles", "", "AWS::Cognito::IdentityPool", "arn:{partition}:cognito-identity:{region}:{account}:identitypool/{IdentityPoolId}", "IdentityPoolId Roles", "IdentityPoolId") { Complete = false },
        new("datapipeline list-pipelines", "pipelineIdList", "AWS::DataPipeline::Pipeline", "arn:{partition}:datapipeline:{region}:{account}:pipeline/{id}", "id name", "name"),
        new("emr describe-cluster", "Cluster", "AWS::EMR::Cluster", "ClusterArn", "ClusterArn ServiceRole", "Name") { Complete = false },
        new("codepipeline get-pipeline", "pipeline", "AWS::CodePipeline::Pipeline", "arn:{partition}:codepipeline:{region}:{account}:{name}", "name roleArn stages", "name") { Complete = false },
        new("bedrock-agent list-agent-action-groups", "actionGroupSummaries", "AWS::Bedrock::AgentActionGroup", "arn:{partition}:bedrock:{region}:{account}:agent-action-group/{actionGroupId}", "actionGroupId", "actionGroupName") { Complete = false },
        new("bedrock-agent get-agent-action-group", "agentActionGroup", "AWS::Bedrock::AgentActionGroup", "arn:{partition}:bedrock:{region}:{account}:agent-action-group/{actionGroupId}", "actionGroupId agentId", "actionGroupName") { Complete = false },
        new("bedrock-agent list-agent-aliases", "agentAliasSummaries", "AWS::Bedrock::AgentAlias", "arn:{partition}:bedrock:{region}:{account}:agent-alias/{file}/{agentAliasId}", "agentAliasId", "agentAliasName") { Complete = false },
        new("bedrock-agentcore-control list-gateways", "items", "AWS::BedrockAgentCore::Gateway", "arn:{partition}:bedrock-agentcore:{region}:{account}:gateway/{gatewayId}", "gatewayId", "name") { SharedRoot = true },
        new("kms list-aliases", "Aliases", "AWS::KMS::Alias", "AliasArn", "AliasArn AliasName", "AliasName") { SharedRoot = true },
        new("glue get-resource-policies", "GetResourcePoliciesResponseList", "AWS::Glue::Catalog", "arn:{partition}:glue:{region}:{account}:catalog", "PolicyInJson") { Complete = false, ShowsPolicy = true },
        new("glue get-resource-policy", "", "AWS::Glue::Catalog", "arn:{partition}:glue:{region}:{account}:catalog", "PolicyInJson PolicyHash") { Complete = false, ShowsPolicy = true },
        new("emr list-clusters", "Clusters", "AWS::EMR::Cluster", "ClusterArn", "ClusterArn", "Name") { SharedRoot = true },
        new("codedeploy list-applications", "applications", "AWS::CodeDeploy::Application", "arn:{partition}:codedeploy:{region}:{account}:application:{}", "") { SharedRoot = true },
        new("eks list-access-entries", "accessEntries", "AWS::EKS::AccessEntry", "arn:{partition}:eks:{region}:{account}:access-entry/{file}/{}", "") { Complete = false },
        new("cloudtrail describe-trails", "trailList", "AWS::CloudTrail::Trail", "TrailARN", "TrailARN", "Name"),
        new("cloudtrail get-event-selectors", "", "AWS::CloudTrail::Trail", "TrailARN", "TrailARN EventSelectors") { Complete = false },
        new("cloudtrail get-event-selectors", "", "AWS::CloudTrail::Trail", "TrailARN", "TrailARN AdvancedEventSelectors") { Complete = false },
    ];
}
