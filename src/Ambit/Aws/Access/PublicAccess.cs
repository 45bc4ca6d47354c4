using System.Collections.Concurrent;
using Ambit.Aws.Inventory;

namespace Ambit.Aws.Access;

/// <summary>
/// S3 Block Public Access of every layer: "Amazon S3 applies the most restrictive combination of the … settings" of organisation,
/// account, bucket and access point (S3 User Guide, "Blocking public access to your Amazon S3 storage").
/// </summary>
internal sealed class PublicAccess(AwsEstate estate)
{
    private readonly Dictionary<string, PublicAccessBlock> _accounts = Index(estate.Accounts);
    private readonly ConcurrentDictionary<string, bool> _organizations = new(StringComparer.Ordinal);

    /// <summary>Whether policies that are public let in nobody but the account's own and services.</summary>
    public bool RestrictsBuckets(AwsResource resource) => Blocks(resource, "RestrictPublicBuckets", b => b.RestrictPublicBuckets);

    /// <summary>Whether what ACLs grant to everybody is ignored.</summary>
    public bool IgnoresLists(AwsResource resource) => Blocks(resource, "IgnorePublicAcls", b => b.IgnorePublicAcls);

    private bool Blocks(AwsResource resource, string setting, Func<PublicAccessBlock, bool> of) =>
        resource.Text("PublicAccessBlockConfiguration", setting) is "true"
        || (_accounts.TryGetValue(resource.Account, out var block) && of(block))
        || (_organizations.TryGetValue(resource.Account, out var known) ? known : _organizations.GetOrAdd(resource.Account, ByOrganization(resource.Account)));

    private bool ByOrganization(string account) =>
        estate.Organizations.Any(o => o.Nodes.ContainsKey(account) && OrganizationPolicy.BlocksPublicAccess(o, o.PathTo(account)));

    private static Dictionary<string, PublicAccessBlock> Index(IEnumerable<AwsAccount> accounts)
    {
        var blocks = new Dictionary<string, PublicAccessBlock>(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            if (account.PublicAccessBlock is { } block)
                blocks[account.Id] = block;
        }
        return blocks;
    }
}
