namespace Ambit.Cli.Reports;

/// <summary>One step of a path.</summary>
/// <param name="From">Who takes it.</param>
/// <param name="To">What it yields.</param>
/// <param name="Method">The rule's id.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Permissions">What it takes.</param>
/// <param name="Conditions">What has to hold, in words.</param>
/// <param name="Evidence">The statements that allow it, in words.</param>
internal sealed record ReportHop(
    string From, string To, string Method, string Title, IReadOnlyList<string> Permissions, IReadOnlyList<string> Conditions, IReadOnlyList<string> Evidence);
