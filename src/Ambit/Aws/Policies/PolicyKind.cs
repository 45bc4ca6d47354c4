namespace Ambit.Aws.Policies;

/// <summary>What a policy is to an evaluation; grammar and matching differ a little between them.</summary>
public enum PolicyKind
{
    /// <summary>Of a user, group, role or permission set.</summary>
    Identity,

    /// <summary>A permissions boundary.</summary>
    Boundary,

    /// <summary>Given with the session.</summary>
    Session,

    /// <summary>Of a resource.</summary>
    Resource,

    /// <summary>Of a role: who may assume it.</summary>
    Trust,

    /// <summary>A service control policy.</summary>
    ServiceControl,

    /// <summary>A resource control policy.</summary>
    ResourceControl,

    /// <summary>Of a VPC endpoint.</summary>
    VpcEndpoint,
}
