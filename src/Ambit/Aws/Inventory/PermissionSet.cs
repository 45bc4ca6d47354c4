namespace Ambit.Aws.Inventory;

/// <summary>A permission set; in each account assigned it becomes the role <c>AWSReservedSSO_NAME_HASH</c>.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="InstanceArn">The Identity Center instance.</param>
/// <param name="Inline">The inline policy, null where none.</param>
/// <param name="AwsManaged">ARNs of AWS-managed policies attached.</param>
/// <param name="CustomerManaged">Path and name of customer-managed policies, looked up by name in each account.</param>
/// <param name="BoundaryArn">An AWS-managed boundary.</param>
/// <param name="BoundaryName">A customer-managed boundary, by path and name.</param>
/// <param name="SessionDuration">How long a session lasts (ISO 8601), null where unknown.</param>
public sealed record PermissionSet(
    string Arn, string Name, string InstanceArn, PolicyText? Inline, IReadOnlyList<string> AwsManaged, IReadOnlyList<string> CustomerManaged,
    string? BoundaryArn, string? BoundaryName, string? SessionDuration = null);
