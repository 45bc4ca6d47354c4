using System.Text.Json;

namespace Ambit.Aws.Import;

/// <summary>Where AWS Config and the CLI keep the resource policy of each type, names capitalised.</summary>
internal static class PolicyPlaces
{
    private static readonly Dictionary<string, string[][]> ByType = new(StringComparer.Ordinal)
    {
        ["AWS::Lambda::Function"] = [["Policy", "Policy"], ["Policy"]],
        ["AWS::S3::Bucket"] = [["BucketPolicy", "PolicyText"]],
        ["AWS::S3::AccessPoint"] = [["Policy"]],
        ["AWS::KMS::Key"] = [["Policy"], ["KeyPolicy"]],
        ["AWS::SNS::Topic"] = [["Policy"]],
        ["AWS::SQS::Queue"] = [["Policy"]],
        ["AWS::ECR::Repository"] = [["RepositoryPolicyText"]],
        ["AWS::EFS::FileSystem"] = [["FileSystemPolicy"]],
        ["AWS::OpenSearch::Domain"] = [["AccessPolicies"]],
        ["AWS::Elasticsearch::Domain"] = [["AccessPolicies"]],
        ["AWS::ApiGateway::RestApi"] = [["Policy"]],
        ["AWS::Backup::BackupVault"] = [["AccessPolicy"]],
        ["AWS::Events::EventBus"] = [["Policy"]],
        ["AWS::Glue::Catalog"] = [["PolicyInJson"]],
        ["AWS::EC2::VPCEndpoint"] = [["PolicyDocument"]],
    };

    /// <summary>Whether what Config records of the type would show its policy.</summary>
    public static bool Shows(string type) => ByType.ContainsKey(type);

    /// <summary>The policy, undefined where there is none to see.</summary>
    public static JsonElement Find(string type, IEnumerable<JsonElement> configurations)
    {
        foreach (var configuration in configurations)
        {
            foreach (var path in ByType.GetValueOrDefault(type, []))
            {
                if (Follow(configuration, path) is { ValueKind: JsonValueKind.String or JsonValueKind.Object } policy)
                    return policy;
            }
        }

        return default;
    }

    private static JsonElement Follow(JsonElement value, string[] path)
    {
        foreach (var name in path)
        {
            if (value.ValueKind == JsonValueKind.String && Ambit.Import.JsonText.TryParse(value.GetString()!, out var opened, out _))
                value = opened;
            value = value.Get(name, $"{char.ToLowerInvariant(name[0])}{name[1..]}");
        }

        return value;
    }
}
