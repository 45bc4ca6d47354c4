namespace Ambit.Aws.Inventory;

/// <summary>The four settings of S3 Block Public Access (S3 User Guide, "Blocking public access to your Amazon S3 storage").</summary>
public sealed record PublicAccessBlock(bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets);
