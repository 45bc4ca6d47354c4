namespace Ambit.Findings;

/// <summary>Scores findings so that a list sorted by score has the worst first.</summary>
public static class FindingScore
{
    /// <summary>A score within the band of a severity: low 10 to 39, medium 40 to 69, high 70 to 89, critical 90 to 100.</summary>
    /// <param name="severity">The severity.</param>
    /// <param name="weight">0 for the mildest of its severity, 1 for the worst.</param>
    public static int Of(Severity severity, double weight)
    {
        var (low, high) = severity switch
        {
            Severity.Low => (10, 39),
            Severity.Medium => (40, 69),
            Severity.High => (70, 89),
            _ => (90, 100),
        };
        return low + (int)Math.Round((high - low) * Math.Clamp(weight, 0, 1));
    }

    /// <summary>The worst first; ties by id, so that two runs agree.</summary>
    public static IReadOnlyList<Finding> Sorted(IEnumerable<Finding> findings) =>
        [.. findings.OrderByDescending(f => f.Severity).ThenByDescending(f => f.Score).ThenBy(f => f.Id, StringComparer.Ordinal)];
}
