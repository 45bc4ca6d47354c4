namespace Ambit.Aws.Inventory;

/// <summary>What users, groups and roles share.</summary>
public abstract record AwsPrincipal
{
    /// <summary>The ARN with its path.</summary>
    public required string Arn { get; init; }

    /// <summary>The account it is in.</summary>
    public required string Account { get; init; }

    /// <summary>The name without path.</summary>
    public required string Name { get; init; }

    /// <summary>The path, <c>/</c> where none.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The unique id (AIDA…, AROA…, AGPA…), null where unknown.</summary>
    public string? UniqueId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Inline policies.</summary>
    public IReadOnlyList<PolicyText> InlinePolicies { get; init; } = [];

    /// <summary>ARNs of attached managed policies; a document may be missing from <see cref="AwsEstate.ManagedPolicies"/>.</summary>
    public IReadOnlyList<string> AttachedPolicies { get; init; } = [];

    /// <summary>Whether the exports show its policies; false where it is only listed (<c>iam list-roles</c>).</summary>
    public bool PoliciesKnown { get; init; } = true;
}
