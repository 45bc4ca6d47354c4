namespace Ambit.Azure.Inventory;

/// <summary>A package of entitlement management: who gets it is in its groups. Microsoft Learn, "What is entitlement management".</summary>
/// <param name="Id">Lower case.</param>
/// <param name="Name">Its name.</param>
/// <param name="Groups">Object ids of the groups that it makes somebody a member or owner of.</param>
/// <param name="Roles">Template ids of the Entra roles that it gives over the whole tenant.</param>
/// <param name="Policies">Who may ask for it.</param>
public sealed record AccessPackage(string Id, string Name, IReadOnlyList<string> Groups, IReadOnlyList<string> Roles, IReadOnlyList<AccessPackagePolicy> Policies)
{
    /// <summary>Whether somebody gets the package by asking, alone.</summary>
    /// <param name="who">Who asks.</param>
    /// <param name="groups">The groups it is in.</param>
    public bool LetsIn(DirectoryObject who, IReadOnlySet<string> groups) => Policies.Any(p => p.Lets(who, groups));
}
