using Ambit.Store;
using Ambit.Usage;

namespace Ambit.Edges.Tests.Store;

public sealed class ReadOnlyQueryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Usage_can_be_asked_even_where_there_is_none()
    {
        using var folder = new TemporaryFolder();
        using var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        using var query = new ReadOnlyQuery(store);
        Assert.Empty(query.Run("SELECT principal, action, day, count FROM usage", Cancellation).Rows);
    }

    [Fact]
    public void Usage_and_added_tables_join()
    {
        using var folder = new TemporaryFolder();
        using var store = Filled(folder);
        using var query = new ReadOnlyQuery(store);
        query.AddTable("identities", ["id", "kind"], [["alice", "user"], ["bob", null]]);
        var result = query.Run("SELECT i.kind, sum(u.count)::BIGINT AS n FROM usage u JOIN identities i ON i.id = u.principal GROUP BY 1", Cancellation);
        Assert.Equal(["kind", "n"], result.Columns.Select(c => c.Name));
        Assert.Equal(["user", 3L], Assert.Single(result.Rows));
    }

    [Theory]
    [InlineData("COPY (SELECT 1) TO 'STORE/usage/x.csv'")]
    [InlineData("DROP VIEW usage")]
    [InlineData("CREATE TABLE t(i INT)")]
    [InlineData("INSERT INTO identities VALUES ('x')")]
    [InlineData("ATTACH 'STORE/ambit.db'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD json")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("PRAGMA database_list")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1; DROP VIEW usage")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM '/etc/passwd'")]
    [InlineData("SELECT * FROM read_text('STORE/usage/../ambit.db')")]
    [InlineData("SELECT * FROM read_blob('STORE/ambit.db')")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("SELECT * FROM read_parquet('http://127.0.0.1:1/x.parquet')")]
    [InlineData("SELECT * FROM query('DROP VIEW usage')")]
    [InlineData("not SQL at all")]
    [InlineData("")]
    public void Nothing_but_one_SELECT_over_the_store_runs(string sql)
    {
        using var folder = new TemporaryFolder();
        using var store = Filled(folder);
        using var query = new ReadOnlyQuery(store);
        query.AddTable("identities", ["id"], [["alice"]]);
        Assert.Throws<FormatException>(() => query.Run(sql.Replace("STORE", folder.Path, StringComparison.Ordinal), Cancellation));
        Assert.Single(Directory.GetFiles(folder["usage"]));
    }

    private static AmbitStore Filled(TemporaryFolder folder)
    {
        var store = AmbitStore.Open(folder.Path, TimeProvider.System);
        var time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var row = new UsageRow("aws", "alice", "s3:GetObject", null, new DateOnly(2026, 3, 1), UsageContext.Empty, UseOutcome.Used, MappingBasis.Table, "s3", 3, time, time);
        store.Usage.Add(new UsageBatch([row], [new CountedFile("f", "f", 1, "log")], [], []), Cancellation);
        return store;
    }
}
