using Ambit.Azure.Inventory;

namespace Ambit.Azure.Policies;

/// <summary>What one entry of a role gives, or a deny assignment takes, at one scope.</summary>
/// <param name="Name">The role's name.</param>
/// <param name="Principal">Object id of the holder, lower case; null where the document names none.</param>
/// <param name="Scope">Normal form.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Condition">The assignment's condition, besides the entry's own; null for none.</param>
/// <param name="Known">Whether the role's permissions are known.</param>
internal sealed record RoleGrant(string Name, string? Principal, string Scope, AzurePermission Entry, string? Condition, bool Known = true)
{
    /// <summary>The conditions that must hold for it, none where it is unconditional.</summary>
    public IEnumerable<string> Conditions => new[] { Condition, Entry.Condition }.OfType<string>();

    /// <summary>Allowed patterns of a plane.</summary>
    public IReadOnlyList<ActionPattern> Allowed(bool data) => data ? Entry.DataActions : Entry.Actions;

    /// <summary>Patterns taken out again.</summary>
    public IReadOnlyList<ActionPattern> Excepted(bool data) => data ? Entry.NotDataActions : Entry.NotActions;
}
