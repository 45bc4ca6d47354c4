using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Ambit.Findings;
using Ambit.Model;

namespace Ambit.Cli;

/// <summary>What changed between two snapshots: native documents by content, findings by id.</summary>
internal sealed record SnapshotDiff(
    Snapshot From, Snapshot To, IReadOnlyList<DocumentName> Added, IReadOnlyList<DocumentName> Removed, IReadOnlyList<DocumentName> Changed,
    IReadOnlyList<Finding> NewFindings, IReadOnlyList<Finding> GoneFindings)
{
    /// <summary>Compares them.</summary>
    public static SnapshotDiff Of(ISnapshotStore snapshots, Snapshot from, Snapshot to, CancellationToken cancellation)
    {
        var (before, after) = (Hashes(snapshots.Load(from, null, cancellation)), Hashes(snapshots.Load(to, null, cancellation)));
        var (old, now) = (snapshots.Findings(from) ?? [], snapshots.Findings(to) ?? []);
        return new SnapshotDiff(
            from, to,
            Sorted(after.Keys.Where(k => !before.ContainsKey(k))),
            Sorted(before.Keys.Where(k => !after.ContainsKey(k))),
            Sorted(after.Where(a => before.TryGetValue(a.Key, out var hash) && hash != a.Value).Select(a => a.Key)),
            [.. now.ExceptBy(old.Select(f => f.Id), f => f.Id)],
            [.. old.ExceptBy(now.Select(f => f.Id), f => f.Id)]);
    }

    /// <summary>Writes the JSON document.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("from", From.Id);
        json.WriteString("to", To.Id);
        Write(json, "added", Added);
        Write(json, "removed", Removed);
        Write(json, "changed", Changed);
        json.WriteStartObject("findings");
        Write(json, "new", NewFindings);
        Write(json, "gone", GoneFindings);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Prints it for people.</summary>
    public void Print(World world)
    {
        foreach (var (mark, names) in new[] { ("+", Added), ("-", Removed), ("~", Changed) })
        {
            foreach (var name in names)
                world.Out.WriteLine(Plain.Line($"{mark} {name.Kind} {name.Id} ({name.Scope})"));
        }

        foreach (var (mark, findings) in new[] { ("new finding", NewFindings), ("gone finding", GoneFindings) })
        {
            foreach (var finding in findings)
                world.Out.WriteLine(Plain.Line($"{mark}: {finding.Severity} {finding.Title} [{finding.Id}]"));
        }

        if (Added.Count + Removed.Count + Changed.Count + NewFindings.Count + GoneFindings.Count == 0)
            world.Out.WriteLine("nothing changed");
    }

    private static Dictionary<DocumentName, UInt128> Hashes(Estate estate)
    {
        var hashes = new Dictionary<DocumentName, UInt128>();
        foreach (var d in estate.Documents.Where(d => d.Kind != NativeDocument.CoverageKind && d.Content.ValueKind != JsonValueKind.Undefined))
        {
            var hash = SHA256.HashData(JsonMarshal.GetRawUtf8Value(d.Content));
            var name = new DocumentName(d.Cloud, d.Kind, d.Scope, d.Id);
            // Several documents may tell of one thing; their hashes are joined without regard to order.
            hashes[name] = hashes.GetValueOrDefault(name) ^ new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
        }

        return hashes;
    }

    private static List<DocumentName> Sorted(IEnumerable<DocumentName> names) =>
        [.. names.OrderBy(n => n.Cloud, StringComparer.Ordinal).ThenBy(n => n.Scope, StringComparer.Ordinal).ThenBy(n => n.Kind, StringComparer.Ordinal).ThenBy(n => n.Id, StringComparer.Ordinal)];

    private static void Write(Utf8JsonWriter json, string member, IReadOnlyList<DocumentName> names)
    {
        json.WriteStartArray(member);
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("cloud", name.Cloud);
            json.WriteString("scope", name.Scope);
            json.WriteString("kind", name.Kind);
            json.WriteString("id", name.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string member, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray(member);
        foreach (var finding in findings)
            Reports.FindingJson.Write(json, finding);
        json.WriteEndArray();
    }
}

/// <summary>What a native document is about.</summary>
internal sealed record DocumentName(string Cloud, string Kind, string Scope, string Id);
