using Ambit.Aws.Inventory;
using Ambit.Model;

namespace Ambit.Aws;

/// <summary>Accounts, organisational units and organisations as neutral scopes.</summary>
internal static class NeutralScopes
{
    private static readonly Dictionary<string, string> NoTags = [];

    public static IEnumerable<Scope> Of(AwsEstate estate)
    {
        foreach (var account in estate.Accounts)
            yield return new Scope(account.Id, AwsCloud.CloudName, "account", account.Name ?? account.Id, account.ParentId ?? account.OrganizationId, account.Tags);
        foreach (var organization in estate.Organizations)
        {
            yield return new Scope(organization.Id, AwsCloud.CloudName, "organization", organization.Id, null, NoTags);
            foreach (var node in organization.Nodes.Values.Where(n => n.Kind != "account"))
                yield return new Scope(node.Id, AwsCloud.CloudName, "organizationalUnit", node.Name, node.ParentId ?? organization.Id, NoTags);
        }
    }
}
