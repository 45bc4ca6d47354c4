using System.Text.Json;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>A <c>configurationItem</c> as it reaches rules, EventBridge and SNS: within <c>invokingEvent</c>, <c>detail</c> or <c>Message</c>, as object or text.</summary>
internal sealed class ConfigInvocation : IExportFormat
{
    public string Name => "AWS Config item in a notification";

    public bool Recognises(Document document) => Item(document.Json, 0).ValueKind == JsonValueKind.Object;

    public void Read(Document document, ImportSink sink) => ConfigItem.Read(Item(document.Json, 0), document, "/configurationItem", sink);

    private static JsonElement Item(JsonElement value, int layer)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            if (!text.Contains("configurationItem", StringComparison.Ordinal) || !JsonText.TryParse(text, out value, out _))
                return default;
        }

        if (value.ValueKind != JsonValueKind.Object || layer > 4)
            return default;
        if (value.Get("configurationItem") is { ValueKind: JsonValueKind.Object } item)
            return ConfigItem.Is(item) ? item : default;
        foreach (var envelope in (ReadOnlySpan<string>)["invokingEvent", "detail", "Message", "message", "Sns"])
        {
            if (value.Has(envelope) && Item(value.Get(envelope), layer + 1) is { ValueKind: JsonValueKind.Object } inner)
                return inner;
        }

        return value.Items("Records").FirstOrDefault() is { ValueKind: JsonValueKind.Object } record && record.Has("Sns") ? Item(record, layer + 1) : default;
    }
}
