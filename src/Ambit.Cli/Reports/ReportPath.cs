using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>A path to show, step by step.</summary>
/// <param name="Id">Its stable id.</param>
/// <param name="From">Who starts.</param>
/// <param name="To">What is reached.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Certain">Whether no step waits for a condition.</param>
/// <param name="Hops">The steps.</param>
internal sealed record ReportPath(string Id, string From, string To, Severity Severity, bool Certain, IReadOnlyList<ReportHop> Hops);
