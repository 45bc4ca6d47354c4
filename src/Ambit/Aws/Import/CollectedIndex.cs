using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>iam-collect's indexes: which account is in which organisation, and whose a bucket is. The others repeat what lies elsewhere.</summary>
internal sealed class CollectedIndex : IExportFormat
{
    public string Name => "iam-collect index";

    public bool Recognises(Document document) => document.Json.ValueKind == JsonValueKind.Object && CollectedPath.Of(document) is { Area: "indexes", Rest.Count: 1 };

    public void Read(Document document, ImportSink sink)
    {
        var place = CollectedPath.Of(document)!;
        foreach (var entry in document.Json.EnumerateObject())
        {
            if (place.Part == "accounts-to-orgs" && entry.Value.ValueKind == JsonValueKind.String)
            {
                sink.Add(AwsKind.Account, entry.Name, $"{entry.Name}|index", document.At($"/{entry.Name}"), w =>
                {
                    w.WriteString("Partition", place.Partition);
                    w.WriteString("OrganizationId", entry.Value.GetString());
                });
            }
            else if (place.Part == "buckets-to-accounts" && entry.Value.Text("accountId") is { } account)
            {
                new ResourceFacts($"arn:{place.Partition}:s3:::{entry.Name}", "AWS::S3::Bucket", account, "index") { Name = entry.Name, Region = entry.Value.Text("region") ?? "" }
                    .Write(sink, document.At($"/{entry.Name}"));
            }
        }
    }
}
