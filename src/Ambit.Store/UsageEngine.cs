using System.Data.Common;
using Ambit.Usage;
using DuckDB.NET.Data;

namespace Ambit.Store;

/// <summary>
/// DuckDB in memory, over Parquet files. Loading its library costs some 50 ms and 70 MB, so it is made only where usage is
/// added or summed.
/// </summary>
internal sealed class UsageEngine : IDisposable
{
    private const string Create = """
        CREATE TABLE batch(cloud VARCHAR NOT NULL, principal VARCHAR NOT NULL, action VARCHAR NOT NULL, resource VARCHAR, day DATE NOT NULL, context VARCHAR NOT NULL,
            outcome UTINYINT NOT NULL, basis UTINYINT NOT NULL, source VARCHAR NOT NULL, count BIGINT NOT NULL, first TIMESTAMP NOT NULL, last TIMESTAMP NOT NULL)
        """;

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public UsageEngine(string store)
    {
        _connection.Open();
        var temporary = Path.Combine(store, "tmp");
        Execute($"SET memory_limit = '1GB'; SET temp_directory = {Quoted(temporary)}; SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET preserve_insertion_order = false");
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Text as a SQL literal.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A list of files as <c>read_parquet</c> takes it.</summary>
    public static string Source(IReadOnlyList<string> files) => $"read_parquet([{string.Join(", ", files.Select(Quoted))}])";

    /// <summary>Takes rows for the next <see cref="Write"/>, at most so many; tells how many, and of which days.</summary>
    public (long Rows, DateOnly First, DateOnly Last) Load(IEnumerator<UsageRow> rows, long most)
    {
        Execute("DROP TABLE IF EXISTS batch");
        Execute(Create);
        using var appender = _connection.CreateAppender("batch");
        var (count, first, last) = (0L, DateOnly.MaxValue, DateOnly.MinValue);
        for (; count < most && rows.MoveNext(); count++)
        {
            var row = rows.Current;
            (first, last) = (row.Day < first ? row.Day : first, row.Day > last ? row.Day : last);
            appender.CreateRow()
                .AppendValue(row.Cloud).AppendValue(row.Principal).AppendValue(row.Action).AppendValue(row.Resource).AppendValue((DateOnly?)row.Day)
                .AppendValue(row.Context.Text).AppendValue((byte?)row.Outcome).AppendValue((byte?)row.Basis).AppendValue(row.Source).AppendValue((long?)row.Count)
                .AppendValue((DateTime?)row.FirstSeen.UtcDateTime).AppendValue((DateTime?)row.LastSeen.UtcDateTime)
                .EndRow();
        }

        return (count, first, last);
    }

    /// <summary>Takes the rows of segments, summing what is the same; returns how many are left.</summary>
    public long LoadMerged(IReadOnlyList<string> files)
    {
        Execute("DROP TABLE IF EXISTS batch");
        Execute($"""
            CREATE TABLE batch AS SELECT cloud, principal, action, resource, day, context, outcome, basis, source,
                sum(count)::BIGINT AS count, min(first) AS first, max(last) AS last FROM {Source(files)} GROUP BY ALL
            """);
        return (long)Scalar("SELECT count(*) FROM batch");
    }

    /// <summary>Takes aliases for <see cref="HoldsAlias"/> and <see cref="LoadRenamed"/>.</summary>
    public void LoadNames(IReadOnlyList<KnownName> names)
    {
        Execute("CREATE TABLE name(cloud VARCHAR NOT NULL, alias VARCHAR NOT NULL, principal VARCHAR NOT NULL)");
        using var appender = _connection.CreateAppender("name");
        foreach (var name in names)
            appender.CreateRow().AppendValue(name.Cloud).AppendValue(name.Alias).AppendValue(name.Principal).EndRow();
    }

    /// <summary>Whether a segment has rows under one of the aliases.</summary>
    public bool HoldsAlias(string file) =>
        (bool)Scalar($"SELECT EXISTS (SELECT 1 FROM {Source([file])} u JOIN name n ON u.cloud = n.cloud AND u.principal = n.alias)");

    /// <summary>Takes the rows of a segment under their canonical ids, summing what is the same then; returns how many are left.</summary>
    public long LoadRenamed(string file)
    {
        Execute("DROP TABLE IF EXISTS batch");
        Execute($"""
            CREATE TABLE batch AS SELECT u.cloud, coalesce(n.principal, u.principal) AS principal, action, resource, day, context, outcome, basis, source,
                sum(count)::BIGINT AS count, min(first) AS first, max(last) AS last
            FROM {Source([file])} u LEFT JOIN name n ON u.cloud = n.cloud AND u.principal = n.alias GROUP BY ALL
            """);
        return (long)Scalar("SELECT count(*) FROM batch");
    }

    private object Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    /// <summary>Writes what was loaded as one Parquet file, sorted so that a question for one principal reads little.</summary>
    public void Write(string path) =>
        Execute($"COPY (SELECT * FROM batch ORDER BY principal, action, resource, day) TO {Quoted(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");

    public List<UsageRow> Rows(IReadOnlyList<string> files, UsageQuestion question, CancellationToken cancellation)
    {
        using var command = Ask(
            where => $"SELECT cloud, principal, action, resource, day, context, outcome, basis, source, count, first, last FROM {Source(files)} {where} ORDER BY principal, action, resource, day",
            question);
        using var reader = command.ExecuteReader();
        var contexts = new Dictionary<string, UsageContext>();
        var words = new Dictionary<string, string>();
        var rows = new List<UsageRow>();
        while (reader.Read())
        {
            if ((rows.Count & 0xfff) == 0)
                cancellation.ThrowIfCancellationRequested();
            var text = reader.GetString(5);
            if (!contexts.TryGetValue(text, out var context))
                contexts.Add(text, context = UsageContext.Parse(text));
            rows.Add(new UsageRow(
                Once(words, reader.GetString(0)), Once(words, reader.GetString(1)), Once(words, reader.GetString(2)),
                reader.IsDBNull(3) ? null : Once(words, reader.GetString(3)), reader.GetFieldValue<DateOnly>(4), context,
                (UseOutcome)reader.GetByte(6), (MappingBasis)reader.GetByte(7), Once(words, reader.GetString(8)), reader.GetInt64(9), Utc(reader, 10), Utc(reader, 11)));
        }

        return rows;
    }

    public List<UsageTotal> Totals(IReadOnlyList<string> files, UsageQuestion question, CancellationToken cancellation)
    {
        using var command = Ask(
            where => $"""
            SELECT cloud, principal, action, resource,
                sum(CASE WHEN outcome = 0 THEN count ELSE 0 END)::BIGINT, sum(CASE WHEN outcome = 1 THEN count ELSE 0 END)::BIGINT,
                sum(CASE WHEN outcome = 2 THEN count ELSE 0 END)::BIGINT, min(first), max(last), max(CASE WHEN outcome = 0 THEN last END),
                min(source), max(CASE basis WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE 0 END)
            FROM {Source(files)} {where} GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4 NULLS FIRST
            """,
            question);
        using var reader = command.ExecuteReader();
        var words = new Dictionary<string, string>();
        var totals = new List<UsageTotal>();
        while (reader.Read())
        {
            if ((totals.Count & 0xfff) == 0)
                cancellation.ThrowIfCancellationRequested();
            totals.Add(new UsageTotal(
                Once(words, reader.GetString(0)), Once(words, reader.GetString(1)), Once(words, reader.GetString(2)),
                reader.IsDBNull(3) ? null : Once(words, reader.GetString(3)), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), Utc(reader, 7), Utc(reader, 8),
                reader.IsDBNull(9) ? null : Utc(reader, 9), Once(words, reader.GetString(10)), Weakest(reader.GetInt32(11))));
        }

        return totals;
    }

