using System.Text.Json;
using Ambit.Findings;
using Ambit.Model;
using Ambit.Store;

namespace Ambit.Edges.Tests.Store;

public sealed class SnapshotStoreTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void An_estate_comes_back_document_by_document()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        NativeDocument[] documents =
        [
            Document("role", "1", "a", """{"name":"ä \u202e","n":1.50}"""),
            Document("role", "2", "b", """[1,2,{"x":null}]"""),
            new("aws", NativeDocument.CoverageKind, "1", "iam", default, new SourceLocation("f.json")),
        ];
        var saved = store.Snapshots.Save(new Estate(At, documents), SnapshotInputs.None, At, Cancellation);
        var loaded = store.Snapshots.Load(store.Snapshots.Latest()!, null, Cancellation);
        Assert.Equal(saved.Id, store.Snapshots.Latest()!.Id);
        Assert.Equal(At, loaded.CollectedAt);
        Assert.Equal(documents.Select(Text).Order(StringComparer.Ordinal), loaded.Documents.Select(Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_account_that_did_not_change_is_kept_once()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        var big = Enumerable.Range(0, 5000).Select(i => Document("role", "1", $"r{i}", $$"""{"id":"{{Guid.NewGuid()}}{{Guid.NewGuid()}}"}""")).ToList();
        store.Snapshots.Save(new Estate(At, big), SnapshotInputs.None, At, Cancellation);
        var once = Size(folder);
        store.Snapshots.Save(new Estate(At, [.. big, Document("role", "2", "new", "{}")]), SnapshotInputs.None, At, Cancellation);
        Assert.True(Size(folder) < once * 1.2, "the second snapshot added what changed only");
        Assert.Equal(5001, store.Snapshots.Load(store.Snapshots.Latest()!, null, Cancellation).Documents.Count);
    }

    [Fact]
    public void A_finding_keeps_the_time_it_was_first_seen()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        var first = store.Snapshots.Save(new Estate(At, []), SnapshotInputs.None, At, Cancellation);
        Assert.Null(store.Snapshots.Findings(first));
        store.Snapshots.SaveFindings(first, [Finding("a")], At);
        var second = store.Snapshots.Save(new Estate(At, []), SnapshotInputs.None, At, Cancellation);
        store.Snapshots.SaveFindings(second, [Finding("a"), Finding("b")], At.AddDays(7));
        Assert.Equal([At, At.AddDays(7)], store.Snapshots.Findings(second)!.Select(f => f.FirstSeen!.Value));
    }

    [Fact]
    public void A_store_of_a_newer_layout_is_refused_and_not_touched()
    {
        using var folder = new TemporaryFolder();
        AmbitStore.Open(folder.Path, TimeProvider.System).Dispose();
        using (var database = new ControlDatabase(folder["ambit.db"], reading: false))
            database.Execute("PRAGMA user_version=99");
        Assert.Contains("newer", Assert.Throws<IOException>(() => AmbitStore.Open(folder.Path, TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_beside_which_nothing_can_be_written_still_answers_and_is_not_written()
    {
        using var folder = new TemporaryFolder();
        using (var store = AmbitStore.Open(folder["a 100% folder #1?"], TimeProvider.System))
            store.Snapshots.Save(new Estate(At, [Document("role", "1", "a", "{}")]), SnapshotInputs.None, At, Cancellation);
        // A folder in the place of SQLite's log stands for a disk that is not to be written, also for root.
        Directory.CreateDirectory(Path.Combine(folder["a 100% folder #1?"], "ambit.db-wal"));
        Assert.Throws<IOException>(() => AmbitStore.Open(folder["a 100% folder #1?"], TimeProvider.System));
        using var asked = AmbitStore.OpenToRead(folder["a 100% folder #1?"], TimeProvider.System);
        Assert.Single(asked.Snapshots.Load(asked.Snapshots.Latest()!, null, Cancellation).Documents);
    }

    [Fact]
    public void A_file_in_the_place_of_the_store_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["taken"], "");
        Assert.EndsWith("a file is there", Assert.Throws<IOException>(() => AmbitStore.Open(folder["taken"], TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    private static long Size(TemporaryFolder folder) => Directory.GetFiles(folder.Path).Sum(f => new FileInfo(f).Length);

    private static Finding Finding(string id) => new()
    {
        Id = id,
        Kind = "k",
        Severity = Severity.High,
        Score = 70,
        Cloud = "aws",
        Scope = "1",
        Title = "t",
        Why = "w",
        Evidence = [new FindingEvidence("e", "p", 0, "f.json")],
        Remediation = new Remediation("r", "s"),
    };

    private static NativeDocument Document(string kind, string scope, string id, string json) =>
        new("aws", kind, scope, id, JsonDocument.Parse(json).RootElement, new SourceLocation("f.json", 3, "/x"));

    private static string Text(NativeDocument d) =>
        $"{d.Cloud} {d.Kind} {d.Scope} {d.Id} {d.Source} {(d.Content.ValueKind == JsonValueKind.Undefined ? "-" : d.Content.GetRawText())}";
}
