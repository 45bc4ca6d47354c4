using Ambit.Findings;
using Ambit.Findings.Scoring;

namespace Ambit;

/// <summary>What an analysis came to.</summary>
/// <param name="Facts">What it looked at.</param>
/// <param name="Findings">What it found, the worst first.</param>
/// <param name="Scores">The scores of every identity.</param>
public sealed record AnalysisResult(EstateFacts Facts, IReadOnlyList<Finding> Findings, Scores Scores);
