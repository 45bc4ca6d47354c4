using Ambit.Findings;
using Ambit.Findings.Scoring;
using Ambit.Model;

namespace Ambit;

/// <summary>Keeps estates, each whole and immutable, and the findings of each. Reading never waits for writing.</summary>
public interface ISnapshotStore
{
    /// <summary>Every snapshot, the oldest first.</summary>
    IReadOnlyList<Snapshot> All();

    /// <summary>The newest, null for none.</summary>
    Snapshot? Latest();

    /// <summary>The native documents of a snapshot, of one cloud where one is named.</summary>
    Estate Load(Snapshot snapshot, string? cloud, CancellationToken cancellation);

    /// <summary>Keeps an estate; it becomes the newest. All of it or nothing.</summary>
    Snapshot Save(Estate estate, SnapshotInputs inputs, DateTimeOffset takenAt, CancellationToken cancellation);

    /// <summary>Keeps what an analysis found, in place of what was kept of this snapshot before, and dates what is new.</summary>
    /// <returns>The findings with the time each was first seen in this store.</returns>
    IReadOnlyList<Finding> SaveFindings(Snapshot snapshot, IReadOnlyList<Finding> findings, DateTimeOffset at);

    /// <summary>What was found in a snapshot when it was last analysed; null where it never was.</summary>
    IReadOnlyList<Finding>? Findings(Snapshot snapshot);

    /// <summary>Keeps the scores of a snapshot's identities, scopes and clouds, in place of what was kept of it before.</summary>
    void SaveScores(Snapshot snapshot, Scores scores);

    /// <summary>The kept scores of one identity, scope or cloud, the oldest first; of every scope and cloud where none is named.</summary>
    IReadOnlyList<ScorePoint> ScoreHistory(string? id);
}
