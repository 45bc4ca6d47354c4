namespace Ambit.Cli.Reports;

/// <summary>The fewest removals that close the paths to a target.</summary>
/// <param name="Target">What the paths end at.</param>
/// <param name="Removals">What to remove, from which statement.</param>
/// <param name="PathsBefore">Paths before.</param>
/// <param name="PathsAfter">Paths after, found by searching again.</param>
/// <param name="Optimal">Whether no smaller set exists.</param>
internal sealed record ReportCut(string Target, IReadOnlyList<ReportRemoval> Removals, int PathsBefore, int PathsAfter, bool Optimal);
