namespace Ambit.Aws.Catalogue;

/// <summary>A resource type as one action takes it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Required">Whether a request must name one ("required" carries an asterisk in the reference).</param>
public readonly record struct ActionResource(AwsResourceType Type, bool Required);
