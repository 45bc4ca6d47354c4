using System.Collections.Frozen;
using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Logs of storage accounts. Where <c>authorization</c> is present it names the action and the assignment itself; account keys and
/// signatures prove that somebody listed a key, not who. Microsoft Learn, "Azure Storage monitoring data reference".
/// </summary>
internal static class StorageLog
{
    private const string Prefix = "Microsoft.Storage/storageAccounts/";
    private const string Blobs = "blobServices/containers/blobs/";

    private static readonly FrozenDictionary<string, string> Operations = Table().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The actions it maps to.</summary>
    public static IEnumerable<string> Actions => Operations.Values.Distinct().Select(a => Prefix + a);

    /// <summary>Maps a record.</summary>
    public static bool Map(LogRecord record, AzureUses uses)
    {
        if (record.Time is not { } time || record[RecordField.Operation] is not { } operation)
            return false;
        uses.Count(record, "data", time);
        var principal = (record[RecordField.RequesterObject] ?? record[RecordField.RequesterUpn] ?? record[RecordField.RequesterApp])?.ToLowerInvariant();
        if (principal is null)
            return true;
        uses.Same(record[RecordField.RequesterUpn], principal);
        var said = record[RecordField.Action];
        var action = said is not null && said.StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase) ? ActionSpelling.Of(said)
            : Operations.TryGetValue(operation, out var mapped) ? Prefix + mapped : null;
        if (action is null)
        {
            uses.Sink.Unmapped(AzureKinds.Cloud, "Storage", operation);
            return true;
        }

        var refused = "Denied".Equals(record[RecordField.StorageResult], StringComparison.OrdinalIgnoreCase) || record[RecordField.StatusCode] == "403";
        var use = new UsageEvent(
            AzureKinds.Cloud, principal, action, record[RecordField.ResourceId] is { } id ? AccountOf(ResourceId.Normal(id)) : null, time,
            uses.Context(record[RecordField.StorageAssignment], null), refused ? UseOutcome.Refused : UseOutcome.Used, MappingBasis.Table, "Storage " + operation);
        uses.Add(use, AzureUses.Hash("storage", record[RecordField.Correlation], time.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), action, principal, use.Resource), begins: false);
        return true;
    }

    /// <summary>The account; its services are printed as <c>…/blobServices/default</c>.</summary>
    private static string AccountOf(string key)
    {
        const string marker = "/storageaccounts/";
        var at = key.IndexOf(marker, StringComparison.Ordinal);
        var end = at < 0 ? -1 : key.IndexOf('/', at + marker.Length);
        return end < 0 ? key : key[..end];
    }

    private static Dictionary<string, string> Table()
    {
        var table = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        void Add(string action, string operations)
        {
            foreach (var operation in operations.Split(' '))
                table[operation] = action;
        }

        Add(Blobs + "read", "GetBlob GetBlobProperties GetBlobMetadata ListBlobs QueryBlobContents GetBlockList GetPageRanges GetBlobServiceProperties GetFileProperties ReadFile ListFilesystemDir GetPathStatus GetPathAccessControl");
        Add(Blobs + "tags/read", "GetBlobTags");
        Add(Blobs + "write", "PutBlob PutBlock PutBlockList PutPage PutBlobFromURL CopyBlob CopyBlobSource CopyBlobDestination SetBlobMetadata SetBlobProperties SnapshotBlob LeaseBlob AcquireBlobLease RenewBlobLease ReleaseBlobLease SetBlobTier UndeleteBlob CreatePathFile CreatePathDir FlushFile");
        Add(Blobs + "add/action", "AppendBlock AppendFile");
        Add(Blobs + "delete", "DeleteBlob DeleteFile DeleteDirectory");
        Add(Blobs + "deleteBlobVersion/action", "DeleteBlobVersion");
        Add(Blobs + "move/action", "RenamePathFile RenamePathDir");
        Add(Blobs + "tags/write", "SetBlobTags");
        Add("blobServices/containers/read", "ListContainers GetContainerProperties GetContainerMetadata GetContainerACL");
        Add("blobServices/containers/write", "CreateContainer SetContainerMetadata SetContainerACL LeaseContainer");
        Add("blobServices/containers/delete", "DeleteContainer");
        Add("blobServices/generateUserDelegationKey/action", "GetUserDelegationKey");
        Add("queueServices/queues/messages/read", "PeekMessage PeekMessages");
        Add("queueServices/queues/messages/process/action", "GetMessage GetMessages");
        Add("queueServices/queues/messages/add/action", "PutMessage");
        Add("queueServices/queues/messages/delete", "DeleteMessage ClearMessages");
        Add("queueServices/queues/messages/write", "UpdateMessage");
        Add("tableServices/tables/entities/read", "QueryEntity QueryEntities");
        Add("tableServices/tables/entities/add/action", "InsertEntity");
        Add("tableServices/tables/entities/write", "InsertOrMergeEntity InsertOrReplaceEntity");
        Add("tableServices/tables/entities/update/action", "UpdateEntity MergeEntity");
        Add("tableServices/tables/entities/delete", "DeleteEntity");
        Add("fileServices/fileshares/files/read", "GetFile ReadDirectory ListFilesAndDirectories");
        Add("fileServices/fileshares/files/write", "CreateFile WriteFile PutRange");
        Add("fileServices/fileshares/files/delete", "DeleteShareFile");
        return table;
    }
}
