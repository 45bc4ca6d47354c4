using Ambit.Azure.Inventory;

namespace Ambit.Azure.Policies;

/// <summary>Everything that documents of roles, assignments and denials allow together.</summary>
/// <param name="Grants">What they give.</param>
/// <param name="Denials">What deny assignments take.</param>
/// <param name="DirectoryActions">Actions of Entra roles.</param>
/// <param name="Permissions">Application permissions.</param>
/// <param name="Unread">What could not be understood, one sentence each.</param>
internal sealed record RolePolicy(
    IReadOnlyList<RoleGrant> Grants, IReadOnlyList<AzureDenyAssignment> Denials, IReadOnlyList<string> DirectoryActions, IReadOnlyList<string> Permissions, IReadOnlyList<string> Unread)
{
    /// <summary>A policy of grants alone.</summary>
    public static RolePolicy Of(IReadOnlyList<RoleGrant> grants) => new(grants, [], [], [], []);
}
