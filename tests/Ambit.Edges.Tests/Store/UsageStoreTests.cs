using Ambit.Store;
using Ambit.Usage;

namespace Ambit.Edges.Tests.Store;

public sealed class UsageStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = new(2026, 3, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_added_comes_back_with_everything_that_was_known_of_it()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        var context = UsageContext.Of([new("aws:RequestedRegion", "eu-west-1"), new("aws:MultiFactorAuthPresent", "true")]);
        var row = Row("alice", "s3:GetObject") with { Context = context, Resource = null, Basis = MappingBasis.Guessed, Outcome = UseOutcome.Refused };
        store.Usage.Add(Batch("f1", row), Cancellation);
        Assert.Equal([row], store.Usage.Rows(UsageQuestion.All, Cancellation));
        Assert.Equal(1, store.Usage.Mapping(Cancellation)[MappingBasis.Guessed]);
    }

    [Fact]
    public void A_file_is_counted_once_and_a_batch_that_holds_it_again_adds_nothing()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        store.Usage.Add(Batch("f1", Row("alice", "s3:GetObject")), Cancellation);
        Assert.Throws<InvalidOperationException>(() => store.Usage.Add(Batch("f1", Row("alice", "s3:GetObject")), Cancellation));
        Assert.Equal(1, Assert.Single(store.Usage.Totals(UsageQuestion.All, Cancellation)).Used);
        Assert.Equal(1, Assert.Single(store.Usage.Coverage()).Events);
    }

    [Fact]
    public void Totals_sum_over_days_and_contexts_and_keep_refusals_apart()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        store.Usage.Add(Batch("f1", Row("alice", "s3:GetObject"), Row("alice", "s3:GetObject") with { Outcome = UseOutcome.Refused, Count = 5 }), Cancellation);
        store.Usage.Add(Batch("f2", Later(Row("alice", "s3:GetObject"), 3), Later(Row("bob", "s3:GetObject"), 40)), Cancellation);
        var window = UsageWindow.Before(Noon.AddDays(30), 60);
        var total = Assert.Single(store.Usage.Totals(UsageQuestion.Of(window), Cancellation));
        Assert.Equal(("alice", 2L, 5L, Noon, Noon.AddDays(3)), (total.Principal, total.Used, total.Refused, total.FirstSeen, total.LastSeen));
        Assert.Equal("bob", Assert.Single(store.Usage.Totals(new UsageQuestion(Principals: ["bob"]), Cancellation)).Principal);
        Assert.Empty(store.Usage.Totals(new UsageQuestion(Principals: []), Cancellation));
    }

    [Theory]
    [InlineData(true, "is gone")]
    [InlineData(false, "cannot be read")]
    public void A_store_that_somebody_damaged_says_so_and_what_to_do(bool removed, string what)
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        store.Usage.Add(Batch("f1", Row("alice", "s3:GetObject")), Cancellation);
        var segment = Assert.Single(Directory.GetFiles(folder["usage"], "*.parquet"));
        if (removed)
            File.Delete(segment);
        else
            File.WriteAllText(segment, "garbage");
        var said = Assert.Throws<IOException>(() => store.Usage.Totals(UsageQuestion.All, Cancellation)).Message;
        Assert.Contains(what, said, StringComparison.Ordinal);
        Assert.Contains("scan into a new store", said, StringComparison.Ordinal);
        Assert.Contains(what, Assert.Throws<IOException>(() => new ReadOnlyQuery(store)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_quotes_and_braces_are_text_and_never_SQL()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder["it's a {0} folder"], TimeProvider.System);
        store.Usage.Add(Batch("f1", Row("o'brien'); DROP TABLE batch; --", "s3:GetObject")), Cancellation);
        var question = new UsageQuestion(Principals: ["o'brien'); DROP TABLE batch; --"]);
        Assert.Single(store.Usage.Totals(question, Cancellation));
        Assert.Single(store.Usage.Rows(question, Cancellation));
    }

    [Fact]
    public void A_unique_id_that_only_a_later_scan_explains_is_renamed_in_what_is_stored_and_in_what_comes()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        const string role = "arn:aws:iam::111122223333:role/app/reader";
        store.Usage.Add(Batch("f1", Row("AROAEXAMPLEEXAMPLE00", "s3:GetObject"), Row(role, "s3:GetObject"), Row("bob", "s3:GetObject")), Cancellation);
        store.Usage.Add(Batch("f2", Row("bob", "s3:GetObject")), Cancellation);
        store.Usage.Add(Batch("f3", Row(role, "s3:PutObject")) with { Names = [new KnownName("aws", "AROAEXAMPLEEXAMPLE00", role)] }, Cancellation);
        store.Usage.Add(Batch("f4", Row("AROAEXAMPLEEXAMPLE00", "s3:GetObject")), Cancellation);
        store.Usage.Add(Batch("f5", Row("bob", "s3:GetObject")) with { Names = [new KnownName("aws", "AROAEXAMPLEEXAMPLE00", "arn:aws:iam::111122223333:role/reader")] }, Cancellation);
        store.Usage.Add(Batch("f6", Row("AROAEXAMPLEEXAMPLE00", "s3:GetObject")), Cancellation);
        var totals = store.Usage.Totals(UsageQuestion.All, Cancellation).ToDictionary(t => (t.Principal, t.Action), t => t.Used);
        Assert.Equal(new Dictionary<(string, string), long> { [(role, "s3:GetObject")] = 4, [(role, "s3:PutObject")] = 1, [("bob", "s3:GetObject")] = 3 }, totals);
    }

    [Fact]
    public void Sixty_four_segments_become_one_and_nothing_is_lost_or_counted_twice()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        for (var i = 0; i < 64; i++)
            store.Usage.Add(Batch($"f{i}", Row($"user{i % 4}", "s3:GetObject")), Cancellation);
        Assert.Single(store.Segments.Paths());
        var totals = store.Usage.Totals(UsageQuestion.All, Cancellation);
        Assert.Equal([16, 16, 16, 16], totals.Select(t => t.Used));
    }

    [Fact]
    public async Task What_an_interrupted_writer_left_behind_is_swept_by_the_next_and_what_is_listed_stays()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        store.Usage.Add(Batch("f1", Row("alice", "s3:GetObject")), Cancellation);
        File.WriteAllText(folder["usage/half.parquet.tmp"], "half");
        File.WriteAllText(folder["usage/unlisted.parquet"], "never listed");
        using (await store.BeginWritingAsync(() => { }, Cancellation))
            Assert.Single(Directory.GetFiles(folder["usage"]));
        Assert.Single(store.Usage.Totals(UsageQuestion.All, Cancellation));
    }

    [Fact]
    public async Task A_second_writer_waits_until_the_first_is_done()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        var first = await store.BeginWritingAsync(() => { }, Cancellation);
        var waiting = new TaskCompletionSource();
        var second = store.BeginWritingAsync(waiting.SetResult, Cancellation);
        await waiting.Task;
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Reading_goes_on_while_segments_are_written_merged_and_swept()
    {
        using var folder = new TemporaryFolder();
        using var writer = AmbitStore.Open(folder.Path, TimeProvider.System);
        writer.Usage.Add(Batch("f", Row("alice", "s3:GetObject")), Cancellation);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            using var reader = AmbitStore.Open(folder.Path, TimeProvider.System);
            var reads = 0;
            for (long seen = 0; !done.IsCancellationRequested; reads++)
            {
                var used = Assert.Single(reader.Usage.Totals(UsageQuestion.All, Cancellation)).Used;
                Assert.True(used >= seen, "what was there once is there for ever");
                seen = used;
            }

            return reads;
        }, Cancellation);
        for (var i = 0; i < 70; i++)
        {
            using (await writer.BeginWritingAsync(() => { }, Cancellation))
                writer.Usage.Add(Batch($"f{i}", Row("alice", "s3:GetObject")), Cancellation);
        }

        await done.CancelAsync();
        Assert.True(await reading > 0);
        Assert.Equal(71, Assert.Single(writer.Usage.Totals(UsageQuestion.All, Cancellation)).Used);
    }

    [Fact]
    public void Events_that_were_counted_are_known_by_their_day_also_after_many_batches_were_merged()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        var random = new Random(1);
        ulong[][] all = [.. Enumerable.Range(0, 70).Select(_ => Enumerable.Range(0, random.Next(1, 50)).Select(_ => (ulong)random.NextInt64(1L << 56)).Order().ToArray())];
        for (var i = 0; i < all.Length; i++)
            store.Usage.Add(Batch($"f{i}", Row("alice", "s3:GetObject")) with { Events = [new DayEvents(Today.AddDays(i % 3), all[i])] }, Cancellation);
        for (var day = 0; day < 3; day++)
            Assert.Equal(all.Where((_, i) => i % 3 == day).SelectMany(f => f).Order(), store.Usage.Events.Of(Today.AddDays(day)).SelectMany(f => f).Order());
        Assert.Empty(store.Usage.Events.Of(Today.AddDays(3)));
    }

    [Fact]
    public void A_batch_that_is_refused_leaves_its_events_unknown()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        store.Usage.Add(Batch("f1", Row("alice", "s3:GetObject")), Cancellation);
        Assert.Throws<InvalidOperationException>(() => store.Usage.Add(Batch("f1", Row("alice", "s3:GetObject")) with { Events = [new DayEvents(Today, [1, 2])] }, Cancellation));
        Assert.Empty(store.Usage.Events.Of(Today));
    }

    [Fact]
    public void Days_long_before_the_newest_are_forgotten()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        store.Usage.Add(Batch("f1", Row("alice", "s3:GetObject")) with { Events = [new DayEvents(Today.AddDays(-401), [1]), new DayEvents(Today.AddDays(-400), [2])] }, Cancellation);
        store.Usage.Add(Batch("f2", Row("alice", "s3:GetObject")) with { Events = [new DayEvents(Today, [3])] }, Cancellation);
        Assert.Empty(store.Usage.Events.Of(Today.AddDays(-401)));
        Assert.Equal([2UL], store.Usage.Events.Of(Today.AddDays(-400)).SelectMany(f => f));
    }

    private static UsageBatch Batch(string hash, params UsageRow[] rows) =>
        new(rows, [new CountedFile(hash, $"{hash}.json", 1, "log")], [new LogCoverage("aws", "1", "eu-west-1", "management", new DateOnly(2026, 3, 1), rows.Length, Noon)], []);

    private static UsageRow Row(string principal, string action) => new(
        "aws", principal, action, "arn:aws:s3:::b/*", new DateOnly(2026, 3, 1), UsageContext.Empty, UseOutcome.Used, MappingBasis.Table, "s3.amazonaws.com GetObject", 1, Noon, Noon);

    private static UsageRow Later(UsageRow row, int days) =>
        row with { Day = row.Day.AddDays(days), FirstSeen = row.FirstSeen.AddDays(days), LastSeen = row.LastSeen.AddDays(days) };
}
