namespace Ambit.Aws.Inventory;

/// <summary>When somebody last used a service, or one action of it, as IAM tells; an attempt, not a success.</summary>
/// <param name="Arn">The user, group, role or policy.</param>
/// <param name="Service">The service's prefix.</param>
/// <param name="Action">The action's name without prefix; null where only the service is told.</param>
/// <param name="LastUsedAt">When; null is not within the tracking period (400 days at most).</param>
/// <param name="At">When IAM said so, null where the export does not tell.</param>
/// <param name="Last">Whether it stands on the last page of the report, so that no page is lacking behind it.</param>
public sealed record AwsLastAccess(string Arn, string Service, string? Action, DateTimeOffset? LastUsedAt, DateTimeOffset? At, bool Last);
