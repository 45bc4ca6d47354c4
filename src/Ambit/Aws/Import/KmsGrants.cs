using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary><c>aws kms list-grants</c> (and <c>list-retirable-grants</c>); AWS KMS API Reference, GrantListEntry.</summary>
internal sealed class KmsGrants : IExportFormat
{
    public string Name => "aws kms list-grants";

    public bool Recognises(Document document) =>
        document.Json.HasList("Grants") && (document.Json.Get("Grants").GetArrayLength() == 0 ? FileSubject.IsNamedBy(document, "kms", "grants") : document.Json.Get("Grants")[0].Has("GrantId"));

    public void Read(Document document, ImportSink sink)
    {
        var folder = FolderAccount.Of(document);
        var n = 0;
        foreach (var grant in document.Json.Items("Grants"))
        {
            var pointer = $"/Grants/{n++}";
            var key = KeyArn(grant.Text("KeyId"), document, folder);
            if (key is null || grant.Text("GrantId") is not { } id)
            {
                sink.Bad(document.At(pointer, document.Line), "a KMS grant names no key, account or grant id; it is left out");
                continue;
            }

            sink.Add(AwsKind.KmsGrant, key.ArnField(4), id, document.At(pointer), w =>
            {
                w.WriteString("GrantId", id);
                w.WriteString("KeyArn", key);
                w.Optional("GranteePrincipal", grant.Text("GranteePrincipal", "GranteeServicePrincipal"));
                w.Optional("RetiringPrincipal", grant.Text("RetiringPrincipal"));
                w.Optional("IssuingAccount", grant.Text("IssuingAccount"));
                w.Texts("Operations", grant.Texts("Operations"));
                if (grant.Get("Constraints").ValueKind == System.Text.Json.JsonValueKind.Object)
                    w.Value("Constraints", grant.Get("Constraints"));
            });
        }

        if (FileSubject.IsNamedBy(document, "kms", "grants") && document.Json.Flag("Truncated") != true && KeyArn(FileSubject.After(document, "kms", "grants"), document, folder) is { } of)
            sink.Lists(of.ArnField(4), $"AWS::KMS::Grant:{of}", document.At());
    }

    private static string? KeyArn(string? id, Document document, string? account)
    {
        if (string.IsNullOrEmpty(id))
            return null;
        if (id.IsArn())
            return id;
        var region = FolderAccount.Region(document);
        return account is null ? null : $"arn:{FolderAccount.Partition(region)}:kms:{region}:{account}:key/{id}";
    }
}
