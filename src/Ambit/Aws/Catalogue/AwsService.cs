namespace Ambit.Aws.Catalogue;

/// <summary>A service as IAM knows it.</summary>
/// <param name="Prefix">What stands before the colon in its actions.</param>
/// <param name="Name">Its name: <c>Amazon S3</c>.</param>
/// <param name="ResourceControlPolicies">Whether resource control policies apply to it.</param>
/// <param name="First">Index of its first action in the catalogue.</param>
/// <param name="Count">How many actions it has; they lie side by side.</param>
public sealed record AwsService(string Prefix, string Name, bool ResourceControlPolicies, int First, int Count);
