namespace Ambit.Findings.Scoring;

/// <summary>The two scores of an identity, each broken down (docs/scoring.md).</summary>
/// <param name="Identity">Canonical id.</param>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Scope">Its account, subscription, project or cluster.</param>
/// <param name="ImpactFactors">What it could do.</param>
/// <param name="WasteFactors">What of it nobody needed.</param>
public sealed record IdentityScore(string Identity, string Cloud, string Scope, IReadOnlyList<ScoreFactor> ImpactFactors, IReadOnlyList<ScoreFactor> WasteFactors)
{
    /// <summary>0 to 100: what it could do.</summary>
    public int Impact => Sum(ImpactFactors);

    /// <summary>0 to 100: what of it nobody needed.</summary>
    public int Waste => Sum(WasteFactors);

    private static int Sum(IReadOnlyList<ScoreFactor> factors) => Math.Min(100, factors.Sum(f => f.Points));
}
