using System.Text.RegularExpressions;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary><c>aws iam get-access-key-last-used</c>; the key is named by the file only.</summary>
internal sealed partial class AccessKeyLastUsed : IExportFormat
{
    public string Name => "aws iam get-access-key-last-used";

    public bool Recognises(Document document) => document.Json.Get("AccessKeyLastUsed").ValueKind == System.Text.Json.JsonValueKind.Object;

    public void Read(Document document, ImportSink sink)
    {
        var key = KeyId().Match(document.FileName);
        var user = document.Json.Text("UserName");
        if (!key.Success || user is null || FolderAccount.Of(document) is not { } account)
        {
            sink.Bad(document.At(), "the last use of an access key names neither key nor account; name the file by the key id, the folder by the account id");
            return;
        }

        sink.Add(AwsKind.Credentials, account, $"{user}|lastUsed|{key.Value}", document.At(), w =>
        {
            w.WriteString("User", user);
            w.WriteStartArray("LastUses");
            w.WriteStartObject();
            w.WriteString("Id", key.Value);
            w.Optional("LastUsed", document.Json.Get("AccessKeyLastUsed").Time("LastUsedDate"));
            w.WriteEndObject();
            w.WriteEndArray();
        });
    }

    [GeneratedRegex("A[KS]IA[A-Z0-9]{8,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyId();
}
