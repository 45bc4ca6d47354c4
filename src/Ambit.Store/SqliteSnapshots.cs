using System.Globalization;
using System.Text.Json;
using Ambit.Findings;
using Ambit.Findings.Scoring;
using Ambit.Model;
using Microsoft.Data.Sqlite;

namespace Ambit.Store;

/// <summary>Snapshots and findings in SQLite.</summary>
internal sealed class SqliteSnapshots(ControlDatabase database) : ISnapshotStore
{
    private const string Columns = "SELECT id, taken_at, collected_at, inputs FROM snapshot";

    /// <inheritdoc/>
    public IReadOnlyList<Snapshot> All() => database.Read($"{Columns} ORDER BY id", Row);

    /// <inheritdoc/>
    public Snapshot? Latest() => database.Read($"{Columns} ORDER BY id DESC LIMIT 1", Row).FirstOrDefault();

    /// <inheritdoc/>
    public Estate Load(Snapshot snapshot, string? cloud, CancellationToken cancellation)
    {
        var documents = new List<NativeDocument>();
        var chunks = database.Read(
            "SELECT c.cloud, c.scope, c.content FROM snapshot_chunk s JOIN chunk c ON c.hash = s.hash WHERE s.snapshot = $id AND ($cloud IS NULL OR c.cloud = $cloud) ORDER BY s.place",
            r => (Cloud: r.GetString(0), Scope: r.GetString(1), Content: (byte[])r[2]), ("$id", Number(snapshot)), ("$cloud", cloud));
        foreach (var (of, scope, content) in chunks)
        {
            cancellation.ThrowIfCancellationRequested();
            documents.AddRange(DocumentChunk.Unpack(of, scope, content));
        }

        return new Estate(snapshot.CollectedAt, documents);
    }

