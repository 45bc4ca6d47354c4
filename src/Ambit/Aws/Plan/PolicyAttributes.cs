using Ambit.Aws.Policies;

namespace Ambit.Aws.Plan;

/// <summary>Which attribute of which resource type holds a policy, and which one names whose policy it is.</summary>
internal static class PolicyAttributes
{
    /// <summary>The attributes by type.</summary>
    public static readonly IReadOnlyDictionary<string, (string Policy, string Subject, PolicyKind Kind)[]> All = new Dictionary<string, (string, string, PolicyKind)[]>(StringComparer.Ordinal)
    {
        ["aws_iam_role"] = [("assume_role_policy", "name", PolicyKind.Trust)],
        ["aws_iam_role_policy"] = [("policy", "role", PolicyKind.Identity)],
        ["aws_iam_user_policy"] = [("policy", "user", PolicyKind.Identity)],
        ["aws_iam_group_policy"] = [("policy", "group", PolicyKind.Identity)],
        ["aws_iam_policy"] = [("policy", "name", PolicyKind.Identity)],
        ["aws_ssoadmin_permission_set_inline_policy"] = [("inline_policy", "permission_set_arn", PolicyKind.Identity)],
        ["aws_s3_bucket_policy"] = [("policy", "bucket", PolicyKind.Resource)],
        ["aws_s3_access_point"] = [("policy", "name", PolicyKind.Resource)],
        ["aws_sqs_queue"] = [("policy", "name", PolicyKind.Resource)],
        ["aws_sqs_queue_policy"] = [("policy", "queue_url", PolicyKind.Resource)],
        ["aws_sns_topic"] = [("policy", "name", PolicyKind.Resource)],
        ["aws_sns_topic_policy"] = [("policy", "arn", PolicyKind.Resource)],
        ["aws_kms_key"] = [("policy", "description", PolicyKind.Resource)],
        ["aws_kms_key_policy"] = [("policy", "key_id", PolicyKind.Resource)],
        ["aws_secretsmanager_secret"] = [("policy", "name", PolicyKind.Resource)],
        ["aws_secretsmanager_secret_policy"] = [("policy", "secret_arn", PolicyKind.Resource)],
        ["aws_ecr_repository_policy"] = [("policy", "repository", PolicyKind.Resource)],
        ["aws_dynamodb_resource_policy"] = [("policy", "resource_arn", PolicyKind.Resource)],
        ["aws_backup_vault_policy"] = [("policy", "backup_vault_name", PolicyKind.Resource)],
        ["aws_cloudwatch_event_bus_policy"] = [("policy", "event_bus_name", PolicyKind.Resource)],
        ["aws_cloudwatch_log_resource_policy"] = [("policy_document", "policy_name", PolicyKind.Resource)],
        ["aws_glue_resource_policy"] = [("policy", "id", PolicyKind.Resource)],
        ["aws_opensearch_domain_policy"] = [("access_policies", "domain_name", PolicyKind.Resource)],
        ["aws_efs_file_system_policy"] = [("policy", "file_system_id", PolicyKind.Resource)],
        ["aws_api_gateway_rest_api_policy"] = [("policy", "rest_api_id", PolicyKind.Resource)],
        ["aws_codeartifact_domain_permissions_policy"] = [("policy_document", "domain", PolicyKind.Resource)],
        ["aws_organizations_policy"] = [("content", "name", PolicyKind.ServiceControl)],
        ["AWS::IAM::Role"] = [("AssumeRolePolicyDocument", "RoleName", PolicyKind.Trust)],
        ["AWS::IAM::Policy"] = [("PolicyDocument", "PolicyName", PolicyKind.Identity)],
        ["AWS::IAM::ManagedPolicy"] = [("PolicyDocument", "ManagedPolicyName", PolicyKind.Identity)],
        ["AWS::IAM::RolePolicy"] = [("PolicyDocument", "RoleName", PolicyKind.Identity)],
        ["AWS::IAM::UserPolicy"] = [("PolicyDocument", "UserName", PolicyKind.Identity)],
        ["AWS::IAM::GroupPolicy"] = [("PolicyDocument", "GroupName", PolicyKind.Identity)],
        ["AWS::S3::BucketPolicy"] = [("PolicyDocument", "Bucket", PolicyKind.Resource)],
        ["AWS::SQS::QueuePolicy"] = [("PolicyDocument", "Id", PolicyKind.Resource)],
        ["AWS::SNS::TopicPolicy"] = [("PolicyDocument", "Id", PolicyKind.Resource)],
        ["AWS::KMS::Key"] = [("KeyPolicy", "Description", PolicyKind.Resource)],
        ["AWS::SecretsManager::ResourcePolicy"] = [("ResourcePolicy", "SecretId", PolicyKind.Resource)],
        ["AWS::ECR::Repository"] = [("RepositoryPolicyText", "RepositoryName", PolicyKind.Resource)],
        ["AWS::Organizations::Policy"] = [("Content", "Name", PolicyKind.ServiceControl)],
    };

    /// <summary>Attachments of managed policies: the attribute that holds the policy's ARN and the one that names the holder.</summary>
    public static readonly IReadOnlyDictionary<string, (string Policy, string Subject)> Attachments = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["aws_iam_role_policy_attachment"] = ("policy_arn", "role"),
        ["aws_iam_user_policy_attachment"] = ("policy_arn", "user"),
        ["aws_iam_group_policy_attachment"] = ("policy_arn", "group"),
        ["aws_iam_policy_attachment"] = ("policy_arn", "name"),
        ["aws_ssoadmin_managed_policy_attachment"] = ("managed_policy_arn", "permission_set_arn"),
    };

    /// <summary>Lists of managed policies that a holder carries itself.</summary>
    public static readonly IReadOnlyDictionary<string, (string Policies, string Subject)> AttachedLists = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["aws_iam_role"] = ("managed_policy_arns", "name"),
        ["AWS::IAM::Role"] = ("ManagedPolicyArns", "RoleName"),
        ["AWS::IAM::User"] = ("ManagedPolicyArns", "UserName"),
        ["AWS::IAM::Group"] = ("ManagedPolicyArns", "GroupName"),
    };

    /// <summary>Lists of inline policies that a holder carries itself: the list, and the document within an entry.</summary>
    public static readonly IReadOnlyDictionary<string, (string Policies, string Document, string Subject)> InlineLists = new Dictionary<string, (string, string, string)>(StringComparer.Ordinal)
    {
        ["aws_iam_role"] = ("inline_policy", "policy", "name"),
        ["AWS::IAM::Role"] = ("Policies", "PolicyDocument", "RoleName"),
        ["AWS::IAM::User"] = ("Policies", "PolicyDocument", "UserName"),
        ["AWS::IAM::Group"] = ("Policies", "PolicyDocument", "GroupName"),
    };
}
