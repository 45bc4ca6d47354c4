using Ambit.Aws.Catalogue;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws iam get-service-last-accessed-details-with-entities</c>: of one service, who last tried it. The service asked about is not in the
/// output: the file's name ends with its prefix (<c>…-with-entities-s3.json</c>) or is it, or a wrapper has it as <c>ServiceNamespace</c>.
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetailsWithEntities.html
/// </summary>
internal sealed class LastAccessedEntities : IExportFormat
{
    private const string Command = "with-entities";

    public string Name => "aws iam get-service-last-accessed-details-with-entities";

    public bool Recognises(Document document) => document.Json.HasList("EntityDetailsList");

    public void Read(Document document, ImportSink sink)
    {
        var json = document.Json;
        if (!AccessReport.IsReady(document, sink))
            return;

        if (Service(document) is not { } service)
        {
            sink.Bad(document.At(), "last accessed details with entities do not say of which service; end the file's name with its prefix (with-entities-s3.json)");
            return;
        }

        foreach (var entity in json.Items("EntityDetailsList"))
        {
            if (entity.Get("EntityInfo").Text("Arn") is not { } arn || !arn.IsArn())
                continue;
            sink.Add(AwsKind.LastAccessed, arn.ArnField(4), $"{arn}|entities|{service}", document.At(), w =>
            {
                w.WriteString("Arn", arn);
                w.WriteBoolean("Actions", false);
                w.Optional("At", AccessReport.At(document));

                // Of one service only: what else the entity may use, it does not list.
                w.WriteBoolean("Last", false);
                w.WriteStartArray("Services");
                w.WriteStartObject();
                w.WriteString("Namespace", service);
                w.Optional("LastUsed", entity.Time("LastAuthenticated"));
                w.WriteEndObject();
                w.WriteEndArray();
            });
        }
    }

    private static string? Service(Document document)
    {
        if (document.Json.Text("ServiceNamespace", "serviceNamespace") is { } told)
            return Known(told);
        var stem = FileSubject.Stem(document);
        var at = stem.LastIndexOf(Command, StringComparison.OrdinalIgnoreCase);
        return Known((at < 0 ? stem : stem[(at + Command.Length)..]).Trim('-', '_', '.', ' '));
    }

    private static string? Known(string prefix) => AwsCatalogue.Current.Service(prefix) is null ? null : prefix.ToLowerInvariant();
}
