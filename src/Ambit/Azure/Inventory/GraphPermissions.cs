using System.Collections.Frozen;

namespace Ambit.Azure.Inventory;

/// <summary>Application permissions of Microsoft Graph by id, the same in all tenants; from <c>catalog/azure/graph-permissions.txt</c>.</summary>
internal static class GraphPermissions
{
    private static readonly Lazy<FrozenDictionary<string, string>> ById = new(Read);

    /// <summary>The permission's name, null where it is not known.</summary>
    public static string? ValueOf(string id) => ById.Value.GetValueOrDefault(id);

    /// <summary>The permission's id, null where it is not known.</summary>
    public static string? IdOf(string permission) => ById.Value.FirstOrDefault(p => p.Value.Equals(permission, StringComparison.OrdinalIgnoreCase)).Key;

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(Embedded.Open("catalog/azure/graph-permissions.txt"));
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && line.IndexOf(' ') is var at and > 0)
                found[line[..at]] = line[(at + 1)..];
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
