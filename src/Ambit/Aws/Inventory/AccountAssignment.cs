namespace Ambit.Aws.Inventory;

/// <summary>An Identity Center account assignment.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="PermissionSetArn">The permission set.</param>
/// <param name="PrincipalType">USER or GROUP.</param>
/// <param name="PrincipalId">The identity store's id.</param>
public sealed record AccountAssignment(string AccountId, string PermissionSetArn, string PrincipalType, string PrincipalId);
