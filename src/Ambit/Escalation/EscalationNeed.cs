namespace Ambit.Escalation;

/// <summary>A permission that a step takes.</summary>
/// <param name="Principal">Who holds it.</param>
/// <param name="Permission">The permission.</param>
/// <param name="Resource">On what; null where it takes none.</param>
/// <param name="Sides">What grants it: each side must keep one grant.</param>
public sealed record EscalationNeed(string Principal, string Permission, string? Resource, IReadOnlyList<IReadOnlyList<PermissionGrant>> Sides);
