namespace Ambit.Aws.Escalation;

/// <summary>A type of resource that holds data: how it is read, and how control over who reads it is taken.</summary>
/// <param name="Read">The permission that reads.</param>
/// <param name="Suffix">What stands behind the ARN in the resource that reading is asked of.</param>
/// <param name="Control">The permission that rewrites who may read, null where there is none.</param>
internal sealed record DataStore(string Read, string Suffix, string? Control)
{
    private static readonly Dictionary<string, DataStore> ByType = new(StringComparer.Ordinal)
    {
        ["AWS::S3::Bucket"] = new("s3:GetObject", "/*", "s3:PutBucketPolicy"),
        ["AWS::SecretsManager::Secret"] = new("secretsmanager:GetSecretValue", "", "secretsmanager:PutResourcePolicy"),
        ["AWS::SSM::Parameter"] = new("ssm:GetParameter", "", null),
        ["AWS::DynamoDB::Table"] = new("dynamodb:GetItem", "", "dynamodb:PutResourcePolicy"),
        ["AWS::SQS::Queue"] = new("sqs:ReceiveMessage", "", "sqs:SetQueueAttributes"),
        ["AWS::SNS::Topic"] = new("sns:Subscribe", "", "sns:SetTopicAttributes"),
        ["AWS::KMS::Key"] = new("kms:Decrypt", "", "kms:PutKeyPolicy"),
        ["AWS::Lambda::Function"] = new("lambda:GetFunction", "", "lambda:AddPermission"),
        ["AWS::EC2::Snapshot"] = new("ec2:CreateVolume", "", "ec2:ModifySnapshotAttribute"),
        ["AWS::EC2::Image"] = new("ec2:RunInstances", "", "ec2:ModifyImageAttribute"),
        ["AWS::RDS::DBSnapshot"] = new("rds:RestoreDBInstanceFromDBSnapshot", "", "rds:ModifyDBSnapshotAttribute"),
        ["AWS::EKS::Cluster"] = new("eks:DescribeCluster", "", "eks:CreateAccessEntry"),
    };

    /// <summary>The type of that name, null where it holds no data.</summary>
    public static DataStore? Of(string type) => ByType.GetValueOrDefault(type);

    /// <summary>The resource that reading is asked of.</summary>
    public string Objects(string arn) => arn + Suffix;
}
