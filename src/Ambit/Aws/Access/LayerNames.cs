namespace Ambit.Aws.Access;

/// <summary>The layers of an evaluation as answers name them.</summary>
public static class LayerNames
{
    /// <summary>Policies of the user and its groups, or of the role.</summary>
    public const string Identity = "identity";

    /// <summary>The permissions boundary.</summary>
    public const string Boundary = "boundary";

    /// <summary>Policies given with the session.</summary>
    public const string Session = "session";

    /// <summary>Service control policies.</summary>
    public const string ServiceControl = "scp";

    /// <summary>Resource control policies.</summary>
    public const string ResourceControl = "rcp";

    /// <summary>The resource's policy.</summary>
    public const string Resource = "resource";

    /// <summary>A role's trust policy.</summary>
    public const string Trust = "trust";

    /// <summary>A KMS key's policy.</summary>
    public const string KeyPolicy = "keyPolicy";

    /// <summary>KMS grants.</summary>
    public const string KeyGrant = "keyGrant";

    /// <summary>The policy of the VPC endpoint.</summary>
    public const string VpcEndpoint = "vpcEndpoint";

    /// <summary>S3 Block Public Access.</summary>
    public const string PublicAccessBlock = "publicAccessBlock";

    /// <summary>The KMS key that the data is under.</summary>
    public const string DataKey = "dataKey";

    /// <summary>The access control list of a bucket.</summary>
    public const string AccessControlList = "acl";

    /// <summary>The bucket behind an access point.</summary>
    public const string Bucket = "bucket";

    /// <summary>Another permission that the same call needs.</summary>
    public const string Besides = "besides";

    /// <summary>A rule of the service that no policy changes.</summary>
    public const string Service = "service";
}
