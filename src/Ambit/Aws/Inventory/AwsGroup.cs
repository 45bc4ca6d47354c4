namespace Ambit.Aws.Inventory;

/// <summary>An IAM group; no principal in resource or trust policies.</summary>
public sealed record AwsGroup : AwsPrincipal;
