namespace Ambit.Aws.Policies;

/// <summary>An action of a request, prepared: "actions are not case-sensitive".</summary>
/// <param name="Name">In the catalogue's spelling where it knows the action.</param>
/// <param name="Lower">Lower case, for matching.</param>
/// <param name="Service">The service's prefix, lower case.</param>
/// <param name="Index">Its place in the catalogue, -1 where it is not known.</param>
/// <param name="WildcardOnly">Whether it takes no resource type.</param>
/// <param name="ResourceControl">Whether resource control policies apply to its service.</param>
internal sealed record ActionName(string Name, string Lower, string Service, int Index, bool WildcardOnly, bool ResourceControl)
{
    /// <summary>Whether it is decided by a role's trust policy.</summary>
    public bool Assumption { get; } = Lower is "sts:assumerole" or "sts:assumerolewithsaml" or "sts:assumerolewithwebidentity" or "sts:tagsession"
        or "sts:setsourceidentity" or "sts:setcontext";

    /// <summary>
    /// The KMS action that it needs besides on the key that the data is under: <c>kms:Decrypt</c> to read, <c>kms:GenerateDataKey</c>
    /// to write (S3 User Guide, "Using server-side encryption with AWS KMS keys"; Secrets Manager User Guide, "Secret encryption and
    /// decryption"); null where none.
    /// </summary>
    public string? DataKey { get; } = Lower switch
    {
        "s3:getobject" or "s3:getobjectversion" or "s3:getobjecttorrent" or "secretsmanager:getsecretvalue" => "kms:Decrypt",
        "s3:putobject" => "kms:GenerateDataKey",
        _ => null,
    };

    /// <summary>Whether services rather than policies decide some of its requests.</summary>
    public bool Ruled { get; } = Service is "sts" or "iam" or "kms";
}
