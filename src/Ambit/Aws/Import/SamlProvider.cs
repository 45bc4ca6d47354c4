using System.Text.RegularExpressions;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws iam get-saml-provider</c>: the metadata names the identity provider (<c>entityID</c>), the file names ours
/// (<c>saml-provider-NAME.json</c>, or <c>NAME.json</c>).
/// </summary>
internal sealed partial class SamlProvider : IExportFormat
{
    private const string FilePrefix = "saml-provider-";

    public string Name => "aws iam get-saml-provider";

    public bool Recognises(Document document) => document.Json.Text("SAMLMetadataDocument") is not null;

    public void Read(Document document, ImportSink sink)
    {
        if (FolderAccount.Of(document) is not { } account)
        {
            sink.Bad(document.At(), "a SAML provider names no account; put it into a folder named by the account's id");
            return;
        }

        var stem = document.FileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? document.FileName[..^5] : document.FileName;
        var at = stem.IndexOf(FilePrefix, StringComparison.OrdinalIgnoreCase);
        var name = Uri.UnescapeDataString(at < 0 ? stem : stem[(at + FilePrefix.Length)..]);
        var metadata = document.Json.Text("SAMLMetadataDocument")!;
        var entity = EntityId().Match(metadata.Length > 65536 ? metadata[..65536] : metadata);
        var configuration = Facts.Object(w =>
        {
            if (entity.Success)
                w.WriteString("EntityId", entity.Groups[1].Value);
            w.Optional("ValidUntil", document.Json.Text("ValidUntil"));
        });
        var partition = FolderAccount.Partition(FolderAccount.Region(document));
        new ResourceFacts($"arn:{partition}:iam::{account}:saml-provider/{name}", "AWS::IAM::SAMLProvider", account, "get")
        {
            Name = name,
            Tags = document.Json.Get("Tags"),
            Configurations = [configuration],
        }.Write(sink, document.At());
    }

    [GeneratedRegex("entityID\\s*=\\s*[\"']([^\"'<>]{1,1024})[\"']", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EntityId();
}
