using Ambit.Azure.Inventory;

namespace Ambit.Azure.Policies;

/// <summary>Operations that the catalogue names, so that a witness is one that people know where there is one.</summary>
internal static class KnownActions
{
    private static readonly Lazy<Dictionary<string, string>[]> ByPlane = new(() => [Read(data: false), Read(data: true)]);

    /// <summary>The operations of a plane.</summary>
    public static IEnumerable<string> Of(bool data) => ByPlane.Value[data ? 1 : 0].Values;

    /// <summary>Whether it is one.</summary>
    public static bool Knows(string action, bool data) => ByPlane.Value[data ? 1 : 0].ContainsKey(action.ToLowerInvariant());

    /// <summary>The operation in the catalogue's spelling where it knows it.</summary>
    public static string Spelled(string action, bool data) => ByPlane.Value[data ? 1 : 0].GetValueOrDefault(action.ToLowerInvariant(), action);

    private static Dictionary<string, string> Read(bool data)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var action in AzureCatalogue.Operations(data))
            found.TryAdd(action.ToLowerInvariant(), action);
        return found;
    }
}
