using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Who calls, with all that follows from it: the names by which policies may name him, and the context keys that are his
/// (IAM User Guide, "AWS global condition context keys", properties of the principal).
/// </summary>
internal sealed record Caller
{
    /// <summary>The kind.</summary>
    public required CallerKind Kind { get; init; }

    /// <summary>Canonical id: the ARN as asked for, a service principal, <c>*</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public string Partition { get; init; } = "aws";

    /// <summary>The account, empty for services and anonymous callers.</summary>
    public string Account { get; init; } = "";

    /// <summary><c>aws:PrincipalArn</c>: of a session, the role's ARN with its path; null where the request holds none.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>The session's own ARN.</summary>
    public string? SessionArn { get; init; }

    /// <summary>The name of the user, role or session's role.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the role's path is known, so that its ARN is exact.</summary>
    public bool PathKnown { get; init; } = true;

    /// <summary>Whether the role calls by a session whose name is not known, so that a policy that names a session may mean it.</summary>
    public bool AnySession { get; init; }

    /// <summary>AIDA…, AROA….</summary>
    public string? UniqueId { get; init; }

    /// <summary>Tags on the user or role; null where nothing is known.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Whether a session may carry tags of its own.</summary>
    public bool SessionTags { get; init; }

    /// <summary>The account's canonical user id, by which S3 names it; null where unknown.</summary>
    public string? CanonicalId { get; init; }

    /// <summary>The organisation of the account, null where unknown.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether the account is known to be in no organisation.</summary>
    public bool NoOrganization { get; init; }

    /// <summary><c>o-…/r-…/ou-…/</c>, null where unknown.</summary>
    public string? OrganizationPath { get; init; }

    /// <summary>Whether a second factor is registered, null where unknown.</summary>
    public bool? Mfa { get; init; }

    /// <summary>Whether a service made the role for itself.</summary>
    public bool ServiceLinked { get; init; }

    /// <summary>The account's root ARN: what an account in a policy means.</summary>
    public string RootArn { get; init; } = "";

    /// <summary>Whether it is a role or a session of one.</summary>
    public bool IsRole => Kind is CallerKind.Role or CallerKind.RoleSession;

    /// <summary>Whether it has identity policies at all.</summary>
    public bool HasIdentity => Kind is CallerKind.User or CallerKind.Role or CallerKind.RoleSession or CallerKind.Root or CallerKind.FederatedUser;

    /// <summary>
    /// What the caller alone tells of a key; null where he does not. <paramref name="open"/>: what is not known of him is
    /// unknown, else absent.
    /// </summary>
    public Fact? Find(RequestKey key, bool open) => key.Kind switch
    {
        RequestKeyKind.PrincipalArn => Fact.Of(PrincipalArn),
        RequestKeyKind.PrincipalAccount or RequestKeyKind.CallerAccount => Fact.Of(Account.Length == 0 ? null : Account),
        RequestKeyKind.PrincipalType => Fact.Of(Type()),
        RequestKeyKind.UserName => Kind is CallerKind.User ? Fact.Of(Name) : Fact.Absent,
        RequestKeyKind.UserId => UserId(open),
        RequestKeyKind.PrincipalIsAwsService => Kind is CallerKind.Anonymous ? Fact.Absent : Fact.Of(Kind is CallerKind.Service ? "true" : "false"),
        RequestKeyKind.PrincipalServiceName => Fact.Of(Kind is CallerKind.Service ? Id : null),
        RequestKeyKind.PrincipalServiceNamesList => Kind is CallerKind.Service ? Fact.OfMany([Id]) : Fact.Absent,
        RequestKeyKind.PrincipalTag => Tag(key.Tag, open),
        RequestKeyKind.PrincipalOrgId => Organization(OrganizationId, open),
        RequestKeyKind.PrincipalOrgPaths => OrganizationPath is null ? Organization(null, open) : Fact.OfMany([OrganizationPath]),
        _ => open ? Session(key) : null,
    };

