using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// A part of an account in the folder layout of the open-source collector iam-collect: <c>accounts/ACCOUNT/SERVICE[/REGION]/TYPE/NAME/PART.json</c>.
/// Every part lies in a file of its own; the folder joins them, and <c>metadata.json</c> in it has the ARN.
/// </summary>
internal sealed class CollectedAccount : IExportFormat
{
    private static readonly HashSet<string> Parts = new(StringComparer.Ordinal)
    {
        "metadata", "policy", "trust-policy", "inline-policies", "managed-policies", "tags", "bpa", "encryption", "current-policy", "endpoint-policy", "groups",
        "organization", "s3-bpa", "instance-profiles", "grants",
    };

    public string Name => "iam-collect account";

    public bool Recognises(Document document) =>
        document.IsJson && CollectedPath.Of(document) is { Area: "accounts", Rest.Count: >= 2 } place && Parts.Contains(place.Part);

    public void Read(Document document, ImportSink sink)
    {
        var place = CollectedPath.Of(document)!;
        var account = place.Rest[0];
        if (place.Rest.Count == 2)
            ReadAccount(document, place, account, sink);
        else if (place.Rest[1] == "iam")
            ReadIam(document, place, account, sink);
        else
            ReadResource(document, place, account, sink);
    }

    private static void ReadAccount(Document document, CollectedPath place, string account, ImportSink sink) =>
        sink.Add(AwsKind.Account, account, $"{account}|{place.Part}", document.At(), w =>
        {
            w.WriteString("Partition", place.Partition);
            w.Optional("Name", document.Json.Text("name", "accountName"));
            w.Optional("OrganizationId", document.Json.Text("organizationId"));
            if (place.Part == "s3-bpa")
                w.Value("PublicAccessBlock", document.Json);
        });

    private static void ReadIam(Document document, CollectedPath place, string account, ImportSink sink)
    {
        var type = place.Rest.Count >= 4 && place.Rest[2] == "aws" ? place.Rest[3] : place.Rest[2];
        var kind = type switch
        {
            "role" => AwsKind.Role,
            "user" => AwsKind.User,
            "group" => AwsKind.Group,
            "policy" => AwsKind.Policy,
            _ => null,
        };
        if (kind is null)
        {
            ReadResource(document, place, account, sink);
            return;
        }

        sink.Add(kind, account, $"{place.Folder}|{place.Part}", document.At(), w =>
        {
            w.WriteString("Folder", place.Folder);
            Iam(w, document, place.Part, sink);
        });
        if (place.Part == "metadata")
            sink.Lists(account, AwsEstate.Iam, document.At());
    }

    private static void Iam(Utf8JsonWriter w, Document document, string part, ImportSink sink)
    {
        var json = document.Json;
        switch (part)
        {
            case "metadata":
                w.Optional("Arn", json.Text("arn"));
                w.WriteBoolean("PoliciesKnown", true);
                w.Optional("Name", json.Text("name"));
                w.Optional("UniqueId", json.Text("id"));
                w.Optional("Path", json.Text("path"));
                w.Optional("CreateDate", json.Time("created", "createDate"));
                w.Optional("Boundary", json.Text("permissionBoundary", "permissionsBoundary"));
                w.Optional("DefaultVersionId", json.Text("defaultVersionId"));
                w.Optional("MaxSessionDuration", json.Text("maxSessionDuration"));
                w.Optional("LastUsed", json.Get("lastUsed", "roleLastUsed").Time("lastUsedDate", "LastUsedDate"));
                break;
            case "trust-policy":
                w.Value("Trust", Policy(json, document, sink));
                break;
            case "inline-policies":
                Inline(w, document, sink);
                break;
            case "managed-policies":
                w.Texts("AttachedPolicies", Names(json, "arn", "Arn", "policyArn", "PolicyArn"));
                break;
            case "groups":
                w.Texts("Groups", Names(json, "arn", "Arn", "groupName", "GroupName", "name"));
                break;
            case "current-policy" or "policy":
                w.Value("Document", Policy(json, document, sink));
                break;
            case "tags":
                w.Tags(json);
                break;
        }
    }

