using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Ambit.Store;

/// <summary>
/// Read-only SQL over the store. The database lives in memory and holds views and copies; it may read the store's own usage and
/// nothing else of the machine, and only a single SELECT is run.
/// </summary>
public sealed class ReadOnlyQuery : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    /// <summary>Opens the usage of a store as the view <c>usage</c>.</summary>
    public ReadOnlyQuery(AmbitStore store)
    {
        _connection.Open();
        var files = store.Segments.Paths();
        Execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET memory_limit = '1GB'");
        Execute($"SET temp_directory = {UsageEngine.Quoted(Path.Combine(store.Folder, "tmp"))}; SET max_temp_directory_size = '10GB'");
        try
        {
            Execute(files.Count > 0
                ? $"CREATE VIEW usage AS SELECT * REPLACE (CASE outcome WHEN 0 THEN 'used' WHEN 1 THEN 'refused' ELSE 'untold' END AS outcome, CASE basis WHEN 0 THEN 'table' WHEN 1 THEN 'guessed' ELSE 'inferred' END AS basis) FROM {UsageEngine.Source(files)}"
                : "CREATE VIEW usage AS SELECT * FROM (SELECT '' AS cloud, '' AS principal, '' AS action, '' AS resource, DATE '2000-01-01' AS day, '' AS context, '' AS outcome, '' AS basis, '' AS source, 0::BIGINT AS count, TIMESTAMP '2000-01-01' AS first, TIMESTAMP '2000-01-01' AS last) WHERE false");
        }
        catch (DuckDBException e)
        {
            throw UsageSegments.Damaged(files, e);
        }
        _folder = Path.Combine(store.Folder, "usage");
    }

    private readonly string _folder;

    /// <summary>Adds a table of text columns (numbers and times as their text) before <see cref="Run"/>.</summary>
    public void AddTable(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        Execute($"CREATE TABLE {name}({string.Join(", ", columns.Select(c => $"{c} VARCHAR"))})");
        using var appender = _connection.CreateAppender(name);
        foreach (var row in rows)
        {
            var line = appender.CreateRow();
            foreach (var cell in row)
                line.AppendValue(cell);
            line.EndRow();
        }
    }

    /// <summary>Runs one SELECT.</summary>
    /// <exception cref="FormatException">It is not one SELECT, or not SQL.</exception>
    public QueryResult Run(string sql, CancellationToken cancellation)
    {
        Lock();
        OnlySelect(sql);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            using var stop = cancellation.Register(command.Cancel);
            using var reader = command.ExecuteReader();
            var rows = new List<object?[]>();
            while (reader.Read())
                rows.Add(Row(reader));
            return new QueryResult(
                [.. Enumerable.Range(0, reader.FieldCount).Select(i => new QueryColumn(reader.GetName(i), reader.GetDataTypeName(i)))], rows);
        }
        catch (DuckDBException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new FormatException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static object?[] Row(DbDataReader reader)
    {
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++)
            row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        return row;
    }

    /// <summary>From here on nothing of the machine but the usage of this store can be read, and none of this can be taken back.</summary>
    private void Lock() => Execute($"SET allowed_directories = [{UsageEngine.Quoted(_folder)}]; SET enable_external_access = false; SET lock_configuration = true");

    /// <summary>
    /// What <c>json_serialize_sql</c> accepts is a SELECT. The sandbox alone would let COPY write into the store's folder, and DROP take a view.
    /// </summary>
    private void OnlySelect(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT json_serialize_sql(?::VARCHAR)::VARCHAR";
        command.Parameters.Add(new DuckDBParameter(sql));
        string answer;
        try
        {
            answer = (string)command.ExecuteScalar()!;
        }
        catch (DuckDBException e)
        {
            throw new FormatException(e.Message, e);
        }

        using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 100_000 });
        if (json.RootElement.GetProperty("error").GetBoolean())
            throw new FormatException(json.RootElement.GetProperty("error_type").GetString() is "not implemented" ? "only one SELECT is run, and this is another statement" : $"only one SELECT is run: {json.RootElement.GetProperty("error_message").GetString()}");
        var statements = json.RootElement.GetProperty("statements").GetArrayLength();
        if (statements != 1)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"only one SELECT is run, not {statements}"));
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
