using System.Collections.Frozen;
using Ambit.Azure.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Logs of storage accounts. Where <c>authorization</c> is present it names the action and the assignment itself; account keys and
/// signatures prove that somebody listed a key, not who. Microsoft Learn, "Azure Storage monitoring data reference".
/// </summary>
internal sealed class StorageLog() : LogSource(
    6, RecordField.Operation, RecordField.Action, RecordField.RequesterObject, RecordField.RequesterUpn, RecordField.RequesterApp, RecordField.StorageResult, RecordField.StatusCode,
    RecordField.StorageAssignment)
{
    private const string Kind = "data";
    private const string Prefix = "Microsoft.Storage/storageAccounts/";
    private const string Blobs = "blobServices/containers/blobs/";

    private static readonly FrozenDictionary<string, string> Operations = Table().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The actions it maps to.</summary>
    public static IEnumerable<string> Actions => Operations.Values.Distinct().Select(a => Prefix + a);

    /// <inheritdoc/>
    public override void AddKey(LogRecord record, ref SecretHash hash)
    {
        base.AddKey(record, ref hash);
        hash.Add(StoragePath.ContainerOf(record, out _));
    }

    /// <inheritdoc/>
    public override RecordMeaning? Mean(LogRecord record, AzureUses uses)
    {
        if (record[RecordField.Operation] is not { } operation)
            return null;
        var principal = (record[RecordField.RequesterObject] ?? record[RecordField.RequesterUpn] ?? record[RecordField.RequesterApp])?.ToLowerInvariant();
        if (principal is null)
            return uses.Nothing(record, Kind);
        uses.Same(record[RecordField.RequesterUpn], principal);
        var said = record[RecordField.Action];
        var action = said is not null && said.StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase) ? uses.Spelling.Of(said)
            : Operations.TryGetValue(operation, out var mapped) ? Prefix + mapped : null;
        if (action is null)
            return uses.Unmapped(record, Kind, "Storage", operation);
        var refused = "Denied".Equals(record[RecordField.StorageResult], StringComparison.OrdinalIgnoreCase) || record[RecordField.StatusCode] == "403";
        var use = new UsageKey(
            AzureKinds.Cloud, principal, action, StoragePath.ResourceOf(record, action), AzureUses.Context(record[RecordField.StorageAssignment], null),
            refused ? UseOutcome.Refused : UseOutcome.Used, MappingBasis.Table, "Storage " + operation);
        return uses.Use(record, Kind, use);
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
