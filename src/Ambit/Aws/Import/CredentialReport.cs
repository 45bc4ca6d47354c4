using System.Text;
using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>
/// The IAM credential report as CSV, or as <c>aws iam get-credential-report</c> gives it: base64 (or, decoded by somebody, plain CSV)
/// in <c>Content</c> (IAM User Guide, "Generate credential reports for your AWS account").
/// </summary>
internal sealed class CredentialReport : IExportFormat
{
    private const string Root = "<root_account>";

    public string Name => "IAM credential report";

    public bool Recognises(Document document) => document.IsJson
        ? document.Json.Text("Content") is not null && (document.Json.Has("ReportFormat") || Csv(document.Json.Text("Content")!) is not null)
        : Start(document.Text) >= 0;

    public void Read(Document document, ImportSink sink)
    {
        if (document.Json.Time("GeneratedTime") is { } made)
            sink.Collected(made);
        var csv = document.IsJson ? Csv(document.Json.Text("Content")!) : document.Text[Start(document.Text)..];
        if (csv is null)
        {
            sink.Bad(document.At("/Content"), "the credential report in `Content` is neither base64 of CSV nor CSV; not read");
            return;
        }

        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (cells, line) in CsvRows.Read(csv))
        {
            var row = new Row(columns, cells);
            if (columns.Count == 0)
                AddColumns(columns, cells);
            else if (row["user"] is null || row["arn"] is null)
                sink.Bad(document.At(null, document.IsJson ? null : line), "a row of the credential report without user or ARN is left out");
            else
                accounts.Add(User(row, document, line, sink));
        }

        foreach (var account in accounts)
            sink.Lists(account, AwsEstate.Credentials, document.At());
    }

    private static void AddColumns(Dictionary<string, int> columns, IReadOnlyList<string> header)
    {
        for (var i = 0; i < header.Count; i++)
            columns.TryAdd(header[i].Trim(), i);
    }

    private static string User(Row row, Document document, long line, ImportSink sink)
    {
        var account = row["arn"]!.ArnField(4);
        var user = row["user"]!;
        sink.Add(AwsKind.Credentials, account, $"{user}|report", document.At(null, document.IsJson ? null : line), w =>
        {
            w.WriteString("User", user == Root ? "root" : user);
            w.WriteBoolean("Root", user == Root);
            w.Optional("CreatedAt", row.Time("user_creation_time"));
            w.Optional("HasPassword", row.Flag("password_enabled"));
            w.Optional("PasswordLastUsed", row.Time("password_last_used"));
            w.Optional("PasswordChanged", row.Time("password_last_changed"));
            w.WriteBoolean("PasswordUseKnown", row["password_last_used"] is not null);
            w.Optional("Mfa", row.Flag("mfa_active"));
            if (row.Flag("access_key_1_active") is null)
                return;
            w.WriteStartArray("ReportKeys");
            Key(w, row, "access_key_1", "accessKey");
            Key(w, row, "access_key_2", "accessKey");
            Key(w, row, "cert_1", "certificate");
            Key(w, row, "cert_2", "certificate");
            w.WriteEndArray();
        });
        return account;
    }

    /// <summary>A key that is off still has its date of rotation; without one there is no key in the slot.</summary>
    private static void Key(Utf8JsonWriter w, Row row, string slot, string kind)
    {
        var active = row.Flag($"{slot}_active") == true;
        var rotated = row.Time($"{slot}_last_rotated");
        if (!active && rotated is null)
            return;
        w.WriteStartObject();
        w.WriteString("Kind", kind);
        w.WriteString("Id", slot);
        w.WriteBoolean("Active", active);
        w.Optional("CreatedAt", rotated);
        w.Optional("LastUsed", row.Time($"{slot}_last_used_date"));
        w.WriteBoolean("UseKnown", row[$"{slot}_last_used_date"] is not null);
        w.WriteEndObject();
    }

    private static string? Csv(string content)
    {
        if (Start(content) is >= 0 and var plain)
            return content[plain..];
        var bytes = new byte[content.Length];
        if (!Convert.TryFromBase64String(content, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        return Start(text) is >= 0 and var decoded ? text[decoded..] : null;
    }

    /// <summary>Where the header line begins, behind lines that a shell wrote; -1 where there is none.</summary>
    private static int Start(string text)
    {
        var at = 0;
        for (var n = 0; n < 20 && at < text.Length; n++)
        {
            var line = text.AsSpan(at);
            var end = line.IndexOf('\n');
            line = end < 0 ? line : line[..end];
            if ((line.StartsWith("user,arn,") || line.StartsWith("\"user\",\"arn\",")) && (line.Contains("password_", StringComparison.Ordinal) || line.Contains("access_key_", StringComparison.Ordinal)))
                return at;
            if (end < 0)
                return -1;
            at += end + 1;
        }

        return -1;
    }

    private readonly record struct Row(Dictionary<string, int> Columns, IReadOnlyList<string> Cells)
    {
        /// <summary>A cell; null where the column is missing or the cell empty.</summary>
        public string? this[string column] => Columns.TryGetValue(column, out var i) && i < Cells.Count && Cells[i].Trim() is { Length: > 0 } cell ? cell : null;

        public bool? Flag(string column) => bool.TryParse(this[column], out var flag) ? flag : null;

        public DateTimeOffset? Time(string column) => this[column] is { } cell && cell is not ("N/A" or "no_information" or "not_supported") ? Fields.Time(cell) : null;
    }
}
