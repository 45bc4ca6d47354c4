namespace Ambit.Aws.Policies;

/// <summary>A Principal or NotPrincipal element.</summary>
/// <param name="Negated">Whether it is NotPrincipal.</param>
/// <param name="Entries">The names in it.</param>
public sealed record PrincipalElement(bool Negated, IReadOnlyList<PrincipalEntry> Entries);
