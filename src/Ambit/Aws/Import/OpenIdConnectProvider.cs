using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// <c>aws iam get-open-id-connect-provider</c>: names its URL, not its ARN, which follows from it
/// ("arn:aws:iam::ACCOUNT:oidc-provider/" and the URL without its scheme, IAM User Guide, "Create an OpenID Connect identity provider in IAM").
/// </summary>
internal sealed class OpenIdConnectProvider : IExportFormat
{
    public string Name => "aws iam get-open-id-connect-provider";

    public bool Recognises(Document document) => document.Json.Text("Url") is not null && document.Json.Has("ClientIDList");

    public void Read(Document document, ImportSink sink)
    {
        if (FolderAccount.Of(document) is not { } account)
        {
            sink.Bad(document.At(), "an OIDC provider names no account; put it into a folder named by the account's id");
            return;
        }

        var url = document.Json.Text("Url")!;
        var host = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? url["https://".Length..] : url;
        var partition = FolderAccount.Partition(FolderAccount.Region(document));
        var configuration = Facts.Object(w =>
        {
            w.WriteString("Url", $"https://{host}");
            w.Texts("ClientIdList", document.Json.Texts("ClientIDList"));
        });
        new ResourceFacts($"arn:{partition}:iam::{account}:oidc-provider/{host}", "AWS::IAM::OIDCProvider", account, "get")
        {
            Name = host,
            Tags = document.Json.Get("Tags"),
            Configurations = [configuration],
        }.Write(sink, document.At());
    }
}
