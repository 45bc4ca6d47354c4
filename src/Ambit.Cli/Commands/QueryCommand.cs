using System.Collections;
using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Ambit.Access;
using Ambit.Cli.Reports;
using Ambit.Store;

namespace Ambit.Cli.Commands;

/// <summary><c>ambit query 'SELECT …'</c>: read-only SQL over the store.</summary>
internal sealed class QueryCommand : ICliCommand
{
    private readonly Argument<string> _sql = new("SQL") { Description = "one SELECT over usage, identities, resources, scopes, findings, coverage, files (docs/store.md)" };

    public IReadOnlyList<string> Examples => ["ambit query \"SELECT principal, action, sum(count) FROM usage GROUP BY ALL\""];

    /// <inheritdoc/>
    public Command Build(World world)
    {
        var command = new Command("query", "read-only SQL over the store") { _sql, CommonOptions.Json }.WithSession();
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(world, parsed, cancellation)));
        return command;
    }

    private int Run(World world, ParseResult parsed, CancellationToken cancellation)
    {
        using var session = Session.Open(world, parsed, cancellation);
        using var query = new ReadOnlyQuery(session.Store);
        var sql = parsed.GetValue(_sql)!;
        AddTables(query, session, sql);
        QueryResult result;
        try
        {
            result = query.Run(sql, cancellation);
        }
        catch (FormatException e)
        {
            throw new UnknownNameException(e.Message.Split('\n')[0]);
        }

        if (parsed.GetValue(CommonOptions.Json))
            Write(world, result);
        else
            Print(world, result);
        return ExitCode.Fine;
    }

    /// <summary>Only tables that the question may mean are filled: opening an estate takes longer than most questions.</summary>
    private static void AddTables(ReadOnlyQuery query, Session session, string sql)
    {
        bool Asked(string table) => sql.Contains(table, StringComparison.OrdinalIgnoreCase);
        if (Asked("identities"))
        {
            query.AddTable("identities", ["id", "cloud", "scope", "kind", "name", "created_at", "last_used_at", "admin", "enabled", "cloud_owned", "mfa"], session.Estate.Clouds
                .SelectMany(c => c.Identities).Select(IReadOnlyList<string?> (i) => [i.Id, i.Cloud, i.Scope, i.Kind, i.Name, Text(i.CreatedAt), Text(i.LastUsedAt), Text(i.Admin), Text(i.Enabled), Text(i.CloudOwned), i.Mfa is { } mfa ? Text(mfa) : null]));
        }

        if (Asked("resources"))
            query.AddTable("resources", ["id", "cloud", "scope", "kind", "name"], session.Estate.Clouds.SelectMany(c => c.Resources).Select(IReadOnlyList<string?> (r) => [r.Id, r.Cloud, r.Scope, r.Kind, r.Name]));
        if (Asked("scopes"))
            query.AddTable("scopes", ["id", "cloud", "kind", "name", "parent"], session.Estate.Clouds.SelectMany(c => c.Scopes).Select(IReadOnlyList<string?> (s) => [s.Id, s.Cloud, s.Kind, s.Name, s.Parent]));
        if (Asked("findings"))
        {
            query.AddTable("findings", ["id", "kind", "severity", "score", "cloud", "scope", "identity", "resource", "title", "first_seen"], (session.Store.Snapshots.Findings(session.Snapshot) ?? [])
                .Select(IReadOnlyList<string?> (f) => [f.Id, f.Kind, FindingJson.Name(f.Severity), f.Score.ToString(CultureInfo.InvariantCulture), f.Cloud, f.Scope, f.Identity, f.Resource, f.Title, Text(f.FirstSeen)]));
        }

        if (Asked("coverage"))
        {
            query.AddTable("coverage", ["cloud", "scope", "region", "kind", "day", "events"], session.Usage.Coverage().Select(IReadOnlyList<string?> (c) =>
                [c.Cloud, c.Scope, c.Region, c.Kind, c.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), c.Events.ToString(CultureInfo.InvariantCulture)]));
        }

        if (Asked("files"))
            query.AddTable("files", ["path", "format", "bytes", "hash"], session.Usage.Files().Select(IReadOnlyList<string?> (f) => [f.Path, f.Format, f.Bytes.ToString(CultureInfo.InvariantCulture), f.Hash]));
    }

    private static void Write(World world, QueryResult result) => JsonOutput.Print(world, json =>
    {
        json.WriteStartObject();
        json.WriteObjects("columns", result.Columns, (json, column) =>
        {
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
        });
        json.WriteStartArray("rows");
        foreach (var row in result.Rows)
        {
            json.WriteStartArray();
            foreach (var cell in row)
                WriteCell(json, cell);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteCell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                json.WriteNumberValue(Convert.ToInt64(cell, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case BigInteger number when number >= long.MinValue && number <= long.MaxValue:
                json.WriteNumberValue((long)number);
                break;
            default:
                json.WriteStringValue(Text(cell));
                break;
        }
    }

    private static void Print(World world, QueryResult result)
    {
        var table = new TableOutput([.. result.Columns.Select(c => Plain.Line(c.Name))]);
        foreach (var row in result.Rows)
            table.Row([.. row.Select(c => c is null ? "" : Text(c))]);
        table.Print(world);
    }

    private static string Text(object cell) => cell switch
    {
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(o => o is null ? "" : Text(o)))}]",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
