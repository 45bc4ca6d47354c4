namespace Ambit.Azure.Inventory;

/// <summary>An Azure role that a principal holds, or may activate, at a scope.</summary>
/// <param name="Id">The assignment's id.</param>
/// <param name="Principal">Object id, lower case.</param>
/// <param name="PrincipalType">User, Group, ServicePrincipal, ForeignGroup, Device; empty where no export tells.</param>
/// <param name="Role">The role definition's GUID, lower case.</param>
/// <param name="Scope">Normal form.</param>
/// <param name="Condition">The assignment's condition, null for none.</param>
/// <param name="Eligible">Whether it has to be activated first.</param>
/// <param name="EndsAt">When it ends by itself.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Delegated">Whether it comes from a Lighthouse delegation, for another tenant's principal.</param>
public sealed record AzureRoleAssignment(
    string Id, string Principal, string PrincipalType, string Role, string Scope, string? Condition, bool Eligible,
    DateTimeOffset? EndsAt, DateTimeOffset? CreatedAt, bool Delegated)
{
    /// <summary>Whether it is an eligible role that is activated just now: "an activation also shows as an ordinary role assignment while it lasts".</summary>
    public bool Activated { get; init; }
}
