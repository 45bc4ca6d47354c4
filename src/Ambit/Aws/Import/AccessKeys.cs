using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary><c>aws iam list-access-keys</c>. An empty list is a user without keys, named by the file: <c>access-keys-USER.json</c>.</summary>
internal sealed class AccessKeys : IExportFormat
{
    private const string FilePrefix = "access-keys-";

    public string Name => "aws iam list-access-keys";

    public bool Recognises(Document document) => document.Json.HasList("AccessKeyMetadata");

    public void Read(Document document, ImportSink sink)
    {
        if (FolderAccount.Of(document) is not { } account)
        {
            sink.Bad(document.At(), "a list of access keys names no account; put it into a folder named by the account's id");
            return;
        }

        var byUser = document.Json.Items("AccessKeyMetadata").GroupBy(k => k.Text("UserName") ?? UserOf(document)).ToList();
        if (byUser.Count == 0 && UserOf(document) is { } keyless)
            Write(document, sink, account, keyless, []);
        else if (byUser.Count == 0 || byUser.Any(g => g.Key is null))
            sink.Bad(document.At(), "a list of access keys names no user; name the file `access-keys-USER.json`");
        foreach (var user in byUser.Where(g => g.Key is not null))
            Write(document, sink, account, user.Key!, [.. user]);
    }

    private static void Write(Document document, ImportSink sink, string account, string user, IReadOnlyList<System.Text.Json.JsonElement> keys) =>
        sink.Add(AwsKind.Credentials, account, $"{user}|keys", document.At(), w =>
        {
            w.WriteString("User", user);
            w.WriteBoolean("AllKeys", document.Json.Flag("IsTruncated") != true);
            w.WriteStartArray("Keys");
            foreach (var key in keys.Where(k => k.Text("AccessKeyId") is not null))
            {
                w.WriteStartObject();
                w.WriteString("Kind", "accessKey");
                w.WriteString("Id", key.Text("AccessKeyId"));
                w.WriteBoolean("Active", string.Equals(key.Text("Status"), "Active", StringComparison.OrdinalIgnoreCase));
                w.Optional("CreatedAt", key.Time("CreateDate"));
                w.WriteEndObject();
            }

            w.WriteEndArray();
        });

    private static string? UserOf(Document document)
    {
        var at = document.FileName.IndexOf(FilePrefix, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var name = document.FileName[(at + FilePrefix.Length)..];
        var dot = name.LastIndexOf(".json", StringComparison.OrdinalIgnoreCase);
        return (dot < 0 ? name : name[..dot]) is { Length: > 0 } user ? Uri.UnescapeDataString(user) : null;
    }
}