    private static void Inline(Utf8JsonWriter w, Document document, ImportSink sink)
    {
        w.WriteStartArray("InlinePolicies");
        foreach (var policy in Each(document.Json))
        {
            w.WriteStartObject();
            w.WriteString("Name", policy.Text("PolicyName", "policyName", "name") ?? "");
            w.Value("Document", Policy(policy.Get("PolicyDocument", "policyDocument", "policy"), document, sink));
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    /// <summary>Below the service comes a region, for services that have them, and a type, for services that have several; then the resource's name.</summary>
    private static void ReadResource(Document document, CollectedPath place, string account, ImportSink sink)
    {
        if (place.Rest.Count < 4)
        {
            sink.Note($"{document.Path}: lies where iam-collect puts no resource; not read");
            return;
        }

        var service = place.Rest[1];
        var name = Uri.UnescapeDataString(place.Rest[^2]);
        var between = place.Rest.Skip(2).Take(place.Rest.Count - 4).ToList();
        var type = CollectedTypes.Of(service, between.LastOrDefault(b => !FolderAccount.IsRegion(b)));
        sink.Add(AwsKind.Resource, account, $"{place.Folder}|{place.Part}", document.At(), w =>
        {
            w.WriteString("Folder", place.Folder);
            w.WriteString("Type", type);
            if (between.FirstOrDefault(FolderAccount.IsRegion) is { } region)
                w.WriteString("Region", region);
            Resource(w, document, place, type, name, sink);
        });
        if (place.Part == "metadata")
            sink.Lists(account, type, document.At());
    }

    private static void Resource(Utf8JsonWriter w, Document document, CollectedPath place, string type, string name, ImportSink sink)
    {
        var json = document.Json;
        switch (place.Part)
        {
            case "metadata":
                w.Optional("Arn", json.Text("arn"));
                w.WriteString("Name", json.Text("name", "id") ?? name);
                w.Optional("Region", json.Text("region"));
                w.WriteBoolean("PolicyKnown", true);
                Recorded.Write(w, type, [Renamed(json)]);
                break;
            case "policy" or "endpoint-policy":
                w.Value("Policy", Policy(json, document, sink));
                break;
            case "tags":
                w.Tags(json);
                break;
            case "bpa":
                Recorded.Write(w, type, [Facts.Object(p => p.Value("PublicAccessBlockConfiguration", json))]);
                break;
            case "encryption":
                Recorded.Write(w, type, [Facts.Object(p => p.Value("ServerSideEncryptionConfiguration", json))]);
                break;
        }
    }

    /// <summary>iam-collect's own names for what CloudFormation names otherwise.</summary>
    private static JsonElement Renamed(JsonElement metadata) => Facts.Object(w =>
    {
        foreach (var property in metadata.ValueKind == JsonValueKind.Object ? metadata.EnumerateObject() : default)
        {
            switch (property.Name)
            {
                case "vpc" when property.Value.ValueKind == JsonValueKind.String:
                    w.WriteString("VpcId", property.Value.GetString()![(property.Value.GetString()!.LastIndexOf('/') + 1)..]);
                    break;
                case "abacEnabled":
                    w.Value("IsAbacEnabled", property.Value);
                    break;
                default:
                    w.Value(property.Name, property.Value);
                    break;
            }
        }
    });

    private static IEnumerable<string> Names(JsonElement list, params string[] properties) =>
        Each(list, JsonValueKind.String).Select(e => e.ValueKind == JsonValueKind.String ? e.GetString() : e.Text(properties)).OfType<string>();

    private static IEnumerable<JsonElement> Each(JsonElement list, JsonValueKind also = JsonValueKind.Object) => list.ValueKind switch
    {
        JsonValueKind.Array => list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object || e.ValueKind == also),
        JsonValueKind.Object => [list],
        _ => [],
    };

    private static JsonElement Policy(JsonElement value, Document document, ImportSink sink)
    {
        var policy = PolicyValue.Read(value, out var problem);
        if (problem is not null)
            sink.Bad(document.At(null, document.Line), $"{problem}; what it could allow or deny is unknown");
        return policy;
    }
}
