namespace Ambit.Cli.Reports;

/// <summary>One removal of a cut.</summary>
/// <param name="Principal">Who holds the policy.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Index">The statement, from 0.</param>
/// <param name="Permissions">The permissions to take out.</param>
/// <param name="UsedInWindow">Whether somebody used them in the window.</param>
internal sealed record ReportRemoval(string Principal, string Policy, int Index, IReadOnlyList<string> Permissions, bool UsedInWindow);
