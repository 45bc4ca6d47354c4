namespace Ambit.Escalation;

/// <summary>Whether somebody holds a permission, now or after a change.</summary>
/// <param name="Principal">Who.</param>
/// <param name="Action">The permission.</param>
/// <param name="Resource">On what; a <c>*</c> in it asks for at least one that matches. Null where the action takes none.</param>
/// <param name="Context">What the request carries.</param>
/// <param name="After">The change made before, in the vocabulary's words; null for the estate as it is.</param>
public sealed record PermissionQuestion(
    string Principal, string Action, string? Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context, string? After);
