using System.Text.Json;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws configservice select-resource-config</c> and <c>select-aggregate-resource-config</c>: the items stand as JSON texts in
/// <c>Results</c>. A query lists what it asked for, so absent means nothing here; rows without type or ARN are named, not guessed.
/// </summary>
internal sealed class ConfigQuery : IExportFormat
{
    public string Name => "AWS Config query";

    public bool Recognises(Document document) =>
        document.Json.HasList("Results") && (document.Json.Has("QueryInfo") || document.Json.Get("Results").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String });

    public void Read(Document document, ImportSink sink)
    {
        var (n, partial) = (0, 0);
        foreach (var row in document.Json.Get("Results").EnumerateArray())
        {
            var pointer = $"/Results/{n++}";
            var item = row;
            if (row.ValueKind == JsonValueKind.String && !JsonText.TryParse(row.GetString()!, out item, out var problem))
                sink.Bad(document.At(pointer, document.Line), $"a row of the query is {problem!.Message}; it is left out");
            else if (ConfigItem.Is(item))
                ConfigItem.Read(item, document, pointer, sink);
            else
                partial++;
        }

        if (partial > 0)
        {
            sink.Note($"{document.Path}: {partial} rows hold only the columns that the query selected and do not say what they are of; "
                + "select resourceType, arn, accountId, awsRegion, configuration, supplementaryConfiguration, tags");
        }
    }
}
