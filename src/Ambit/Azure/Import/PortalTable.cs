using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>
/// Lists that the portals download as CSV and that PowerShell's <c>Export-Csv</c> writes: role assignments ("Download role assignments"),
/// users, groups, and members of a group, which name their group by folder or file name alone. Told apart by their columns.
/// </summary>
public sealed class PortalTable : IExportFormat
{
    private static readonly (string Collection, string[] Needed)[] Tables =
    [
        ("", ["Scope", "RoleDefinitionId", "ObjectId"]), ("", ["Scope", "RoleDefinitionName", "ObjectId"]),
        ("members", ["id", "objectType", "isUser"]), ("activity", ["Operation name", "Event initiated by", "Correlation id"]),
        ("users", ["id", "userPrincipalName", "accountEnabled"]), ("users", ["id", "userPrincipalName", "userType"]),
        ("groups", ["id", "displayName", "securityEnabled"]), ("groups", ["id", "displayName", "groupType"]),
    ];

    /// <inheritdoc/>
    public string Name => "a list of Azure's or Entra's portal as CSV";

    /// <inheritdoc/>
    public bool Recognises(Document document) => !document.IsJson && Header(document.Text) is { } header && Table(header) is not null;

    /// <inheritdoc/>
    public void Read(Document document, ImportSink sink)
    {
        var rows = new RowReader(document, sink);
        IReadOnlyList<string>? names = null;
        var (collection, members) = ("", new List<(string Id, string? Type)>());
        foreach (var (cells, line) in CsvRows.Read(document.Text))
        {
            if (names is null && IsRemark(cells))
                continue;
            if (collection == "activity")
                break;
            if (names is null)
                (names, collection) = ([.. cells.Select(Trimmed)], Table([.. cells.Select(Trimmed)])!);
            else if (cells.Count > names.Count)
                sink.Bad(document.At(null, line), $"a row with {cells.Count} cells under {names.Count} columns; skipped");
            else if (Row(names, cells) is var row && collection == "members")
                members.AddRange(RowReader.References([row]));
            else if (new AzureRow(row).Text("id") is null && collection.Length > 0 || !rows.Read(row, $"/{line}", collection.Length > 0 ? collection : null))
                sink.Bad(document.At(null, line), "a row without the ids that its columns promise; skipped");
        }

        if (collection == "members")
            Relate(document, rows, members, sink);
        else if (collection == "activity")
            sink.Note($"{document.Path}: the portal's CSV of the Activity Log names operations as people read them, not by their ids; not read: export it by `az monitor activity-log list` or a diagnostic setting");
    }

    /// <summary>A list of members does not name its group.</summary>
    private static void Relate(Document document, RowReader rows, List<(string Id, string? Type)> members, ImportSink sink)
    {
        var group = GraphExport.Folder(document)?.Id ?? document.FileName.Split('.', '_').FirstOrDefault(p => Guid.TryParse(p, out _));
        if (group is null)
            sink.Note($"{document.Path}: members of a group that the file does not name: put it into `groups/ID/members.csv`; not read");
        else
            rows.Relate(group, AzureKinds.Group, "members", members, "");
    }

    private static string? Table(IReadOnlyList<string> header) =>
        Tables.Where(t => t.Needed.All(n => header.Contains(n, StringComparer.OrdinalIgnoreCase))).Select(t => t.Collection).FirstOrDefault();

    private static List<string>? Header(string text)
    {
        foreach (var (cells, _) in CsvRows.Read(new StringReader(text[..Math.Min(text.Length, 8192)])))
        {
            if (!IsRemark(cells))
                return cells.Count < 3 ? null : [.. cells.Select(Trimmed)];
        }

        return null;
    }

    /// <summary>Windows PowerShell begins with the type: <c>#TYPE System.Management…</c>.</summary>
    private static bool IsRemark(IReadOnlyList<string> cells) => cells[0].StartsWith("#TYPE", StringComparison.Ordinal);

    private static string Trimmed(string cell) => cell.Trim().Trim('\uFEFF', '"');

    /// <summary>The row as Graph and az write it: empty cells are absent, words for yes and no are booleans.</summary>
    private static JsonElement Row(IReadOnlyList<string> names, IReadOnlyList<string> cells) => RowCopy.Write(w =>
    {
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i].Trim();
            if (cell.Length == 0 || !written.Add(names[i]))
                continue;
            if (names[i].Equals("directorySynced", StringComparison.OrdinalIgnoreCase))
                w.WriteBoolean("onPremisesSyncEnabled", IsYes(cell));
            else if (names[i].Equals("membershipType", StringComparison.OrdinalIgnoreCase))
                Membership(w, cell);
            else if (names[i].Equals("objectType", StringComparison.OrdinalIgnoreCase) && !names.Contains("Scope", StringComparer.OrdinalIgnoreCase))
                w.WriteString("@odata.type", "#microsoft.graph." + char.ToLowerInvariant(cell[0]) + cell[1..]);
            else if (bool.TryParse(cell, out var flag))
                w.WriteBoolean(names[i], flag);
            else
                w.WriteString(names[i], cell);
        }
    });

    private static void Membership(Utf8JsonWriter w, string cell)
    {
        w.WriteStartArray("groupTypes");
        if (cell.StartsWith("Dynamic", StringComparison.OrdinalIgnoreCase))
            w.WriteStringValue("DynamicMembership");
        w.WriteEndArray();
    }

    private static bool IsYes(string cell) => cell.Equals("Yes", StringComparison.OrdinalIgnoreCase) || cell.Equals("True", StringComparison.OrdinalIgnoreCase);
}
