namespace Ambit.Access;

/// <summary>What a change of policies bears on: who was changed within a window is not judged by the policies at its end.</summary>
/// <param name="Principals">Canonical ids of those whose permissions it may have changed.</param>
/// <param name="Resources">Resources whose own policy it changed; what lies in them counts as they do.</param>
/// <param name="Context">A condition key and a value: requests that came so (through a VPC endpoint) may have been decided otherwise; null for none.</param>
public sealed record PolicyReach(IReadOnlyList<string> Principals, IReadOnlyList<string> Resources, KeyValuePair<string, string>? Context = null);
