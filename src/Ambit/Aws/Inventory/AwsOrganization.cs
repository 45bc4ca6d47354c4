namespace Ambit.Aws.Inventory;

/// <summary>An AWS organisation with its tree and its guardrails.</summary>
/// <param name="Id"><c>o-…</c>.</param>
/// <param name="ManagementAccountId">The account that service control policies do not bind.</param>
/// <param name="Nodes">Roots, organisational units and accounts by id, with what is attached to each directly.</param>
/// <param name="ServiceControlPolicies">Whether service control policies are enabled; null where no export tells.</param>
/// <param name="ResourceControlPolicies">Whether resource control policies are enabled; null where no export tells.</param>
/// <param name="DelegatedAdministrators">Account id to the service principals it administers.</param>
public sealed record AwsOrganization(
    string Id, string? ManagementAccountId, IReadOnlyDictionary<string, OrganizationNode> Nodes, bool? ServiceControlPolicies, bool? ResourceControlPolicies,
    IReadOnlyDictionary<string, IReadOnlyList<string>> DelegatedAdministrators)
{
    /// <summary>Whether centralised root access is enabled (root sessions or the management of root credentials); null where no export tells.</summary>
    public bool? RootSessions { get; init; }

    /// <summary>The ids from the root down to the node itself; empty where the node is unknown.</summary>
    public IReadOnlyList<string> PathTo(string nodeId)
    {
        var path = new List<string>();
        for (var id = nodeId; id is not null && Nodes.TryGetValue(id, out var node) && path.Count <= 16; id = node.ParentId)
            path.Insert(0, id);
        return path;
    }
}