    /// <inheritdoc/>
    public Snapshot Save(Estate estate, SnapshotInputs inputs, DateTimeOffset takenAt, CancellationToken cancellation)
    {
        // Packing is the slow part; it is done before the transaction begins.
        var chunks = DocumentChunk.Pack(estate.Documents).ToList();
        cancellation.ThrowIfCancellationRequested();
        return database.Transact(() =>
        {
            var id = database.Read("SELECT coalesce(max(id), 0) + 1 FROM snapshot", r => r.GetInt64(0))[0];
            database.Execute(
                "INSERT INTO snapshot(id, taken_at, collected_at, inputs) VALUES ($id, $taken, $collected, $inputs)",
                ("$id", id), ("$taken", ControlDatabase.Text(takenAt)),
                ("$collected", estate.CollectedAt is { } at ? ControlDatabase.Text(at) : null),
                ("$inputs", JsonSerializer.SerializeToUtf8Bytes(inputs, StoredJson.Default.SnapshotInputs)));
            for (var i = 0; i < chunks.Count; i++)
            {
                database.Execute(
                    "INSERT OR IGNORE INTO chunk(hash, cloud, scope, content) VALUES ($hash, $cloud, $scope, $content)",
                    ("$hash", chunks[i].Hash), ("$cloud", chunks[i].Cloud), ("$scope", chunks[i].Scope), ("$content", chunks[i].Content));
                database.Execute("INSERT INTO snapshot_chunk VALUES ($id, $place, $hash)", ("$id", id), ("$place", i), ("$hash", chunks[i].Hash));
            }

            return new Snapshot(id.ToString(CultureInfo.InvariantCulture), takenAt, estate.CollectedAt, new Lazy<SnapshotInputs>(inputs));
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<Finding> SaveFindings(Snapshot snapshot, IReadOnlyList<Finding> findings, DateTimeOffset at) =>
        database.Transact(() =>
        {
            var id = Number(snapshot);
            database.Execute("DELETE FROM finding WHERE snapshot = $id", ("$id", id));
            foreach (var finding in findings)
                database.Execute("INSERT OR IGNORE INTO finding_seen VALUES ($id, $at)", ("$id", finding.Id), ("$at", ControlDatabase.Text(at)));
            var seen = database.Read("SELECT id, first_seen FROM finding_seen", r => (r.GetString(0), ControlDatabase.Time(r.GetString(1))))
                .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
            var dated = findings.Select(f => f with { FirstSeen = seen[f.Id] }).ToList();
            for (var i = 0; i < dated.Count; i++)
            {
                database.Execute(
                    "INSERT INTO finding VALUES ($snapshot, $place, $id, $kind, $severity, $content)",
                    ("$snapshot", id), ("$place", i), ("$id", dated[i].Id), ("$kind", dated[i].Kind), ("$severity", (int)dated[i].Severity),
                    ("$content", JsonSerializer.SerializeToUtf8Bytes(dated[i], StoredJson.Default.Finding)));
            }

            database.Execute("UPDATE snapshot SET analysed_at = $at WHERE id = $id", ("$id", id), ("$at", ControlDatabase.Text(at)));
            return dated;
        });

    /// <inheritdoc/>
    public IReadOnlyList<Finding>? Findings(Snapshot snapshot)
    {
        var analysed = database.Read("SELECT analysed_at FROM snapshot WHERE id = $id", r => !r.IsDBNull(0), ("$id", Number(snapshot)));
        return analysed is not [true]
            ? null
            : database.Read(
                "SELECT content FROM finding WHERE snapshot = $id ORDER BY place",
                r => JsonSerializer.Deserialize((byte[])r[0], StoredJson.Default.Finding)!, ("$id", Number(snapshot)));
    }

    /// <inheritdoc/>
    public void SaveScores(Snapshot snapshot, Scores scores) =>
        database.Transact(() =>
        {
            var number = Number(snapshot);
            database.Execute("DELETE FROM score WHERE snapshot = $id", ("$id", number));
            IEnumerable<(string Level, string Id, int Impact, int Waste)> rows =
            [
                .. scores.Identities.Select(i => ("identity", i.Identity, i.Impact, i.Waste)),
                .. scores.Scopes.Select(s => ("scope", s.Id, s.Impact, s.Waste)),
                .. scores.Clouds.Select(c => ("cloud", c.Id, c.Impact, c.Waste)),
            ];
            foreach (var (level, id, impact, waste) in rows)
            {
                database.Execute(
                    "INSERT OR REPLACE INTO score VALUES ($snapshot, $level, $id, $impact, $waste)",
                    ("$snapshot", number), ("$level", level), ("$id", id), ("$impact", impact), ("$waste", waste));
            }

            return 0;
        });

    /// <inheritdoc/>
    public IReadOnlyList<ScorePoint> ScoreHistory(string? id) =>
        database.Read(
            "SELECT s.snapshot, coalesce(n.collected_at, n.taken_at), s.level, s.id, s.impact, s.waste FROM score s JOIN snapshot n ON n.id = s.snapshot "
            + "WHERE CASE WHEN $id IS NULL THEN s.level <> 'identity' ELSE s.id = $id END ORDER BY s.level, s.id, s.snapshot",
            r => new ScorePoint(r.GetInt64(0).ToString(CultureInfo.InvariantCulture), ControlDatabase.Time(r.GetString(1)), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5)),
            ("$id", id));

    private static long Number(Snapshot snapshot) => long.Parse(snapshot.Id, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Snapshot Row(SqliteDataReader reader)
    {
        var inputs = (byte[])reader[3];
        return new Snapshot(
            reader.GetInt64(0).ToString(CultureInfo.InvariantCulture),
            ControlDatabase.Time(reader.GetString(1)),
            ControlDatabase.TimeOrNull(reader, 2),
            new Lazy<SnapshotInputs>(() => JsonSerializer.Deserialize(inputs, StoredJson.Default.SnapshotInputs)!));
    }
}
