namespace Ambit.Aws.Inventory;

/// <summary>A finding of IAM Access Analyzer.</summary>
/// <param name="Id">AWS's id of it.</param>
/// <param name="Kind">ExternalAccess, InternalAccess, UnusedPermission, UnusedIAMRole, UnusedIAMUserPassword, UnusedIAMUserAccessKey.</param>
/// <param name="Arn">The resource or identity.</param>
/// <param name="Status">ACTIVE, ARCHIVED, RESOLVED; null where unknown.</param>
/// <param name="UnusedActions">Unused permissions with their service's prefix; a service alone (<c>s3</c>) where all of it is unused.</param>
/// <param name="At">When it was analysed.</param>
public sealed record AwsAnalyzerFinding(string Id, string Kind, string Arn, string? Status, IReadOnlyList<string> UnusedActions, DateTimeOffset? At);
