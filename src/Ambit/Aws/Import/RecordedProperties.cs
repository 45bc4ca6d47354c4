using System.Collections.Frozen;

namespace Ambit.Aws.Import;

/// <summary>The properties, beyond names, states and references, that are kept of each type: those that some question depends on.</summary>
internal static class RecordedProperties
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> ByType = new Dictionary<string, string>
    {
        ["AWS::EC2::Instance"] = "IamInstanceProfile PublicIpAddress PublicDnsName PrivateIpAddress MetadataOptions SecurityGroups State VpcId SubnetId Platform PlatformDetails Placement LaunchTime KeyName",
        ["AWS::EC2::LaunchTemplate"] = "LaunchTemplateName DefaultVersionNumber LatestVersionNumber LaunchTemplateData",
        ["AWS::EC2::SecurityGroup"] = "GroupName IpPermissions OwnerId",
        ["AWS::EC2::VPCEndpoint"] = "VpcEndpointType ServiceName VpcId",
        ["AWS::AutoScaling::AutoScalingGroup"] = "AutoScalingGroupName MinSize MaxSize DesiredCapacity LaunchTemplate LaunchConfigurationName MixedInstancesPolicy Instances",
        ["AWS::AutoScaling::LaunchConfiguration"] = "LaunchConfigurationName IamInstanceProfile",
        ["AWS::Lambda::Function"] = "FunctionName Role Runtime Handler VpcConfig PackageType LastModified",
        ["AWS::Lambda::Url"] = "FunctionUrl AuthType InvokeMode Cors",
        ["AWS::Lambda::EventSourceMapping"] = "EventSourceArn FunctionArn State",
        ["AWS::S3::Bucket"] = "PublicAccessBlockConfiguration AccessControlList OwnershipControls ObjectOwnership ServerSideEncryptionConfiguration IsAbacEnabled AbacStatus",
        ["AWS::S3::AccessPoint"] = "Bucket Name BucketAccountId VpcConfiguration PublicAccessBlockConfiguration NetworkOrigin",
        ["AWS::ECS::Cluster"] = "ClusterName Status",
        ["AWS::ECS::TaskDefinition"] = "Family RequiresCompatibilities TaskRoleArn ExecutionRoleArn Status Revision",
        ["AWS::ECS::Service"] = "ServiceName Cluster TaskDefinition DesiredCount EnableExecuteCommand LaunchType",
        ["AWS::ECS::Task"] = "LastStatus DesiredStatus EnableExecuteCommand Group LaunchType Overrides",
        ["AWS::ECS::ContainerInstance"] = "Ec2InstanceId Status AgentConnected RunningTasksCount",
        ["AWS::Glue::Job"] = "Role Command",
        ["AWS::Glue::DevEndpoint"] = "EndpointName Status AvailabilityZone PublicAddress",
        ["AWS::CodeBuild::Project"] = "ServiceRole BuildBatchConfig Source",
        ["AWS::CloudFormation::Stack"] = "StackName RoleARN Capabilities StackStatus",
        ["AWS::CloudFormation::StackSet"] = "StackSetName StackSetId Status PermissionModel AdministrationRoleARN ExecutionRoleName Capabilities",
        ["AWS::CloudFormation::StackInstance"] = "StackSetId Region Account Status StackInstanceStatus OrganizationalUnitId",
        ["AWS::SageMaker::NotebookInstance"] = "NotebookInstanceName RoleArn DirectInternetAccess RootAccess NotebookInstanceStatus NotebookInstanceLifecycleConfigName",
        ["AWS::AppRunner::Service"] = "ServiceName InstanceConfiguration Status SourceConfiguration",
        ["AWS::IAM::OIDCProvider"] = "Url ClientIdList",
        ["AWS::IAM::SAMLProvider"] = "EntityId ValidUntil",
        ["AWS::DynamoDB::Table"] = "TableName LatestStreamArn StreamSpecification",
        ["AWS::SecretsManager::Secret"] = "RotationEnabled LastAccessedDate",
        ["AWS::KMS::Key"] = "KeyManager KeyState Enabled Origin KeyUsage MultiRegion",
        ["AWS::SSM::Parameter"] = "Type Version Tier KeyId",
        ["AWS::SSM::ManagedInstance"] = "InstanceId PingStatus AgentVersion ResourceType",
        ["AWS::EKS::Cluster"] = "Identity AccessConfig Version Endpoint",
        ["AWS::EKS::PodIdentityAssociation"] = "ClusterName Namespace ServiceAccount RoleArn TargetRoleArn",
        ["AWS::EKS::AccessEntry"] = "ClusterName PrincipalArn KubernetesGroups Username Type AccessPolicies",
        ["AWS::BedrockAgentCore::CodeInterpreterCustom"] = "CodeInterpreterId Name Status ExecutionRoleArn NetworkConfiguration",
        ["AWS::BedrockAgentCore::Runtime"] = "AgentRuntimeId AgentRuntimeName Status RoleArn NetworkConfiguration AuthorizerConfiguration ProtocolConfiguration AgentRuntimeArtifact WorkloadIdentityDetails",
        ["AWS::BedrockAgentCore::Gateway"] = "GatewayId Name Status RoleArn AuthorizerType AuthorizerConfiguration PolicyEngineConfiguration",
        ["AWS::BedrockAgentCore::GatewayTarget"] = "GatewayArn GatewayIdentifier TargetId Name Status TargetConfiguration CredentialProviderConfigurations",
        ["AWS::BedrockAgentCore::OAuth2CredentialProvider"] = "Name CredentialProviderVendor ClientSecretArn",
        ["AWS::BedrockAgentCore::ApiKeyCredentialProvider"] = "Name ApiKeySecretArn",
        ["AWS::BedrockAgentCore::Harness"] = "HarnessId HarnessName Status ExecutionRoleArn AuthorizerConfiguration Tools AllowedTools",
        ["AWS::Bedrock::KnowledgeBase"] = "KnowledgeBaseId Name Status RoleArn",
        ["AWS::Bedrock::AgentKnowledgeBase"] = "AgentId KnowledgeBaseId KnowledgeBaseState",
        ["AWS::BedrockAgentCore::BrowserCustom"] = "BrowserId Name Status ExecutionRoleArn NetworkConfiguration",
        ["AWS::Bedrock::Agent"] = "AgentId AgentName AgentStatus AgentResourceRoleArn FoundationModel AgentCollaboration ActionGroups KnowledgeBases",
        ["AWS::Bedrock::AgentActionGroup"] = "AgentId AgentVersion ActionGroupId ActionGroupName ActionGroupState ActionGroupExecutor ParentActionSignature FunctionSchema",
        ["AWS::CloudTrail::Trail"] = "IsMultiRegionTrail IsOrganizationTrail IncludeGlobalServiceEvents HomeRegion S3BucketName IsLogging EventSelectors AdvancedEventSelectors LogFileValidationEnabled",
        ["AWS::StepFunctions::StateMachine"] = "RoleArn Status Type",
        ["AWS::DataPipeline::Pipeline"] = "Role ResourceRole PipelineState",
        ["AWS::Batch::JobDefinition"] = "JobDefinitionName Revision Status ContainerProperties",
        ["AWS::Batch::ComputeEnvironment"] = "ComputeEnvironmentName ServiceRole ComputeResources",
        ["AWS::EMR::Cluster"] = "JobFlowRole ServiceRole Ec2InstanceAttributes",
        ["AWS::CodePipeline::Pipeline"] = "RoleArn Pipeline Stages",
        ["AWS::Scheduler::Schedule"] = "Target State GroupName",
        ["AWS::CodeDeploy::DeploymentGroup"] = "ServiceRoleArn ApplicationName DeploymentGroupName Ec2TagFilters Ec2TagSet AutoScalingGroups ComputePlatform",
        ["AWS::Cognito::IdentityPool"] = "Roles AllowUnauthenticatedIdentities",
        ["AWS::Bedrock::AgentAlias"] = "AgentAliasId AgentAliasName AgentAliasStatus RoutingConfiguration AliasInvocationState",
        ["AWS::KMS::Alias"] = "AliasName TargetKeyId",
        ["AWS::SNS::Topic"] = "TopicArn",
        ["AWS::SQS::Queue"] = "QueueArn",
    }.ToFrozenDictionary(t => t.Key, t => t.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>What is kept of a type.</summary>
    public static FrozenSet<string> Of(string type) => ByType.TryGetValue(type, out var names) ? names : FrozenSet<string>.Empty;
}
