namespace Ambit.Tests.Architecture;

/// <summary>The dependency rule as a table: a room may use itself and the rooms named beside it, nothing else.</summary>
internal static class HouseRules
{
    private static readonly string[] LeftToRight =
        ["Model", "Settings", "Access", "Usage", "Import", "Escalation", "Findings", "RightSizing", "Remediation", "Elevation"];

    private static readonly string[] Clouds = ["Aws", "Azure", "Gcp", "Kubernetes"];

    /// <summary>Every room of <c>src/Ambit</c>.</summary>
    public static IEnumerable<string> Rooms => [.. LeftToRight, .. Clouds];

    /// <summary>What a room may use.</summary>
    public static IReadOnlySet<string> Allowed(string room)
    {
        var place = Array.IndexOf(LeftToRight, room);
        return place >= 0
            ? LeftToRight.Take(place + 1).ToHashSet(StringComparer.Ordinal)
            : LeftToRight.Append(room).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What clouds are called in data.</summary>
    public static IReadOnlyList<string> CloudNames => [.. Clouds.Select(c => c.ToLowerInvariant())];

    /// <summary>Names that show a neutral room speaking of one cloud.</summary>
    public static IReadOnlyList<string> CloudNamespaces => [.. Clouds.Select(c => $"Ambit.{c}")];
}
