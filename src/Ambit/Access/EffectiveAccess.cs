namespace Ambit.Access;

/// <summary>All that one principal can do.</summary>
/// <param name="Principal">Canonical id.</param>
/// <param name="Entitlements">The effective grants.</param>
/// <param name="Actions">Every distinct action held, on at least one resource; what <c>granted</c> counts.</param>
/// <param name="ByAccessLevel">How many of them are of each access level (List, Read, Write, Tagging, Permissions management).</param>
public sealed record EffectiveAccess(
    string Principal, IReadOnlyList<Entitlement> Entitlements, IReadOnlyList<string> Actions, IReadOnlyDictionary<string, int> ByAccessLevel);
