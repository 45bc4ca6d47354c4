namespace Ambit.Escalation;

/// <summary>The fewest permission removals that break every way to a target.</summary>
/// <param name="Removals">What to remove.</param>
/// <param name="Optimal">Whether it is proved that nothing cheaper does.</param>
/// <param name="Possible">Whether any removal does: not where a way rests on nothing that can be removed.</param>
public sealed record Cut(IReadOnlyList<PermissionGrant> Removals, bool Optimal, bool Possible);
