namespace Ambit.Aws.Inventory;

/// <summary>A root, an organisational unit or an account in the tree of an organisation.</summary>
/// <param name="Id"><c>r-…</c>, <c>ou-…</c> or an account id.</param>
/// <param name="Kind">root, organizationalUnit, account.</param>
/// <param name="Name">Its name, the id where unknown.</param>
/// <param name="ParentId">The node above, null for the root.</param>
/// <param name="ServiceControlPolicies">Attached directly; null where no export tells (unknown, not none).</param>
/// <param name="ResourceControlPolicies">Attached directly; null where no export tells.</param>
public sealed record OrganizationNode(
    string Id, string Kind, string Name, string? ParentId, IReadOnlyList<PolicyText>? ServiceControlPolicies, IReadOnlyList<PolicyText>? ResourceControlPolicies)
{
    /// <summary>S3 policies attached directly; none where no export tells.</summary>
    public IReadOnlyList<PolicyText> S3Policies { get; init; } = [];
}
