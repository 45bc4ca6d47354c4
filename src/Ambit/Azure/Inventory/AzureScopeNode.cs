namespace Ambit.Azure.Inventory;

/// <summary>A management group or subscription.</summary>
/// <param name="Key">Normal form of the id.</param>
/// <param name="Id">The id as exports spell it.</param>
/// <param name="Name">As people know it.</param>
/// <param name="Parent">The management group above, normal form; null where unknown.</param>
/// <param name="Tenant">Lower case; empty where unknown.</param>
/// <param name="ManagedBy">Other tenants that manage it (Lighthouse).</param>
/// <param name="Disabled">Whether it is not in use.</param>
public sealed record AzureScopeNode(string Key, string Id, string Name, string? Parent, string Tenant, IReadOnlyList<string> ManagedBy, bool Disabled);
