using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Data under a KMS key is access only with the key (S3 guide, "Using server-side encryption with AWS KMS keys": "you must have
/// permissions to use the KMS key" ‒ <c>kms:Decrypt</c> to read, <c>kms:GenerateDataKey</c> to write).
/// </summary>
internal static class DataKeys
{
    /// <summary>The KMS action that an S3 action needs besides; null where none.</summary>
    public static string? Needed(ActionName action) => action.DataKey;

    /// <summary>The AWS managed key of the service, which lets in its own account only.</summary>
    public const string Managed = "managed";

    /// <summary>A key that no export names.</summary>
    public const string Untold = "untold";

    /// <summary>
    /// The key that a bucket encrypts with by default, or a secret is under: its ARN, <see cref="Managed"/>, or <see cref="Untold"/>
    /// where an alias leads to a key that no export names; null where it is under none.
    /// </summary>
    /// <param name="resource">The bucket or secret.</param>
    /// <param name="aliases">Key ARN by the ARN of an alias.</param>
    public static string? Of(AwsResource resource, IReadOnlyDictionary<string, string> aliases)
    {
        if (resource.Properties.ValueKind is not JsonValueKind.Object)
            return null;
        switch (resource.Type)
        {
            case "AWS::SecretsManager::Secret":
                return resource.Text("KmsKeyId") is { } id ? Named(resource, id, aliases) : null;
            case "AWS::S3::Bucket" when resource.Properties.TryGetProperty("ServerSideEncryptionConfiguration", out var configuration):
                if (Find(configuration, "KMSMasterKeyID", 0) is { } key)
                    return Named(resource, key, aliases);
                return Find(configuration, "SSEAlgorithm", 0)?.StartsWith("aws:kms", StringComparison.Ordinal) == true ? Managed : null;
            default:
                return null;
        }
    }

    /// <summary>The key that a parameter's value is under, as <see cref="Of"/> names it; null where it is no SecureString.</summary>
    public static string? OfParameter(AwsResource parameter, IReadOnlyDictionary<string, string> aliases) =>
        parameter.Text("Type") is not "SecureString" ? null : parameter.Text("KeyId") is { } key ? Named(parameter, key, aliases) : Managed;

    private static string Named(AwsResource resource, string key, IReadOnlyDictionary<string, string> aliases)
    {
        if (key.Contains("alias/aws/", StringComparison.Ordinal))
            return Managed;
        if (Guid.TryParse(key, out _))
            return resource.Region.Length > 0 ? $"arn:{Partition(resource)}:kms:{resource.Region}:{resource.Account}:key/{key}" : Untold;
        if (key.StartsWith("alias/", StringComparison.Ordinal))
            key = $"arn:{Partition(resource)}:kms:{resource.Region}:{resource.Account}:{key}";
        if (!key.Contains(":alias/", StringComparison.Ordinal))
            return key.StartsWith("arn:", StringComparison.Ordinal) ? key : Untold;
        return aliases.GetValueOrDefault(key, Untold);
    }

    /// <summary>Whether the bucket has a bucket key, null where no export tells.</summary>
    public static bool? HasBucketKey(AwsResource bucket) =>
        bucket.Properties.ValueKind is JsonValueKind.Object && bucket.Properties.TryGetProperty("ServerSideEncryptionConfiguration", out var configuration)
            ? Find(configuration, "BucketKeyEnabled", 0) is { } text ? text is "true" : null
            : null;

    /// <summary>The keys behind the estate's aliases.</summary>
    public static Dictionary<string, string> Aliases(AwsEstate estate)
    {
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var alias in estate.Resources)
        {
            if (alias.Type is "AWS::KMS::Alias" && alias.Text("TargetKeyId") is { } key && ArnFields.TryParse(alias.Arn, out var arn))
                aliases[alias.Arn] = key.StartsWith("arn:", StringComparison.Ordinal) ? key : $"arn:{arn.Partition}:kms:{arn.Region}:{arn.Account}:key/{key}";
        }
        return aliases;
    }

    private static string Partition(AwsResource bucket) => ArnFields.TryParse(bucket.Arn, out var arn) ? arn.Partition.ToString() : "aws";

    /// <summary>Config, the CLI and CloudFormation wrap the id differently; its name is the same but for case.</summary>
    private static string? Find(JsonElement json, string name, int depth)
    {
        if (depth > 8)
            return null;
        if (json.ValueKind is JsonValueKind.Array)
            return json.EnumerateArray().Select(i => Find(i, name, depth + 1)).FirstOrDefault(k => k is not null);
        if (json.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)
                return property.Value.ValueKind is JsonValueKind.String ? property.Value.GetString() is { Length: > 0 } text ? text : null : property.Value.ValueKind is JsonValueKind.True ? "true" : "false";
            if (Find(property.Value, name, depth + 1) is { } found)
                return found;
        }
        return null;
    }
}
