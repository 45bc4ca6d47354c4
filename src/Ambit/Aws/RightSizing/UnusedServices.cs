using Ambit.Aws.Inventory;
using Ambit.Usage;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Services that nobody of an account tried within a window, by the organisation's own access reports: "attempts to access the service,
/// also those that were refused", whatever trails record. A report of a root or unit tells of every account beneath.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-view-data-orgs.html
/// </summary>
internal sealed class UnusedServices(AwsEstate estate, UsageWindow window)
{
    // Tracking lags "usually less than four hours"; a report from long before the window's end says nothing of the rest of it.
    private readonly ILookup<string, AwsOrganizationAccess> _reports = estate.OrganizationAccesses
        .Where(a => a.At is { } at && at >= window.To.AddDays(-window.Slack)).ToLookup(a => a.Target, StringComparer.Ordinal);

    /// <summary>Whether a report tells that a service was not tried in an account since the window began.</summary>
    public bool Tells(string account, string service)
    {
        // "Used" above may have been in another account; of the account itself it is the last word.
        if (Newest(account, service) is { } own)
            return IsUnused(own);
        return estate.Organizations.SelectMany(o => o.PathTo(account)).Select(t => Newest(t, service)).OfType<AwsOrganizationAccess>().Any(IsUnused);
    }

    private AwsOrganizationAccess? Newest(string target, string service) =>
        _reports[target].Where(r => string.Equals(r.Service, service, StringComparison.OrdinalIgnoreCase)).MaxBy(r => r.At);

    private bool IsUnused(AwsOrganizationAccess report) => report.LastUsedAt is null || report.LastUsedAt < window.From;
}
