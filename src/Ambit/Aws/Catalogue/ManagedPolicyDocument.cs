namespace Ambit.Aws.Catalogue;

/// <summary>The document of an AWS-managed policy as the catalogue knows it.</summary>
/// <param name="Arn">Its ARN in the partition <c>aws</c>.</param>
/// <param name="Version">The version it is: <c>v3</c>.</param>
/// <param name="Updated">When that version was published.</param>
/// <param name="Json">The document, UTF-8.</param>
public sealed record ManagedPolicyDocument(string Arn, string Version, DateOnly Updated, ReadOnlyMemory<byte> Json);
