namespace Ambit.Azure.Inventory;

/// <summary>An Entra role: what it lets its holders do.</summary>
/// <param name="Id">The template id of a built-in role, the id of a custom one; lower case.</param>
/// <param name="Name">As people know it.</param>
/// <param name="BuiltIn">Whether it is Microsoft's.</param>
/// <param name="Privileged">Whether Microsoft marks it privileged, or it holds privileged actions.</param>
/// <param name="Actions">Allowed actions.</param>
/// <param name="Excluded">Actions that are taken out again.</param>
/// <param name="Known">Whether its actions are known, by export or catalogue.</param>
public sealed record DirectoryRole(string Id, string Name, bool BuiltIn, bool Privileged, IReadOnlyList<string> Actions, IReadOnlyList<string> Excluded, bool Known);