    /// <summary>Keys of the session: what cannot be in a request of this kind of caller is absent by definition.</summary>
    private Fact? Session(RequestKey key) => key.Kind switch
    {
        // "This key is not present in federated identities or requests made using access keys to sign AWS CLI, AWS API, or AWS SDK
        // requests": a user without a device is never marked as true.
        RequestKeyKind.MultiFactorAuthPresent => Kind switch
        {
            CallerKind.User or CallerKind.Root when Mfa == false => Fact.OneOf(Fact.Absent, Fact.Of("false")),
            CallerKind.Service or CallerKind.Anonymous or CallerKind.Federated => Fact.Absent,
            _ => Fact.Unknown,
        },
        RequestKeyKind.MultiFactorAuthAge => Kind switch
        {
            CallerKind.User or CallerKind.Root when Mfa == false => Fact.Absent,
            CallerKind.Service or CallerKind.Anonymous or CallerKind.Federated => Fact.Absent,
            _ => Fact.Unknown,
        },
        // "aws:SourceArn … only when the call comes directly from an AWS service principal."
        RequestKeyKind.SourceArn or RequestKeyKind.SourceAccount or RequestKeyKind.SourceOrgId or RequestKeyKind.SourceOrgPaths
            when Kind is not CallerKind.Service => Fact.Absent,
        RequestKeyKind.FederatedProvider or RequestKeyKind.SourceIdentity when !IsRole => Fact.Absent,
        RequestKeyKind.TokenIssueTime => IsRole ? Fact.PresentUnknown : Kind is CallerKind.User or CallerKind.Root ? Fact.Unknown : Fact.Absent,
        RequestKeyKind.Federation when Kind is not (CallerKind.Federated or CallerKind.Role or CallerKind.RoleSession) => Fact.Absent,
        RequestKeyKind.ViaAwsService or RequestKeyKind.CalledVia when Kind is CallerKind.Service or CallerKind.Anonymous => Fact.Absent,
        _ => null,
    };

    private string Type() => Kind switch
    {
        CallerKind.User => "User",
        CallerKind.Role or CallerKind.RoleSession => "AssumedRole",
        CallerKind.FederatedUser => "FederatedUser",
        CallerKind.Root => "Account",
        CallerKind.Service => "Service",
        // "While AssumeRoleWithSAML is decided, aws:PrincipalType is User" (seen live).
        CallerKind.Federated => "User",
        _ => "Anonymous",
    };

    private Fact UserId(bool open)
    {
        switch (Kind)
        {
            case CallerKind.Root:
                return Fact.Of(Account);
            case CallerKind.Federated:
                return Fact.Of(Id);
            case CallerKind.User when UniqueId is not null:
                return Fact.Of(UniqueId);
            case CallerKind.RoleSession when UniqueId is not null && SessionArn is not null:
                return Fact.Of($"{UniqueId}:{SessionArn[(SessionArn.LastIndexOf('/') + 1)..]}");
            case CallerKind.Service or CallerKind.Anonymous:
                return Fact.Absent;
            default:
                return open ? Fact.PresentUnknown : Fact.Absent;
        }
    }

    private Fact Tag(string name, bool open)
    {
        if (Kind is CallerKind.Service or CallerKind.Anonymous or CallerKind.Root)
            return Fact.Absent;
        if (Tags is null)
            return open ? Fact.Unknown : Fact.Absent;
        // "Tag keys are not case-sensitive" as condition keys: aws:PrincipalTag/Team asks for team too.
        foreach (var (key, value) in Tags)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return open && SessionTags ? Fact.PresentUnknown : Fact.Of(value);
        }
        return open && SessionTags ? Fact.Unknown : Fact.Absent;
    }

    private Fact Organization(string? known, bool open)
    {
        if (known is not null)
            return Fact.Of(known);
        return open && !NoOrganization && HasIdentity ? Fact.Unknown : Fact.Absent;
    }
}
