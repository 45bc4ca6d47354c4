namespace Ambit.Azure.Inventory;

/// <summary>A package of entitlement management: who gets it is in its groups. Microsoft Learn, "What is entitlement management".</summary>
/// <param name="Id">Lower case.</param>
/// <param name="Name">Its name.</param>
/// <param name="Groups">Object ids of the groups that it makes somebody a member or owner of.</param>
/// <param name="Policies">Who may ask for it.</param>
public sealed record AccessPackage(string Id, string Name, IReadOnlyList<string> Groups, IReadOnlyList<AccessPackagePolicy> Policies);
