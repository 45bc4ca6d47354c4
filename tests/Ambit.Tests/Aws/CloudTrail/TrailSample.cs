using System.Text;
using System.Text.Json.Nodes;
using Ambit.Aws.CloudTrail;
using Ambit.Usage;

namespace Ambit.Tests.Aws.CloudTrail;

/// <summary>CloudTrail events for tests, and what reading them gives.</summary>
internal static class TrailSample
{
    public const string Account = "111122223333";

    public static JsonObject Event(JsonNode? parts = null, string id = "e-1")
    {
        var whole = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = "AIDAEXAMPLEEXAMPLE00", ["arn"] = $"arn:aws:iam::{Account}:user/ada", ["accountId"] = Account, ["userName"] = "ada" },
            ["eventTime"] = "2026-05-01T10:11:12Z",
            ["eventSource"] = "iam.amazonaws.com",
            ["eventName"] = "ListUsers",
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = "203.0.113.7",
            ["userAgent"] = "a \"quoted\\\" agent {[",
            ["requestParameters"] = null,
            ["responseElements"] = null,
            ["eventID"] = id,
            ["eventType"] = "AwsApiCall",
            ["managementEvent"] = true,
            ["recipientAccountId"] = Account,
        };
        foreach (var (name, value) in (parts as JsonObject)?.ToList() ?? [])
            whole[name] = value?.DeepClone();
        return whole;
    }

    public static UsageRollup Read(string content, string name = "log.json")
    {
        var rollup = new UsageRollup(new EventMemory());
        new CloudTrailLog().Read(new MemoryStream(Encoding.UTF8.GetBytes(content)), name, rollup, TestContext.Current.CancellationToken);
        return rollup;
    }

    public static IReadOnlyList<string> Uses(UsageRollup rollup) =>
        [.. rollup.Rows().Select(r => $"{r.Outcome} {r.Action} {r.Resource}".TrimEnd()).Order(StringComparer.Ordinal)];

    public static JsonArray Cases(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "Aws", "CloudTrail", name)))!.AsArray();
}
