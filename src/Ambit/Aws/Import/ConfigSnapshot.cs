using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// An AWS Config snapshot (or history file): <c>{"fileVersion","configSnapshotId","configurationItems":[…]}</c>. A snapshot is
/// complete: what it does not hold of the types that Config records does not exist.
/// </summary>
internal sealed class ConfigSnapshot : IExportFormat
{
    public string Name => "AWS Config snapshot";

    public bool Recognises(Document document) => document.Json.HasList("configurationItems");

    public void Read(Document document, ImportSink sink)
    {
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        var (n, partial) = (0, 0);
        foreach (var item in document.Json.Items("configurationItems"))
        {
            var pointer = $"/configurationItems/{n++}";
            if (!ConfigItem.Is(item))
                partial++;
            else if (ConfigItem.Read(item, document, pointer, sink) is { } account)
                accounts.Add(account);
        }

        if (partial > 0)
            sink.Bad(document.At("/configurationItems", document.Line), $"{partial} configuration items without resourceType, ARN or configuration are left out");
        if (!document.Json.Has("configSnapshotId"))
            return;
        if (accounts.Count == 0 && FolderAccount.Of(document) is { } owner)
            accounts.Add(owner);
        if (accounts.Count == 0)
            sink.Note($"{document.Path}: an empty Config snapshot names no account; put it into a folder named by the account's id");
        foreach (var account in accounts)
            sink.Lists(account, AwsEstate.Config, document.At());
    }
}
