namespace Ambit.Aws.Policies.Lint;

/// <summary>
/// Sizes (IAM User Guide, "IAM and AWS STS quotas"; Organizations guide, "Quotas"): white space counts in guardrails and resource
/// policies, not in the policies of IAM.
/// </summary>
internal static class SizeRules
{
    private const int ManagedPolicy = 6_144;
    private const int InlineOfRole = 10_240;
    private const int TrustPolicy = 2_048;
    private const int Guardrail = 5_120;
    private const int Largest = 102_400;

    private static readonly Dictionary<string, int> OfResource = new(StringComparer.Ordinal)
    {
        ["AWS::S3::Bucket"] = 20_480,
        ["AWS::S3::AccessPoint"] = 20_480,
        ["AWS::KMS::Key"] = 32_768,
        ["AWS::SQS::Queue"] = 8_192,
        ["AWS::SNS::Topic"] = 30_720,
        ["AWS::Lambda::Function"] = 20_480,
        ["AWS::ECR::Repository"] = 10_240,
        ["AWS::SecretsManager::Secret"] = 20_480,
        ["AWS::DynamoDB::Table"] = 20_480,
        ["AWS::Events::EventBus"] = 10_240,
        ["AWS::Backup::BackupVault"] = 20_480,
        ["AWS::OpenSearchService::Domain"] = 102_400,
        ["AWS::EC2::VPCEndpoint"] = 20_480,
    };

    public static void Apply(LintDocument document)
    {
        switch (document.Kind)
        {
            case PolicyKind.ServiceControl:
                Over(document, "POLICY_SIZE_EXCEEDS_SCP_QUOTA", document.Characters, Guardrail, "white space counted");
                break;
            case PolicyKind.ResourceControl:
                Over(document, "POLICY_SIZE_EXCEEDS_RCP_QUOTA", document.Characters, Guardrail, "white space counted");
                break;
            case PolicyKind.Trust:
                Over(document, "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA", document.CountedCharacters, TrustPolicy, "white space not counted; the quota can be raised to 4096");
                break;
            case PolicyKind.Resource or PolicyKind.VpcEndpoint:
                Over(document, "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", document.Characters, OfResource.GetValueOrDefault(document.ResourceType ?? "", Largest), "white space counted");
                break;
            default:
                if (document.CountedCharacters > InlineOfRole)
                    Over(document, "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", document.CountedCharacters, InlineOfRole, "white space not counted");
                else
                    Over(document, "MANAGED_POLICY_SIZE", document.CountedCharacters, ManagedPolicy, "white space not counted; inline in a role it fits");
                break;
        }
    }

    private static void Over(LintDocument document, string code, int counted, int limit, string how)
    {
        if (counted > limit)
            document.Report(code, document.Root, $"{counted} characters, where {limit} are the limit ({how})");
    }
}
