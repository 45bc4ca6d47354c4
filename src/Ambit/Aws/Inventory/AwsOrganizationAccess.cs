namespace Ambit.Aws.Inventory;

/// <summary>When anybody beneath a root, an organisational unit or an account last tried a service, as IAM tells the organisation.</summary>
/// <param name="Target">The root's, unit's or account's id.</param>
/// <param name="Service">The service's prefix.</param>
/// <param name="LastUsedAt">When; null is not within the tracking period.</param>
/// <param name="At">When IAM said so, null where the export does not tell.</param>
public sealed record AwsOrganizationAccess(string Target, string Service, DateTimeOffset? LastUsedAt, DateTimeOffset? At);
