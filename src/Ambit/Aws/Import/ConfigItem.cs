using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Aws.Import;

/// <summary>One configuration item of AWS Config, from a snapshot, a query, a rule's invocation (AWS Config API Reference, ConfigurationItem).</summary>
internal static class ConfigItem
{
    /// <summary>Whether an object is a whole configuration item: a query may have selected a few columns only.</summary>
    public static bool Is(JsonElement item) =>
        item.Text("resourceType") is not null && (item.Text("ARN", "arn") is not null || item.Text("resourceId") is not null) && item.Has("configuration");

    /// <summary>Reads the item.</summary>
    /// <returns>The account, null where the item was left out.</returns>
    public static string? Read(JsonElement item, Document document, string pointer, ImportSink sink)
    {
        var type = item.Text("resourceType")!;
        if (item.Text("configurationItemStatus")?.StartsWith("ResourceDeleted", StringComparison.Ordinal) == true)
            return item.Text("awsAccountId", "accountId");
        var configuration = Opened(item.Get("configuration"), out var broken);
        if (broken)
            sink.Bad(document.At(pointer + "/configuration", document.Line), "the configuration is text that is no JSON; what it would tell is unknown");
        var arn = item.Text("ARN", "arn");
        var account = item.Text("awsAccountId", "accountId") ?? (arn?.ArnField(4) is { Length: > 0 } owner ? owner : FolderAccount.Of(document));
        arn ??= configuration.Text("arn", "Arn", "ARN");
        if (arn is null || account is null)
        {
            sink.Bad(document.At(pointer, document.Line), "a configuration item without ARN or account is left out");
            return account;
        }

        if (item.Time("configurationItemCaptureTime") is { } captured)
            sink.Collected(captured);
        if (!Iam(type, configuration, document, pointer, account, sink))
            Resource(item, type, arn, account, configuration).Write(sink, document.At(pointer));
        return account;
    }

    private static ResourceFacts Resource(JsonElement item, string type, string arn, string account, JsonElement configuration)
    {
        var supplementary = item.Get("supplementaryConfiguration");
        JsonElement[] configurations = [configuration, supplementary];
        return new ResourceFacts(arn, type, account, "config")
        {
            Region = item.Text("awsRegion") is { } region && region != "global" ? region : "",
            Name = item.Text("resourceName") ?? item.Text("resourceId"),
            Tags = item.Get("tags").ValueKind == JsonValueKind.Undefined ? configuration.Get("tags", "Tags") : item.Get("tags"),
            Policy = PolicyPlaces.Find(type, [supplementary, configuration]),
            PolicyKnown = PolicyPlaces.Shows(type) && configuration.ValueKind == JsonValueKind.Object,
            Configurations = configurations,
        };
    }

    private static bool Iam(string type, JsonElement configuration, Document document, string pointer, string account, ImportSink sink)
    {
        if (type is not ("AWS::IAM::User" or "AWS::IAM::Group" or "AWS::IAM::Role" or "AWS::IAM::Policy") || configuration.ValueKind != JsonValueKind.Object)
            return false;
        var detail = Capitalised(configuration);
        var details = new IamDetails(document, sink, account, "config");
        switch (type)
        {
            case "AWS::IAM::User":
                details.User(detail, $"{pointer}/configuration");
                break;
            case "AWS::IAM::Group":
                details.Group(detail, $"{pointer}/configuration");
                break;
            case "AWS::IAM::Role":
                details.Role(detail, $"{pointer}/configuration");
                break;
            default:
                details.ManagedPolicy(detail, $"{pointer}/configuration");
                break;
        }

        return true;
    }

    /// <summary>The configuration may be an object, or the same as JSON text.</summary>
    private static JsonElement Opened(JsonElement configuration, out bool broken)
    {
        broken = false;
        if (configuration.ValueKind != JsonValueKind.String)
            return configuration;
        if (JsonText.TryParse(configuration.GetString()!, out var opened, out _))
            return opened;
        broken = true;
        return default;
    }

    private static JsonElement Capitalised(JsonElement value) => Facts.Object(w =>
    {
        foreach (var property in value.EnumerateObject())
            Copy(w, property);
    });

    private static void Copy(Utf8JsonWriter writer, JsonProperty property)
    {
        writer.WritePropertyName(Recorded.Capitalised(property.Name));
        Copy(writer, property.Name, property.Value);
    }

    private static void Copy(Utf8JsonWriter writer, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when !name.EndsWith("ocument", StringComparison.Ordinal):
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                    Copy(writer, property);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when !name.EndsWith("ocument", StringComparison.Ordinal):
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Copy(writer, name, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
