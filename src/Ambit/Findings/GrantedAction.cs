namespace Ambit.Findings;

/// <summary>One action that an identity may do on at least one resource.</summary>
/// <param name="Action">The permission.</param>
/// <param name="Level">Its access level in the catalogue's words; <c>Unknown</c> where the catalogue does not know it.</param>
/// <param name="State">Whether it was needed.</param>
public sealed record GrantedAction(string Action, string Level, GrantState State);
