using Ambit.Aws.Inventory;
using Ambit.Usage;

namespace Ambit.Aws;

/// <summary>
/// IAM's last accessed reports and Access Analyzer's findings of unused access as a second source of usage. "An entry proves an
/// attempt, not success"; a service or an action that a report lists without a time was not tried within its tracking period; what a report does
/// not list it does not track. A finding of unused access lists what was not used: what it leaves out was, or is not tracked.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
/// </summary>
internal static class ReportedByAws
{
    private const string LastAccessed = "IAM's last accessed report";
    private const string Analyzer = "IAM Access Analyzer's finding of unused access";

    public static IEnumerable<ReportedUse> Of(AwsEstate estate)
    {
        foreach (var access in estate.LastAccesses)
            yield return new ReportedUse(access.Arn, access.Service, access.Action is null ? null : $"{access.Service}:{access.Action}", access.LastUsedAt, access.At, LastAccessed, access.Last);
        foreach (var finding in estate.AnalyzerFindings.Where(f => f.Status is null or "ACTIVE"))
        {
            if (finding.Kind == "UnusedIAMRole")
                yield return new ReportedUse(finding.Arn, "*", null, null, finding.At, Analyzer);
            if (finding.Kind != "UnusedPermission")
                continue;
            foreach (var unused in finding.UnusedActions)
            {
                var colon = unused.IndexOf(':');
                yield return new ReportedUse(finding.Arn, colon < 0 ? unused : unused[..colon], colon < 0 ? null : unused, null, finding.At, Analyzer);
            }
        }
    }
}
