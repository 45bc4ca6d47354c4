using System.Globalization;
using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>A snapshot of AWS Config as it is delivered to S3.</summary>
internal static class ConfigSnapshot
{
    /// <summary>The file of one account.</summary>
    public static JsonObject Build(Account account, Calendar calendar) => new()
    {
        ["fileVersion"] = "1.0",
        ["configSnapshotId"] = $"{Seeded.Of(account.Id):x8}"[..8] + "-5d1c-4f0e-9a77-" + account.Id,
        ["configurationItems"] = new JsonArray([.. account.Config.Select(i => Item(account, calendar, i))]),
    };

    private static JsonObject Item(Account account, Calendar calendar, ConfigItem item) => new()
    {
        ["version"] = "1.3",
        ["configurationItemCaptureTime"] = calendar.CollectedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture),
        ["configurationItemStatus"] = "OK",
        ["configurationStateId"] = (Seeded.Of(item.Arn) % 1_000_000_000_000).ToString(CultureInfo.InvariantCulture),
        ["awsAccountId"] = account.Id,
        ["resourceType"] = item.Type,
        ["resourceId"] = item.Id,
        ["resourceName"] = item.Name,
        ["ARN"] = item.Arn,
        ["awsRegion"] = item.Region,
        ["tags"] = new JsonObject(item.Tags.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))),
        ["relationships"] = new JsonArray(),
        ["configuration"] = JsonNode.Parse(item.Configuration),
        ["supplementaryConfiguration"] = JsonNode.Parse(item.Supplement),
    };
}
