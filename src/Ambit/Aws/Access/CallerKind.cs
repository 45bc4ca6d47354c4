namespace Ambit.Aws.Access;

/// <summary>What kind of principal calls (IAM User Guide, "AWS JSON policy elements: Principal").</summary>
public enum CallerKind
{
    /// <summary>An IAM user.</summary>
    User,

    /// <summary>A role, by whatever session.</summary>
    Role,

    /// <summary>One session of a role.</summary>
    RoleSession,

    /// <summary>A session of GetFederationToken.</summary>
    FederatedUser,

    /// <summary>An account's root user.</summary>
    Root,

    /// <summary>A service principal.</summary>
    Service,

    /// <summary>Somebody whom a SAML or OIDC provider vouches for, while he asks for a role.</summary>
    Federated,

    /// <summary>Nobody known.</summary>
    Anonymous,
}
