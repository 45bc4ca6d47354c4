namespace Ambit.Azure.Inventory;

/// <summary>
/// One entry of a role's permissions: actions less notActions, data actions less notDataActions, under the entry's own condition.
/// Entries are evaluated alone and then put together. Microsoft Learn, "Understand Azure role definitions".
/// </summary>
/// <param name="Actions">Control plane.</param>
/// <param name="NotActions">Taken out of them.</param>
/// <param name="DataActions">Data plane.</param>
/// <param name="NotDataActions">Taken out of them.</param>
/// <param name="Condition">The entry's condition, null for none.</param>
public sealed record AzurePermission(
    IReadOnlyList<ActionPattern> Actions, IReadOnlyList<ActionPattern> NotActions,
    IReadOnlyList<ActionPattern> DataActions, IReadOnlyList<ActionPattern> NotDataActions, string? Condition)
{
    /// <summary>Whether it grants an action on its plane, before any condition.</summary>
    public bool Grants(string action, bool data) =>
        data ? Any(DataActions, action) && !Any(NotDataActions, action) : Any(Actions, action) && !Any(NotActions, action);

    /// <summary>The pattern that grants it, as the role spells it.</summary>
    public string? Spelled(string action, bool data) => (data ? DataActions : Actions).FirstOrDefault(p => p.Matches(action)).Text;

    private static bool Any(IReadOnlyList<ActionPattern> patterns, string action)
    {
        foreach (var p in patterns)
        {
            if (p.Matches(action))
                return true;
        }

        return false;
    }
}
