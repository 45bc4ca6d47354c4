namespace Ambit.Azure.Inventory;

/// <summary>What PIM asks before an activation; only approval stops an attacker.</summary>
/// <param name="Scope">An Azure scope (normal form), <c>/</c> for the directory, or a group's object id.</param>
/// <param name="Role">The role's GUID, or <c>member</c> and <c>owner</c> for groups; lower case.</param>
/// <param name="Approval">Whether somebody else must approve.</param>
/// <param name="Approvers">Object ids of users and groups that may; empty where none are named.</param>
public sealed record PimPolicy(string Scope, string Role, bool Approval, IReadOnlyList<string> Approvers);
