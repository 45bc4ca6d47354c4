namespace Ambit.Escalation;

/// <summary>One permission to remove.</summary>
/// <param name="Grant">The permission as its statement grants it.</param>
/// <param name="Used">Whether it was used in the window.</param>
/// <param name="Breaks">How many of the paths that were there rest on it.</param>
public sealed record CutRemoval(PermissionGrant Grant, bool Used, int Breaks);
