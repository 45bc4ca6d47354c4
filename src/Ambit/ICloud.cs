using System.Text.Json;
using Ambit.Access;
using Ambit.Escalation;
using Ambit.Findings;
using Ambit.Import;
using Ambit.Model;
using Ambit.Settings;

namespace Ambit;

/// <summary>What a cloud's folder gives to the rest of the house.</summary>
public interface ICloud
{
    /// <summary><c>aws</c>, <c>azure</c>, <c>gcp</c>, <c>kubernetes</c>.</summary>
    string Name { get; }

    /// <summary>The exports it can read.</summary>
    IReadOnlyList<IExportFormat> ExportFormats { get; }

    /// <summary>The logs it can read.</summary>
    IReadOnlyList<ILogFormat> LogFormats { get; }

    /// <summary>The words that its escalation rules may use, one vocabulary a rule prefix.</summary>
    IReadOnlyList<RuleVocabulary> RuleVocabularies => [];

    /// <summary>The script that collects this cloud; null where there is none yet.</summary>
    ICollectScript? CollectScript => null;

    /// <summary>Reads documents of this cloud that <c>policy check</c> and <c>policy lint</c> are given; null where it has none that stand by themselves.</summary>
    IPolicyDocuments? PolicyDocuments => null;

    /// <summary>A simulation of self-contained requests; null where there is none of this cloud.</summary>
    ISimulation? Simulate() => null;

    /// <summary>Whether no other cloud can have an identity of this id, by its form alone.</summary>
    bool Claims(string identity) => false;

    /// <summary>Judges what a plan of infrastructure would open in this cloud.</summary>
    /// <param name="plan">The plan's JSON.</param>
    /// <param name="estate">This cloud's part of the snapshot; null where there is none.</param>
    /// <param name="settings">What ambit.yaml says must hold; null where there is none.</param>
    /// <param name="cancellation">Stops the search for paths.</param>
    /// <returns>The review; null where the JSON is no plan that this cloud reads.</returns>
    PlanReview? Review(JsonElement plan, ICloudEstate? estate, AmbitSettings? settings, CancellationToken cancellation) => null;

    /// <summary>Reads what every question needs (a catalogue), so that it is there when one comes; may run beside other work.</summary>
    void Prepare()
    {
    }

    /// <summary>Gives the native documents of this cloud their meaning.</summary>
    /// <param name="documents">All documents of this cloud in the snapshot.</param>
    ICloudEstate Open(IReadOnlyList<NativeDocument> documents);

    /// <summary>The same, where the moment matters at which the exports were made.</summary>
    /// <param name="documents">All documents of this cloud in the snapshot.</param>
    /// <param name="collectedAt">When they were made; null where none tells.</param>
    ICloudEstate Open(IReadOnlyList<NativeDocument> documents, DateTimeOffset? collectedAt) => Open(documents);
}
