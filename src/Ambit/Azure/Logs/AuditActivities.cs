using System.Collections.Frozen;

namespace Ambit.Azure.Logs;

/// <summary>What activities of the directory's audit log need: an action of Entra roles, or an application permission; from <c>catalog/azure/audit-activities.txt</c>.</summary>
internal static class AuditActivities
{
    private static readonly Lazy<(FrozenDictionary<string, string> Actions, FrozenDictionary<string, string[]> Permissions)> Table = new(Read);

    private static readonly string[] Managed = ["Add member to role", "Add eligible member to role", "Remove member from role", "Remove eligible member from role"];

    /// <summary>The action of Entra roles; null where the activity is not known.</summary>
    public static string? ActionOf(string activity)
    {
        var name = activity.Replace('\u2013', '-').Trim();
        if (Table.Value.Actions.TryGetValue(name, out var action))
            return action;
        // PIM appends how it went: "Add member to role in PIM completed (permanent)"
        return Managed.FirstOrDefault(m => name.StartsWith(m, StringComparison.OrdinalIgnoreCase)) is { } managed ? Table.Value.Actions[managed] : null;
    }

    /// <summary>The application permissions that serve an action, least first; none where the table has none.</summary>
    public static IReadOnlyList<string> Serving(string action) => Table.Value.Permissions.GetValueOrDefault(action) ?? [];

    private static (FrozenDictionary<string, string>, FrozenDictionary<string, string[]>) Read()
    {
        using var reader = new StreamReader(Embedded.Open("catalog/azure/audit-activities.txt"));
        var (actions, permissions) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            actions[parts[0]] = parts[1];
            if (parts.Length > 2 && parts[2].Length > 0)
                permissions.TryAdd(parts[1], parts[2].Split(' '));
        }

        return (actions.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), permissions.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }
}
