using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>The outputs that tell one part of a resource, a row each.</summary>
internal static class ResourceParts
{
    private const string Bucket = "AWS::S3::Bucket";
    private const string BucketArn = "arn:{partition}:s3:::{name}";

    /// <summary>Every row; those that are told by their content alone first.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        new ResourcePart("secretsmanager get-resource-policy", "ResourcePolicy", "AWS::SecretsManager::Secret", "ARN") { Beside = "ARN" },
        new ResourcePart("ecr get-repository-policy", "policyText", "AWS::ECR::Repository", "arn:{partition}:ecr:{region}:{account}:repository/{name}") { Beside = "repositoryName" },
        new ResourcePart("backup get-backup-vault-access-policy", "Policy", "AWS::Backup::BackupVault", "BackupVaultArn") { Beside = "BackupVaultArn" },
        new ResourcePart("efs describe-file-system-policy", "Policy", "AWS::EFS::FileSystem", "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{name}") { Beside = "FileSystemId" },
        new ResourcePart("kms get-key-policy", "Policy", "AWS::KMS::Key", "arn:{partition}:kms:{region}:{account}:key/{name}") { ByName = true },
        new ResourcePart("kms get-key-policy", "Policy", "AWS::KMS::Key", "arn:{partition}:kms:{region}:{account}:key/{name}") { Beside = "PolicyName" },
        new ResourcePart("s3api get-bucket-policy", "Policy", Bucket, BucketArn) { InPolicy = ":s3:::" },
        new ResourcePart("lambda get-policy", "Policy", "AWS::Lambda::Function", "arn:{partition}:lambda:{region}:{account}:function:{name}") { InPolicy = ":lambda:" },
        new ResourcePart("dynamodb get-resource-policy", "Policy", "AWS::DynamoDB::Table", "arn:{partition}:dynamodb:{region}:{account}:table/{name}") { InPolicy = ":dynamodb:" },
        new ResourcePart("s3api get-public-access-block", "PublicAccessBlockConfiguration", Bucket, BucketArn) { ByName = true, Property = "PublicAccessBlockConfiguration" },
        new ResourcePart("s3api get-bucket-acl", "Grants", Bucket, BucketArn) { Beside = "Owner", Property = "AccessControlList", Whole = true },
        new ResourcePart("s3api get-bucket-ownership-controls", "OwnershipControls", Bucket, BucketArn) { Property = "OwnershipControls" },
        new ResourcePart("s3api get-bucket-encryption", "ServerSideEncryptionConfiguration", Bucket, BucketArn) { Property = "ServerSideEncryptionConfiguration" },
        new ResourcePart("s3api get-bucket-location", "LocationConstraint", Bucket, BucketArn) { Property = "Region" },
        new ResourcePart("s3api get-bucket-tagging", "TagSet", Bucket, BucketArn) { Property = "Tags" },
        new ResourcePart("cloudtrail get-trail-status", "IsLogging", "AWS::CloudTrail::Trail", "TrailARN") { Property = "IsLogging" },
    ];
}
