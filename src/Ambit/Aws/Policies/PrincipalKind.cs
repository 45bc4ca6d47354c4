namespace Ambit.Aws.Policies;

/// <summary>The key under which a Principal element names somebody (IAM User Guide, "AWS JSON policy elements: Principal").</summary>
public enum PrincipalKind
{
    /// <summary>The bare <c>"*"</c>: everybody, anonymous callers too.</summary>
    Everyone = 0,

    /// <summary><c>AWS</c>: an account, user, role, session, or <c>*</c> for every AWS principal.</summary>
    Aws = 1,

    /// <summary><c>Service</c>: a service principal.</summary>
    Service = 2,

    /// <summary><c>Federated</c>: a SAML or OIDC provider.</summary>
    Federated = 3,

    /// <summary><c>CanonicalUser</c>: an account by its canonical user id (S3, CloudFront identities).</summary>
    CanonicalUser = 4,
}
