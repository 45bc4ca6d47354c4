namespace Ambit.Aws.Inventory;

/// <summary>
/// The kinds of AWS's native documents. One thing may have several documents of its kind (a notebook in a Config snapshot and in
/// a list of notebooks): their ids are <c>ARN|source</c>, and their contents are laid over one another in the order of the ids.
/// Property names are those of AWS's own APIs.
/// </summary>
public static class AwsKind
{
    /// <summary>An account: Name, Partition, OrganizationId, ParentId, Tags, PublicAccessBlock.</summary>
    public const string Account = "account";

    /// <summary>An IAM user: Arn, Name, Path, UniqueId, CreateDate, PasswordLastUsed, Groups (names), InlinePolicies, AttachedPolicies, Boundary, Tags.</summary>
    public const string User = "user";

    /// <summary>An IAM group.</summary>
    public const string Group = "group";

    /// <summary>An IAM role: as a user, and Trust, LastUsed, MaxSessionDuration.</summary>
    public const string Role = "role";

    /// <summary>A managed policy: Arn, DefaultVersionId, Versions (id to document).</summary>
    public const string Policy = "policy";

    /// <summary>An instance profile: Arn, Name, RoleArn.</summary>
    public const string InstanceProfile = "instanceProfile";

    /// <summary>What a credential report, a list of keys or a key's last use says of one user.</summary>
    public const string Credentials = "credentials";

    /// <summary>Any other resource: Arn, Type, Account, Region, Name, Tags, Policy, PolicyKnown, Properties.</summary>
    public const string Resource = "resource";

    /// <summary>A resource policy from an output that does not name its resource: Type, Hints (names it may mean), Policy.</summary>
    public const string UnnamedPolicy = "unnamedPolicy";

    /// <summary>A manifest that names the resources of files beside it.</summary>
    public const string Manifest = "manifest";

    /// <summary>A KMS grant.</summary>
    public const string KmsGrant = "kmsGrant";

    /// <summary>An organisation: ManagementAccountId, ServiceControlPolicies, ResourceControlPolicies (enabled or not).</summary>
    public const string Organization = "organization";

    /// <summary>A root, organisational unit or account of an organisation: OrganizationId, Kind, Name, ParentId, Tags.</summary>
    public const string OrganizationNode = "organizationNode";

    /// <summary>Guardrails attached to a node: TargetId, Type, Policies (ids).</summary>
    public const string OrganizationAttachment = "organizationAttachment";

    /// <summary>A guardrail: PolicyId, Arn, Name, Type, Document.</summary>
    public const string OrganizationPolicy = "organizationPolicy";

    /// <summary>A delegated administrator: AccountId, Services.</summary>
    public const string DelegatedAdministrator = "delegatedAdministrator";

    /// <summary>When a user, group, role or policy last used which service, as IAM tells: Arn, Actions (whether actions are told), At, Services.</summary>
    public const string LastAccessed = "lastAccessed";

    /// <summary>When anybody beneath a root, unit or account last used which service: TargetId, At, Services.</summary>
    public const string OrganizationAccess = "organizationAccess";

    /// <summary>A finding of IAM Access Analyzer.</summary>
    public const string AnalyzerFinding = "analyzerFinding";

    /// <summary>A permission set of Identity Center.</summary>
    public const string PermissionSet = "permissionSet";

    /// <summary>An account assignment of Identity Center.</summary>
    public const string AccountAssignment = "accountAssignment";

    /// <summary>A person of the identity store.</summary>
    public const string Person = "person";

    /// <summary>A group of the identity store.</summary>
    public const string PersonGroup = "personGroup";

    /// <summary>A membership of the identity store.</summary>
    public const string Membership = "membership";

    /// <summary>What became of one call of a collection.</summary>
    public const string CollectNote = "collectNote";
}
