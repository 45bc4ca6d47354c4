using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ambit.Store;

/// <summary>
/// The SQLite file: write-ahead log, so that readers see the last whole transaction while one writes, and synchronous FULL,
/// so that what was committed survives a power cut.
/// </summary>
internal sealed class ControlDatabase : IDisposable
{
    private const int Version = 4;

    /// <summary>What layout 2 added: the scores of each snapshot.</summary>
    private const string Scores =
        "CREATE TABLE score(snapshot INTEGER NOT NULL, level TEXT NOT NULL, id TEXT NOT NULL, impact INTEGER NOT NULL, waste INTEGER NOT NULL, PRIMARY KEY(snapshot, level, id)) WITHOUT ROWID;";

    /// <summary>What layout 3 added: where the fingerprints of counted events lie.</summary>
    private const string Seen =
        "CREATE TABLE seen(day TEXT NOT NULL, file TEXT NOT NULL, at INTEGER NOT NULL, bytes INTEGER NOT NULL, events INTEGER NOT NULL, PRIMARY KEY(day, file)) WITHOUT ROWID;";

    /// <summary>What layout 4 added: principals that logs name in two ways.</summary>
    private const string Alias =
        "CREATE TABLE alias(cloud TEXT NOT NULL, alias TEXT NOT NULL, principal TEXT NOT NULL, PRIMARY KEY(cloud, alias)) WITHOUT ROWID;";

    private const string Schema = """
        CREATE TABLE snapshot(id INTEGER PRIMARY KEY, taken_at TEXT NOT NULL, collected_at TEXT, inputs BLOB NOT NULL, analysed_at TEXT);
        CREATE TABLE chunk(hash TEXT PRIMARY KEY, cloud TEXT NOT NULL, scope TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE snapshot_chunk(snapshot INTEGER NOT NULL, place INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY(snapshot, place)) WITHOUT ROWID;
        CREATE TABLE finding(snapshot INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, severity INTEGER NOT NULL,
            content BLOB NOT NULL, PRIMARY KEY(snapshot, place)) WITHOUT ROWID;
        CREATE TABLE finding_seen(id TEXT PRIMARY KEY, first_seen TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE segment(name TEXT PRIMARY KEY, rows INTEGER NOT NULL, bytes INTEGER NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE counted_file(hash TEXT PRIMARY KEY, path TEXT NOT NULL, bytes INTEGER NOT NULL, format TEXT NOT NULL, counted_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE coverage(cloud TEXT NOT NULL, scope TEXT NOT NULL, region TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, events INTEGER NOT NULL,
            last TEXT NOT NULL, PRIMARY KEY(cloud, scope, region, kind, day)) WITHOUT ROWID;
        CREATE TABLE unmapped(cloud TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(cloud, source, name)) WITHOUT ROWID;
        """;

    /// <summary>What each layout added to the one before.</summary>
    private static readonly string[] Layouts = [Schema, Scores, Seen, Alias];

    private const int ReadOnly = 8;
    private const int CannotOpen = 14;

    private SqliteConnection _connection;

    /// <summary>Opens the file.</summary>
    /// <param name="path">Where it lies, or is to lie.</param>
    /// <param name="reading">Whether it is only asked: then a disk that is not to be written will do.</param>
    /// <exception cref="IOException">It cannot be opened, or is of another layout.</exception>
    public ControlDatabase(string path, bool reading)
    {
        _connection = Connection(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            try
            {
                Begin();
            }
            catch (SqliteException e) when (reading && e.SqliteErrorCode is ReadOnly or CannotOpen)
            {
                BeginUnchanging(path);
            }
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw new IOException($"the store `{path}` cannot be opened: {e.Message}", e);
        }
    }

    private void Begin()
    {
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=60000;");
        Prepare();
    }

    /// <summary>
    /// "If the immutable query parameter is true, SQLite assumes that the file cannot be modified … and opens it without any locking"
    /// (SQLite, "URI filenames"): a write-ahead log's reader wants to write beside the file otherwise.
    /// </summary>
    private void BeginUnchanging(string path)
    {
        _connection.Dispose();
        _connection = Connection($"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", SqliteOpenMode.ReadOnly);
        _connection.Open();
        if (UserVersion() != Version)
            throw new IOException($"the store `{path}` is of layout {UserVersion()}, this Ambit reads {Version}, and it cannot be brought there because it cannot be written");
    }

    private static SqliteConnection Connection(string source, SqliteOpenMode mode) =>
        new(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ToString());

    public void Dispose() => _connection.Dispose();

    /// <summary>A time as the store writes it: sorts as text, loses nothing.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset? TimeOrNull(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : Time(reader.GetString(column));

    public void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>Reads all rows of a question.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Does the work in one transaction that takes the write lock at its start; an exception undoes it.</summary>
    public T Transact<T>(Func<T> work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private long UserVersion() => Read("PRAGMA user_version", r => r.GetInt64(0))[0];

    private void Prepare()
    {
        if (UserVersion() == Version)
            return;
        Transact(() =>
        {
            // Another process may have made it while this one waited for the lock.
            var found = UserVersion();
            if (found > Version)
                throw new IOException($"the store was made by a newer Ambit (layout {found}, this one knows {Version})");
            foreach (var added in Layouts[(int)found..])
                Execute(added);
            Execute($"PRAGMA user_version={Version}");
            return 0;
        });
    }
}
