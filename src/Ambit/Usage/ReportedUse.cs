namespace Ambit.Usage;

/// <summary>
/// What a cloud itself reports of a use, besides its logs: IAM's last accessed reports, Access Analyzer's unused access. A second
/// source where there are no logs. It tells of attempts, and not on what.
/// </summary>
/// <param name="Principal">Canonical id of the identity.</param>
/// <param name="Service">The service's prefix; <c>*</c> for all.</param>
/// <param name="Action">The permission; null where the report is about the service as a whole.</param>
/// <param name="LastUsedAt">When it was last tried; null is not within the time that the report covers.</param>
/// <param name="At">When the report was made, null where it does not tell.</param>
/// <param name="Source">What reports it, for people to read.</param>
/// <param name="Complete">Whether the report lists every service that the identity may use, used or not; else it lists only some, and of the others nothing is known.</param>
public sealed record ReportedUse(string Principal, string Service, string? Action, DateTimeOffset? LastUsedAt, DateTimeOffset? At, string Source, bool Complete = false);
