using System.Collections.Frozen;

namespace Ambit.Aws.Inventory;

/// <summary>The resource types that AWS Config records (AWS Config Developer Guide, "Supported resource types"), from <c>catalog/aws/config-types.txt</c>.</summary>
public static class ConfigTypes
{
    private static readonly Lazy<FrozenSet<string>> Types = new(Load);

    /// <summary>Whether Config records the type. IAM's own types are told by the authorization details, a snapshot without them says nothing of them.</summary>
    public static bool Records(string type) => Types.Value.Contains(type);

    private static FrozenSet<string> Load()
    {
        using var reader = new StreamReader(Embedded.Open("catalog/aws/config-types.txt"));
        var types = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("AWS::", StringComparison.Ordinal))
                types.Add(line);
        }

        return types.ToFrozenSet(StringComparer.Ordinal);
    }
}
