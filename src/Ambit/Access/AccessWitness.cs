namespace Ambit.Access;

/// <summary>One concrete request that shows why a check does not hold.</summary>
/// <param name="Principal">Who asks: an ARN, an object id, a service, a provider, <c>*</c> for anybody; null where the policy's own holder asks.</param>
/// <param name="Action">The action; in the catalogue's spelling where it knows one that fits.</param>
/// <param name="Resource">The resource; <c>*</c> for an action that takes none.</param>
/// <param name="Context">The context keys of the request; a key that is not here is absent.</param>
/// <param name="ActionIsKnown">Whether the catalogue knows the action.</param>
public sealed record AccessWitness(
    string? Principal, string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context, bool ActionIsKnown);
