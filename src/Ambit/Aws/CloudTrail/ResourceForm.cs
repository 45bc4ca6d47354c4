using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>One form of the ARNs of a type of resource that an action takes.</summary>
/// <param name="Type">The type.</param>
/// <param name="Required">Whether the action always takes such a resource.</param>
/// <param name="Template">The form.</param>
/// <param name="Variables">Its variables, each with the request parameters that fill it, the best first.</param>
internal sealed record ResourceForm(AwsResourceType Type, bool Required, ArnTemplate Template, List<(string Variable, IReadOnlyList<string> Names)> Variables);
