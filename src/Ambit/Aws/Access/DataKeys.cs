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

    /// <summary>The ARN of the customer's key that a bucket encrypts with by default; null where none or AWS's own.</summary>
    public static string? Of(AwsResource bucket)
    {
        if (bucket.Type is not "AWS::S3::Bucket" || bucket.Properties.ValueKind is not JsonValueKind.Object
            || !bucket.Properties.TryGetProperty("ServerSideEncryptionConfiguration", out var configuration))
            return null;
        var key = Find(configuration, 0);
        if (key is null || key.Contains("alias/aws/", StringComparison.Ordinal) || key.Contains(":alias/", StringComparison.Ordinal))
            return null;
        return key.StartsWith("arn:", StringComparison.Ordinal) ? key
            : Guid.TryParse(key, out _) && bucket.Region.Length > 0 ? $"arn:aws:kms:{bucket.Region}:{bucket.Account}:key/{key}" : null;
    }

    /// <summary>Config, the CLI and CloudFormation wrap the id differently; its name is the same but for case.</summary>
    private static string? Find(JsonElement json, int depth)
    {
        if (depth > 8)
            return null;
        if (json.ValueKind is JsonValueKind.Array)
            return json.EnumerateArray().Select(i => Find(i, depth + 1)).FirstOrDefault(k => k is not null);
        if (json.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.Equals("KMSMasterKeyID", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind is JsonValueKind.String)
                return property.Value.GetString() is { Length: > 0 } key ? key : null;
            if (Find(property.Value, depth + 1) is { } found)
                return found;
        }
        return null;
    }
}
