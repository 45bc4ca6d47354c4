namespace Ambit.Aws.Inventory;

/// <summary>An instance profile and the role in it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Account">Its account.</param>
/// <param name="RoleArn">The role, null where it has none.</param>
public sealed record AwsInstanceProfile(string Arn, string Name, string Account, string? RoleArn);
