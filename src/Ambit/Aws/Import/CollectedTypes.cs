namespace Ambit.Aws.Import;

/// <summary>CloudFormation's type names for the services and types of iam-collect's folders.</summary>
internal static class CollectedTypes
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["s3"] = "AWS::S3::Bucket",
        ["s3/accesspoint"] = "AWS::S3::AccessPoint",
        ["s3/access-point"] = "AWS::S3::AccessPoint",
        ["s3express/bucket"] = "AWS::S3Express::DirectoryBucket",
        ["s3/multi-region-access-point"] = "AWS::S3::MultiRegionAccessPoint",
        ["lambda/function"] = "AWS::Lambda::Function",
        ["lambda/layer"] = "AWS::Lambda::LayerVersion",
        ["kms/key"] = "AWS::KMS::Key",
        ["sns/topic"] = "AWS::SNS::Topic",
        ["sns"] = "AWS::SNS::Topic",
        ["sqs/queue"] = "AWS::SQS::Queue",
        ["sqs"] = "AWS::SQS::Queue",
        ["secretsmanager/secret"] = "AWS::SecretsManager::Secret",
        ["ecr/repository"] = "AWS::ECR::Repository",
        ["ec2/vpc-endpoint"] = "AWS::EC2::VPCEndpoint",
        ["ec2/instance"] = "AWS::EC2::Instance",
        ["dynamodb/table"] = "AWS::DynamoDB::Table",
        ["dynamodb/stream"] = "AWS::DynamoDB::Stream",
        ["apigateway/restapi"] = "AWS::ApiGateway::RestApi",
        ["apigateway/restapis"] = "AWS::ApiGateway::RestApi",
        ["backup/vault"] = "AWS::Backup::BackupVault",
        ["backup/backup-vault"] = "AWS::Backup::BackupVault",
        ["elasticfilesystem/file-system"] = "AWS::EFS::FileSystem",
        ["efs/file-system"] = "AWS::EFS::FileSystem",
        ["es/domain"] = "AWS::OpenSearch::Domain",
        ["opensearch/domain"] = "AWS::OpenSearch::Domain",
        ["events/event-bus"] = "AWS::Events::EventBus",
        ["iam/oidc-provider"] = "AWS::IAM::OIDCProvider",
        ["iam/saml-provider"] = "AWS::IAM::SAMLProvider",
        ["iam/instance-profile"] = "AWS::IAM::InstanceProfile",
        ["glacier/vault"] = "AWS::Glacier::Vault",
        ["sso/permission-set"] = "AWS::SSO::PermissionSet",
    };

    /// <summary>The type; of one that is not listed, made of the folders' names.</summary>
    public static string Of(string service, string? type) =>
        Known.GetValueOrDefault(type is null ? service : $"{service}/{type}") ?? $"AWS::{Pascal(service)}::{Pascal(type ?? service)}";

    private static string Pascal(string name) => string.Concat(name.Split('-', '_', ' ').Where(p => p.Length > 0).Select(p => $"{char.ToUpperInvariant(p[0])}{p[1..]}"));
}
