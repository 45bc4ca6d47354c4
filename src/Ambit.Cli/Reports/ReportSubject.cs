using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>What a report is about.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Estate">Its estate, opened.</param>
/// <param name="Facts">What is known of every identity.</param>
/// <param name="Findings">What is reported, the worst first.</param>
/// <param name="Elapsed">How long the scan took; zero where none was made.</param>
/// <param name="Width">Columns that a table may take.</param>
internal sealed record ReportSubject(
    Snapshot Snapshot, OpenedEstate Estate, EstateFacts Facts, IReadOnlyList<Finding> Findings, TimeSpan Elapsed, int Width);
