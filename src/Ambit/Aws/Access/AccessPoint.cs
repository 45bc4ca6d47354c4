namespace Ambit.Aws.Access;

/// <summary>An S3 access point that a request goes through.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Bucket">The ARN of the bucket behind it; null where no export tells.</param>
/// <param name="Origin"><c>Internet</c> or <c>VPC</c>; null where no export tells.</param>
internal sealed record AccessPoint(string Arn, string Account, string? Bucket, string? Origin);
