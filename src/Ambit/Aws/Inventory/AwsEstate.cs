namespace Ambit.Aws.Inventory;

/// <summary>
/// The AWS part of an estate, typed: what the exports say, before any evaluation. Built once from the native documents and
/// immutable. Policy documents are kept as JSON; <c>Aws/Policies</c> compiles them.
/// </summary>
public sealed record AwsEstate
{
    /// <summary>Every account that an export is of, or that an organisation lists.</summary>
    public required IReadOnlyList<AwsAccount> Accounts { get; init; }

    /// <summary>The organisations; several may stand in one estate.</summary>
    public required IReadOnlyList<AwsOrganization> Organizations { get; init; }

    /// <summary>IAM users, the accounts' root users not among them.</summary>
    public required IReadOnlyList<AwsUser> Users { get; init; }

    /// <summary>IAM groups.</summary>
    public required IReadOnlyList<AwsGroup> Groups { get; init; }

    /// <summary>IAM roles.</summary>
    public required IReadOnlyList<AwsRole> Roles { get; init; }

    /// <summary>Managed policies by ARN: the customers' own, and AWS's as far as exports or the catalogue hold them.</summary>
    public required IReadOnlyDictionary<string, AwsManagedPolicy> ManagedPolicies { get; init; }

    /// <summary>IAM instance profiles.</summary>
    public required IReadOnlyList<AwsInstanceProfile> InstanceProfiles { get; init; }

    /// <summary>What the credential report says of each account's root user, by account.</summary>
    public IReadOnlyDictionary<string, AwsCredentials> RootCredentials { get; init; } = new Dictionary<string, AwsCredentials>();

    /// <summary>Everything else: functions, buckets, keys, providers, instances … with their resource policies.</summary>
    public required IReadOnlyList<AwsResource> Resources { get; init; }

    /// <summary>KMS grants.</summary>
    public required IReadOnlyList<AwsKmsGrant> KmsGrants { get; init; }

    /// <summary>Identity Center: permission sets, people, groups, assignments.</summary>
    public required IdentityCenter IdentityCenter { get; init; }

    /// <summary>What IAM itself says of last uses: a second source of usage besides the logs.</summary>
    public IReadOnlyList<AwsLastAccess> LastAccesses { get; init; } = [];

    /// <summary>What IAM tells an organisation of services that were used beneath its roots, units and accounts.</summary>
    public IReadOnlyList<AwsOrganizationAccess> OrganizationAccesses { get; init; } = [];

    /// <summary>What IAM Access Analyzer found.</summary>
    public IReadOnlyList<AwsAnalyzerFinding> AnalyzerFindings { get; init; } = [];

    /// <summary>(account, what) pairs of which the exports list all there is, so that absent means none: <c>AWS::Lambda::Function</c>, <c>iam</c>, <c>credentials</c> …</summary>
    public required IReadOnlySet<(string Account, string Kind)> Coverage { get; init; }

    /// <summary>When the exports were made, null where none tells.</summary>
    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>What a collection asked for and did not get.</summary>
    public IReadOnlyList<Model.NotCollected> NotCollected { get; init; } = [];

    /// <summary>Coverage: the authorization details, all sections of them.</summary>
    public const string Iam = "iam";

    /// <summary>Coverage: passwords, keys and MFA of every user (the credential report).</summary>
    public const string Credentials = "credentials";

    /// <summary>Coverage: an AWS Config snapshot, so every type that Config records.</summary>
    public const string Config = "config";

    /// <summary>
    /// Whether the exports list all of a kind in an account: absent then means none, else it means unknown. A Config snapshot
    /// lists all of every type that Config records (<see cref="ConfigTypes"/>).
    /// </summary>
    public bool Lists(string account, string kind) =>
        Coverage.Contains((account, kind)) || (ConfigTypes.Records(kind) && Coverage.Contains((account, Config)));
}
