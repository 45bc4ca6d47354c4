namespace Ambit.Azure.Inventory;

/// <summary>An application permission (app role) that a principal holds on a resource application.</summary>
/// <param name="Id">The assignment's id.</param>
/// <param name="Principal">Object id, lower case.</param>
/// <param name="Resource">Object id of the resource's service principal, lower case.</param>
/// <param name="ResourceAppId">Its app id, lower case; empty where not known.</param>
/// <param name="Permission">The role's value (<c>Directory.ReadWrite.All</c>), its id where no export names it.</param>
public sealed record AppRoleHolding(string Id, string Principal, string Resource, string ResourceAppId, string Permission)
{
    /// <summary>The app id of Microsoft Graph in every tenant.</summary>
    public const string Graph = "00000003-0000-0000-c000-000000000000";

    /// <summary>Whether it is a permission on Microsoft Graph.</summary>
    public bool OnGraph => ResourceAppId == Graph;
}
