namespace Ambit.Aws.CloudTrail;

/// <summary>What a call is to IAM.</summary>
public enum MappingKind
{
    /// <summary>Permissions are checked for it.</summary>
    Permissions = 0,

    /// <summary>It needs none: a sign-in, a service's own event, a call that carries no signature.</summary>
    NoPermission = 1,

    /// <summary>Neither the catalogue nor the tables know it.</summary>
    Unmapped = 2,
}
