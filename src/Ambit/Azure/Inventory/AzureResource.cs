namespace Ambit.Azure.Inventory;

/// <summary>A resource of Azure Resource Manager.</summary>
/// <param name="Key">Normal form of the id.</param>
/// <param name="Id">The id as exports spell it.</param>
/// <param name="Type">Lower case: <c>microsoft.compute/virtualmachines</c>.</param>
/// <param name="Name">Short name.</param>
/// <param name="Facts">What the exports tell.</param>
/// <param name="Identities">Object ids of the managed identities it runs as.</param>
public sealed record AzureResource(string Key, string Id, string Type, string Name, MergedRows Facts, IReadOnlyList<string> Identities);
