namespace Ambit.Aws.Inventory;

/// <summary>IAM Identity Center as exported (<c>sso-admin</c>, <c>identitystore</c>).</summary>
/// <param name="PermissionSets">The permission sets.</param>
/// <param name="Assignments">Who has which set in which account.</param>
/// <param name="People">Users of the identity store: id to name.</param>
/// <param name="Groups">Groups of the identity store: id to name.</param>
/// <param name="Memberships">Group id to the ids of its people.</param>
public sealed record IdentityCenter(
    IReadOnlyList<PermissionSet> PermissionSets,
    IReadOnlyList<AccountAssignment> Assignments,
    IReadOnlyDictionary<string, string> People,
    IReadOnlyDictionary<string, string> Groups,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Memberships)
{
    /// <summary>Nothing exported.</summary>
    public static readonly IdentityCenter None = new(
        [], [], new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<string>>());
}
