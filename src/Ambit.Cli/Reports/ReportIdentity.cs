namespace Ambit.Cli.Reports;

/// <summary>An identity's line in a report.</summary>
/// <param name="Id">Canonical id.</param>
/// <param name="Name">Short name.</param>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Scope">Account, tenant, subscription.</param>
/// <param name="Kind">user, role …</param>
/// <param name="Admin">Holds all of its scope now.</param>
/// <param name="CloudOwned">Made by the cloud itself.</param>
/// <param name="Granted">Distinct actions granted.</param>
/// <param name="Used">Of them used in the window.</param>
/// <param name="NotObservable">Of them such that the logs at hand could not have shown.</param>
/// <param name="LastUsedAt">Last seen.</param>
/// <param name="Impact">0 to 100: what it could do; null where not scored.</param>
/// <param name="Waste">0 to 100: what of it nobody needed; null where not scored.</param>
internal sealed record ReportIdentity(
    string Id, string Name, string Cloud, string Scope, string Kind, bool Admin, bool CloudOwned, int Granted, int Used, int NotObservable,
    DateTimeOffset? LastUsedAt, int? Impact = null, int? Waste = null)
{
    /// <summary>Granted, observable, and not used.</summary>
    public int Unused => Math.Max(0, Granted - Used - NotObservable);
}
