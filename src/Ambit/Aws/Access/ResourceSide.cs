using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>All of a decision that belongs to the resource: its owner, its policy, the guardrails above its account.</summary>
internal sealed record ResourceSide
{
    /// <summary>Nothing but an owner.</summary>
    public static readonly ResourceSide Unknown = new();

    /// <summary>The owner's account; null where nothing tells it, which reads as the caller's own.</summary>
    public string? Account { get; init; }

    /// <summary>Its resource policy (or trust policy), null where it has none.</summary>
    public PolicyLayer? Policy { get; init; }

    /// <summary>Whether a policy may be there that no export shows.</summary>
    public bool PolicyUnknown { get; init; }

    /// <summary>Resource control policies by level.</summary>
    public PolicyLayer[] ResourceControl { get; init; } = [];

    /// <summary>Whether S3 Block Public Access restricts a public policy to its own account and to services.</summary>
    public bool RestrictPublicBuckets { get; init; }

    /// <summary>Policies of the VPC endpoint through which the request comes, null where it comes through none.</summary>
    public PolicyLayer? VpcEndpoint { get; init; }

    /// <summary>KMS grants on the key.</summary>
    public IReadOnlyList<KeyGrant> Grants { get; init; } = [];

    /// <summary>The KMS key that the data in it is under: an ARN, or <see cref="DataKeys.Managed"/> or <see cref="DataKeys.Untold"/>; null where none.</summary>
    public string? DataKey { get; init; }

    /// <summary>Whether the bucket has a bucket key, null where unknown.</summary>
    public bool? BucketKey { get; init; }

    /// <summary>The access point that the resource is, or lies in; null where it is none.</summary>
    public AccessPoint? AccessPoint { get; init; }

    /// <summary>What the bucket's access control list allows; null where nothing, or where ACLs are disabled.</summary>
    public PolicyLayer? AccessControlList { get; init; }

    /// <summary>Whether ACLs may be disabled on the bucket: no export tells its object ownership.</summary>
    public bool OwnershipUnknown { get; init; }

    /// <summary>The accounts whose principals may assume this root user; null where it is none, or nobody knows them.</summary>
    public RootAssumption? RootAssumption { get; init; }

    /// <summary>The owner's organisation, null where unknown.</summary>
    public string? OrganizationId { get; init; }

    /// <summary><c>o-…/r-…/ou-…/</c>, null where unknown.</summary>
    public string? OrganizationPath { get; init; }

    /// <summary>The resource's tags, null where they are not known.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Whether the tags are part of requests; bucket tags are only where ABAC is enabled on the bucket, null where unknown.</summary>
    public bool? TagsCount { get; init; } = true;

    /// <summary>The region, null where unknown.</summary>
    public string? Region { get; init; }

    /// <summary>What the resource alone tells of a key; null where it does not.</summary>
    public Fact? Find(RequestKey key, bool open) => key.Kind switch
    {
        RequestKeyKind.ResourceAccount when Account is not null => Fact.Of(Account),
        RequestKeyKind.ResourceOrgId when OrganizationId is not null => Fact.Of(OrganizationId),
        RequestKeyKind.ResourceOrgPaths when OrganizationPath is not null => Fact.OfMany([OrganizationPath]),
        RequestKeyKind.RequestedRegion when open && Region is not null => Fact.Of(Region),
        RequestKeyKind.ResourceTag or RequestKeyKind.BucketTag => Tag(key.Tag, open),
        _ => null,
    };

    private Fact? Tag(string name, bool open)
    {
        if (TagsCount == false)
            return Fact.Absent;
        if (Tags is null || TagsCount is null)
            return open ? Fact.Unknown : null;
        foreach (var (key, value) in Tags)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return Fact.Of(value);
        }
        return Fact.Absent;
    }
}
