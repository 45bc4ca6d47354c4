using System.Collections.Frozen;

namespace Ambit.Aws;

/// <summary>The resource types that hold data or secrets, so that reaching one matters by itself.</summary>
internal static class DataTypes
{
    private static readonly FrozenSet<string> Types = FrozenSet.Create(
        StringComparer.Ordinal,
        "AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::SecretsManager::Secret", "AWS::SSM::Parameter", "AWS::KMS::Key", "AWS::RDS::DBInstance",
        "AWS::RDS::DBCluster", "AWS::RDS::DBSnapshot", "AWS::RDS::DBClusterSnapshot", "AWS::EFS::FileSystem", "AWS::EC2::Volume", "AWS::EC2::Snapshot", "AWS::SQS::Queue",
        "AWS::Kinesis::Stream", "AWS::OpenSearch::Domain", "AWS::Elasticsearch::Domain", "AWS::Redshift::Cluster", "AWS::ECR::Repository", "AWS::Backup::BackupVault",
        "AWS::ElastiCache::CacheCluster", "AWS::FSx::FileSystem", "AWS::Glue::Database", "AWS::Glue::Table", "AWS::S3::AccessPoint", "AWS::Logs::LogGroup");

    /// <summary>Whether the type holds data or secrets.</summary>
    public static bool Hold(string type) => Types.Contains(type);
}
