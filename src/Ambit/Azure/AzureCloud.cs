using Ambit.Access;
using Ambit.Azure.Collect;
using Ambit.Azure.Escalation;
using Ambit.Azure.Import;
using Ambit.Azure.Logs;
using Ambit.Azure.Policies;
using Ambit.Escalation;
using Ambit.Import;
using Ambit.Model;

namespace Ambit.Azure;

/// <summary>Azure and Entra.</summary>
public sealed class AzureCloud : ICloud
{
    /// <inheritdoc/>
    public string Name => AzureKinds.Cloud;

    /// <inheritdoc/>
    public IReadOnlyList<IExportFormat> ExportFormats { get; } =
        [new CollectNotes(), new AzureHoundExport(), new GraphExport(), new GraphBatchExport(), new ResourceGraphExport(), new ManagerExport(), new PortalTable(), new EmptyListExport()];

    /// <inheritdoc/>
    public IReadOnlyList<ILogFormat> LogFormats { get; } = [new AzureTableLog(), new AzureLog()];

    /// <inheritdoc/>
    public IReadOnlyList<RuleVocabulary> RuleVocabularies => AzureVocabulary.All;

    /// <inheritdoc/>
    public ICollectScript? CollectScript => new AzureCollectScript();

    /// <inheritdoc/>
    public IPolicyDocuments? PolicyDocuments { get; } = new RoleSets();

    /// <inheritdoc/>
    public ICloudEstate Open(IReadOnlyList<NativeDocument> documents) => new AzureEstate(documents);
}
