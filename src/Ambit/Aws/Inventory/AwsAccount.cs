namespace Ambit.Aws.Inventory;

/// <summary>An AWS account.</summary>
/// <param name="Id">Twelve digits as a rule; masked or placeholder ids are kept as opaque text.</param>
/// <param name="Partition">aws, aws-us-gov, aws-cn.</param>
/// <param name="Name">Its name or alias, null where unknown.</param>
/// <param name="OrganizationId">The organisation it is in, null where unknown or none.</param>
/// <param name="ParentId">The organisational unit or root above it, null where unknown.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Exported">Whether an export of its identities is at hand, rather than a mention only.</param>
/// <param name="PublicAccessBlock">S3 Block Public Access of the account, null where unknown.</param>
public sealed record AwsAccount(
    string Id, string Partition, string? Name, string? OrganizationId, string? ParentId, IReadOnlyDictionary<string, string> Tags, bool Exported,
    PublicAccessBlock? PublicAccessBlock);
