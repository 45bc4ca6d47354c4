using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.CloudTrail;
using Ambit.Aws.Collect;
using Ambit.Aws.Escalation;
using Ambit.Aws.Import;
using Ambit.Aws.Inventory;
using Ambit.Aws.Plan;
using Ambit.Aws.Policies;
using Ambit.Escalation;
using Ambit.Findings;
using Ambit.Import;
using Ambit.Model;
using Ambit.Settings;

namespace Ambit.Aws;

/// <summary>Amazon Web Services.</summary>
public sealed class AwsCloud : ICloud
{
    /// <summary>The name that native documents carry.</summary>
    public const string CloudName = "aws";

    /// <inheritdoc/>
    public string Name => CloudName;

    /// <inheritdoc/>
    public IReadOnlyList<IExportFormat> ExportFormats => AwsExports.All;

    /// <inheritdoc/>
    public IReadOnlyList<ILogFormat> LogFormats => AwsLogs.All;

    /// <inheritdoc/>
    public IReadOnlyList<RuleVocabulary> RuleVocabularies { get; } = [AwsRuleVocabulary.Vocabulary];

    /// <inheritdoc/>
    public ICollectScript? CollectScript { get; } = new AwsCollectScript();

    /// <inheritdoc/>
    public IPolicyDocuments? PolicyDocuments { get; } = new AwsPolicyDocuments();

    /// <inheritdoc/>
    public ISimulation? Simulate() => new Simulator();

    /// <inheritdoc/>
    public bool Claims(string identity) => identity.StartsWith("arn:", StringComparison.Ordinal);

    /// <inheritdoc/>
    public PlanReview? Review(JsonElement plan, ICloudEstate? estate, AmbitSettings? settings, CancellationToken cancellation) =>
        AwsPlan.Review(plan, (estate as AwsCloudEstate)?.Estate, settings, cancellation) is { } findings
            ? new PlanReview(AwsPlan.IsTerraform(plan) ? "terraform" : "cloudformation", findings) : null;

    /// <inheritdoc/>
    public void Prepare() => _ = Catalogue.AwsCatalogue.Current;

    /// <inheritdoc/>
    public ICloudEstate Open(IReadOnlyList<NativeDocument> documents) => Open(documents, null);

    /// <inheritdoc/>
    public ICloudEstate Open(IReadOnlyList<NativeDocument> documents, DateTimeOffset? collectedAt)
    {
        var estate = AwsEstateBuilder.Build(documents) with { CollectedAt = collectedAt };
        return new AwsCloudEstate(estate, new AwsAccess(estate));
    }
}
