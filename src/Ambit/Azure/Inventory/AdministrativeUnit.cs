namespace Ambit.Azure.Inventory;

/// <summary>An administrative unit.</summary>
/// <param name="Id">Object id, lower case.</param>
/// <param name="Name">Its name.</param>
/// <param name="Restricted">Whether only roles scoped to it change its members.</param>
/// <param name="Rule">The rule of a dynamic unit, null where members are assigned or the rule is paused.</param>
/// <param name="Members">Object ids.</param>
public sealed record AdministrativeUnit(string Id, string Name, bool Restricted, string? Rule, IReadOnlySet<string> Members);