    public Dictionary<(string Cloud, string Principal), DateTimeOffset?> Principals(IReadOnlyList<string> files)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT cloud, principal, max(CASE WHEN outcome <> 1 THEN last END) FROM {Source(files)} GROUP BY 1, 2";
        using var reader = command.ExecuteReader();
        var principals = new Dictionary<(string, string), DateTimeOffset?>();
        while (reader.Read())
            principals[(reader.GetString(0), reader.GetString(1))] = reader.IsDBNull(2) ? null : Utc(reader, 2);
        return principals;
    }

    public Dictionary<MappingBasis, long> Mapping(IReadOnlyList<string> files)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT basis, sum(count)::BIGINT FROM {Source(files)} GROUP BY basis";
        using var reader = command.ExecuteReader();
        var mapping = new Dictionary<MappingBasis, long>();
        while (reader.Read())
            mapping[(MappingBasis)reader.GetByte(0)] = reader.GetInt64(1);
        return mapping;
    }

    private static DateTimeOffset Utc(DbDataReader reader, int column) => new(DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc));

    private static MappingBasis Weakest(int rank) => rank switch { 2 => MappingBasis.Guessed, 1 => MappingBasis.Inferred, _ => MappingBasis.Table };

    /// <summary>One object for equal strings: a store of millions of rows holds few distinct ones.</summary>
    private static string Once(Dictionary<string, string> words, string word)
    {
        if (words.TryGetValue(word, out var known))
            return known;
        words.Add(word, word);
        return word;
    }

    private DuckDBCommand Ask(Func<string, string> sql, UsageQuestion question)
    {
        var command = _connection.CreateCommand();
        var where = new List<string>();
        if (question.From is { } from)
            where.Add($"day >= DATE '{ControlDatabase.Text(from)}'");
        if (question.To is { } to)
            where.Add($"day <= DATE '{ControlDatabase.Text(to)}'");
        if (question.Principals is { } principals)
        {
            where.Add(principals.Count == 0 ? "false" : $"principal IN ({string.Join(", ", principals.Select(_ => "?"))})");
            foreach (var principal in principals)
                command.Parameters.Add(new DuckDBParameter(principal));
        }

        command.CommandText = sql(where.Count == 0 ? "" : $"WHERE {string.Join(" AND ", where)}");
        return command;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
