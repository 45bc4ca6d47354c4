using Ambit.Findings;

namespace Ambit.Cli.Reports;

/// <summary>
/// Findings that a reader sees as one: ways to the same target that end in the same step, by the same grants. Whoever mends that step ends
/// them all. JSON, SARIF and CSV keep each apart.
/// </summary>
internal sealed record FindingGroup(Finding First, IReadOnlyList<Finding> Others)
{
    private const string Path = "escalation-path";

    /// <summary>Groups findings and keeps their order: a group stands where its first finding does.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<Finding> findings) =>
        [.. findings.GroupBy(Key, StringComparer.Ordinal).Select(g => new FindingGroup(g.First(), [.. g.Skip(1)]))];

    /// <summary>Who else comes this way, and by how many steps.</summary>
    public static string Start(Finding finding)
    {
        var (from, to) = (finding.Title.IndexOf(" could ", StringComparison.Ordinal), finding.Title.LastIndexOf(" in ", StringComparison.Ordinal));
        return from >= 0 && to > from ? finding.Title[..from] + finding.Title[to..] : finding.Title;
    }

    private static string Key(Finding finding)
    {
        if (finding.Kind != Path || finding.Evidence.Count == 0)
            return finding.Id;
        var last = finding.Evidence[^1];
        return string.Join('\n', Target(finding.Title), finding.Why[(finding.Why.LastIndexOf(". Then: ", StringComparison.Ordinal) is >= 0 and var then ? then + 8 : 0)..], last.Text, last.Policy, finding.Status);
    }

    /// <summary>What the way leads to: the title without its start and its length.</summary>
    private static string Target(string title)
    {
        var from = title.IndexOf(" could ", StringComparison.Ordinal);
        var to = title.LastIndexOf(" in ", StringComparison.Ordinal);
        return from >= 0 && to > from ? title[from..to] : title;
    }
}
