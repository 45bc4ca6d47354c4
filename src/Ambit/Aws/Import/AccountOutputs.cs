using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// Outputs about an account as a whole: <c>iam list-account-aliases</c>, <c>iam get-account-summary</c> and the account's Block
/// Public Access (<c>s3control get-public-access-block</c>). The folder names the account.
/// </summary>
internal sealed class AccountOutputs : IExportFormat
{
    public string Name => "AWS account settings";

    public bool Recognises(Document document) =>
        document.Json.HasList("AccountAliases") || document.Json.Get("SummaryMap").ValueKind == JsonValueKind.Object || IsBlock(document);

    public void Read(Document document, ImportSink sink)
    {
        if (FolderAccount.Of(document) is not { } account)
        {
            sink.Bad(document.At(), "settings of an account do not say of which; put them into a folder named by the account's id");
            return;
        }

        if (IsBlock(document))
            Add("s3control", w => w.Value("PublicAccessBlock", document.Json.Get("PublicAccessBlockConfiguration")));
        else if (document.Json.HasList("AccountAliases"))
            Add("alias", w => w.Optional("Name", document.Json.Texts("AccountAliases").FirstOrDefault()));
        else
            Root(document, account, sink);

        void Add(string facet, Action<Utf8JsonWriter> write) => sink.Add(AwsKind.Account, account, $"{account}|{facet}", document.At(), write);
    }

    /// <summary>"AccountMFAEnabled" and "AccountAccessKeysPresent" are about the root user (IAM API Reference, GetAccountSummary).</summary>
    private static void Root(Document document, string account, ImportSink sink) => sink.Add(AwsKind.Credentials, account, "<root_account>|summary", document.At(), w =>
    {
        var summary = document.Json.Get("SummaryMap");
        w.WriteString("User", "root");
        w.WriteBoolean("Root", true);
        w.Optional("Mfa", summary.Text("AccountMFAEnabled") is { } mfa ? mfa != "0" : null);
        w.Optional("HasPassword", summary.Text("AccountPasswordPresent") is { } password ? password != "0" : null);
    });

    private static bool IsBlock(Document document) =>
        document.Json.Get("PublicAccessBlockConfiguration").ValueKind == JsonValueKind.Object
        && (FileSubject.IsNamedBy(document, "s3control", "public-access-block") || FileSubject.Stem(document).Contains("account", StringComparison.OrdinalIgnoreCase)
            || FileSubject.Stem(document) == FolderAccount.Of(document));
}
