namespace Ambit.Findings;

/// <summary>What a plan of infrastructure would open.</summary>
/// <param name="Source">The tool that made the plan: <c>terraform</c>, <c>cloudformation</c>.</param>
/// <param name="Findings">The findings, worst first.</param>
public sealed record PlanReview(string Source, IReadOnlyList<PlanFinding> Findings)
{
    /// <summary>The severities, worst first.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["critical", "high", "medium", "low"];

    /// <summary>Both reviews of one plan as one.</summary>
    public PlanReview With(PlanReview other) => this with { Findings = [.. Findings.Concat(other.Findings).OrderBy(f => Rank(f.Severity))] };

    /// <summary>The place of a severity among all, the worst at 0.</summary>
    public static int Rank(string severity)
    {
        for (var i = 0; i < Severities.Count; i++)
        {
            if (Severities[i] == severity)
                return i;
        }

        return Severities.Count;
    }
}
