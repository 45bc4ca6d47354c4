namespace Ambit.Model;

/// <summary>A container of identities and resources: an account, tenant, subscription, organisational unit, project, cluster.</summary>
/// <param name="Id">Account number, subscription id, project id.</param>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Kind">account, organizationalUnit, organization, tenant, managementGroup, subscription, project, folder, cluster.</param>
/// <param name="Name">The name people know it by, the id where none is known.</param>
/// <param name="Parent">The id of the container above, null at the top or where unknown.</param>
/// <param name="Tags">Tags or labels.</param>
public sealed record Scope(string Id, string Cloud, string Kind, string Name, string? Parent, IReadOnlyDictionary<string, string> Tags);
