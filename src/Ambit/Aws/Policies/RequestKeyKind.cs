namespace Ambit.Aws.Policies;

/// <summary>The condition keys that an evaluator can answer by itself, by what they ask (IAM User Guide, "AWS global condition context keys").</summary>
internal enum RequestKeyKind
{
    /// <summary>Only the request can tell.</summary>
    Other,
    PrincipalArn,
    PrincipalAccount,
    PrincipalOrgId,
    PrincipalOrgPaths,
    PrincipalType,
    PrincipalTag,
    PrincipalIsAwsService,
    PrincipalServiceName,
    PrincipalServiceNamesList,
    UserId,
    UserName,
    ResourceAccount,
    ResourceOrgId,
    ResourceOrgPaths,
    ResourceTag,
    BucketTag,
    CurrentTime,
    EpochTime,
    SecureTransport,
    RequestedRegion,
    MultiFactorAuthPresent,
    MultiFactorAuthAge,
    SourceArn,
    SourceAccount,
    SourceOrgId,
    SourceOrgPaths,
    FederatedProvider,
    TokenIssueTime,
    SourceIdentity,
    CallerAccount,
    ViaAwsService,
    CalledVia,

    /// <summary>A key of a SAML or OIDC provider (<c>token.actions.githubusercontent.com:sub</c>, <c>SAML:aud</c>).</summary>
    Federation,
}
