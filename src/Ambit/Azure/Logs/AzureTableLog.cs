using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ambit.Azure.Import;
using Ambit.Import;
using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Logs as tables: results of Log Analytics queries (its REST API's <c>tables</c>, the portal's CSV, <c>az monitor log-analytics query</c>)
/// Defender's advanced hunting (<c>EntraIdSignInEvents</c>, <c>GraphAPIAuditEvents</c>), and the lists of sign-ins and audit records that
/// Entra's portal downloads as CSV. Each row becomes the record that it stands for.
/// </summary>
public sealed class AzureTableLog : ILogFormat
{
    private const int Beginning = 8192;
    private static readonly AzureLog Records = new();

    private static readonly string[][] Headers =
    [
        ["TimeGenerated", "OperationName"], ["TimeGenerated", "OperationNameValue"], ["TimeGenerated", "RequestMethod", "RequestUri"],
        ["Activity", "ActorObjectId", "Target1ObjectId"], ["User ID", "Username", "Application ID"], ["Service principal ID", "Application ID"],
        ["Timestamp", "ErrorCode", "AccountObjectId", "ApplicationId"], ["Timestamp", "ErrorCode", "ServicePrincipalId", "ApplicationId"], ["Timestamp", "RequestMethod", "RequestUri"],
    ];

    /// <inheritdoc/>
    public string Name => "Azure and Entra logs as a table";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string fileName)
    {
        var start = head.IndexOfAnyExcept("\uFEFF \r\n\t"u8);
        if (start < 0)
            return false;
        var beginning = head[start..Math.Min(head.Length, start + Beginning)];
        if (beginning[0] is (byte)'{' or (byte)'[')
            return IsHunting(beginning) || beginning.IndexOf("\"TimeGenerated\""u8) >= 0 && (beginning.IndexOf("\"PrimaryResult\""u8) >= 0 || (beginning.IndexOf("\"tables\""u8) >= 0 && beginning.IndexOf("\"columns\""u8) >= 0));
        var end = beginning.IndexOfAny((byte)'\n', (byte)'\r');
        return end > 0 && CsvRows.Read(Encoding.UTF8.GetString(beginning[..end])).Select(r => r.Cells).FirstOrDefault() is { } cells && IsHeader([.. cells.Select(Column)]);
    }

    /// <inheritdoc/>
    public void Read(Stream content, string path, IUsageSink sink, CancellationToken cancellation)
    {
        using var whole = new PeekStream(content);
        var json = whole.Peek(64).TrimStart("\uFEFF \r\n\t"u8) is [(byte)'{' or (byte)'[', ..];
        using var records = new RowStream((json ? OfJson(whole, sink, cancellation) : OfCsv(whole, cancellation)).Select(r => Encoding.UTF8.GetBytes(r.ToJsonString() + "\n")));
        Records.Read(records, path, sink, cancellation);
    }

    /// <summary><c>security/runHuntingQuery</c> answers with <c>schema</c> and <c>results</c>.</summary>
    private static bool IsHunting(ReadOnlySpan<byte> beginning) =>
        beginning.IndexOf("\"results\""u8) >= 0 && beginning.IndexOf("\"schema\""u8) >= 0 && beginning.IndexOf("\"Timestamp\""u8) >= 0
        && (beginning.IndexOf("\"RequestUri\""u8) >= 0 || (beginning.IndexOf("\"ErrorCode\""u8) >= 0 && beginning.IndexOf("\"ApplicationId\""u8) >= 0));

    private static bool IsHeader(IReadOnlyList<string> names) => Headers.Any(h => h.All(n => names.Contains(n, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The portal writes <c>TimeGenerated [UTC]</c> and <c>Date (UTC)</c>.</summary>
    private static string Column(string cell) => cell.Trim('\uFEFF', ' ', '"').Replace(" [UTC]", "", StringComparison.Ordinal).Replace(" (UTC)", "", StringComparison.Ordinal);

    private static IEnumerable<JsonObject> OfCsv(Stream content, CancellationToken cancellation)
    {
        using var text = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        List<string>? names = null;
        foreach (var (cells, _) in CsvRows.Read(text))
        {
            cancellation.ThrowIfCancellationRequested();
            if (names is null)
                names = [.. cells.Select(Column)];
            else
                yield return AzureTableRow.Of(names.Zip(cells, (n, c) => (n, Value(c))));
        }
    }

    private static IEnumerable<JsonObject> OfJson(Stream content, IUsageSink sink, CancellationToken cancellation)
    {
        foreach (var (value, _) in JsonLogRecords.Read(content, ["tables", "value", "results"], sink, cancellation))
        {
            var table = new AzureRow(value);
            string[] names = [.. table.Items("columns").Select(c => new AzureRow(c).Text("name", "ColumnName") ?? "")];
            if (names.Length == 0)
                yield return AzureTableRow.Of(value.EnumerateObject().Select(p => (p.Name, Value(p.Value))));
            foreach (var row in names.Length == 0 ? [] : table.Items("rows").Where(r => r.ValueKind == JsonValueKind.Array))
                yield return AzureTableRow.Of(names.Zip(row.EnumerateArray(), (n, c) => (n, Value(c))));
        }
    }

    private static JsonNode? Value(JsonElement cell) => cell.ValueKind == JsonValueKind.String ? Value(cell.GetString()!) : Node(cell);

    /// <summary>A column of objects is printed as their JSON.</summary>
    private static JsonNode? Value(string cell)
    {
        if (cell.Length == 0)
            return null;
        return cell[0] is '{' or '[' && JsonText.TryParse(Encoding.UTF8.GetBytes(cell), out var json, out _) ? Node(json) : JsonValue.Create(cell);
    }

    private static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => JsonValue.Create(element),
    };

    /// <summary>Rows one after another as a stream of bytes.</summary>
    private sealed class RowStream(IEnumerable<byte[]> rows) : ForwardStream
    {
        private readonly IEnumerator<byte[]> _rows = rows.GetEnumerator();
        private ReadOnlyMemory<byte> _row;

        public override int Read(Span<byte> buffer)
        {
            while (_row.IsEmpty)
            {
                if (!_rows.MoveNext())
                    return 0;
                _row = _rows.Current;
            }

            var length = Math.Min(buffer.Length, _row.Length);
            _row.Span[..length].CopyTo(buffer);
            _row = _row[length..];
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
