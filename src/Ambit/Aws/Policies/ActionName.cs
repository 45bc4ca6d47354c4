namespace Ambit.Aws.Policies;

/// <summary>An action of a request, prepared: "actions are not case-sensitive".</summary>
/// <param name="Name">In the catalogue's spelling where it knows the action.</param>
/// <param name="Lower">Lower case, for matching.</param>
/// <param name="Service">The service's prefix, lower case.</param>
/// <param name="Index">Its place in the catalogue, -1 where it is not known.</param>
/// <param name="WildcardOnly">Whether it takes no resource type.</param>
/// <param name="ResourceControl">Whether resource control policies apply to its service.</param>
internal sealed record ActionName(string Name, string Lower, string Service, int Index, bool WildcardOnly, bool ResourceControl);
