using System.Collections.Concurrent;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.Policies;

/// <summary>
/// Interns condition keys. "Context key names are not case-sensitive" (IAM User Guide, "Condition"); whether a key holds several
/// values is a property of the key, from the catalogue.
/// </summary>
internal sealed class RequestKeys(AwsCatalogue? catalogue)
{
    private static readonly Dictionary<string, RequestKeyKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["aws:PrincipalArn"] = RequestKeyKind.PrincipalArn,
        ["aws:PrincipalAccount"] = RequestKeyKind.PrincipalAccount,
        ["aws:PrincipalOrgID"] = RequestKeyKind.PrincipalOrgId,
        ["aws:PrincipalOrgPaths"] = RequestKeyKind.PrincipalOrgPaths,
        ["aws:PrincipalType"] = RequestKeyKind.PrincipalType,
        ["aws:PrincipalIsAWSService"] = RequestKeyKind.PrincipalIsAwsService,
        ["aws:PrincipalServiceName"] = RequestKeyKind.PrincipalServiceName,
        ["aws:PrincipalServiceNamesList"] = RequestKeyKind.PrincipalServiceNamesList,
        ["aws:userid"] = RequestKeyKind.UserId,
        ["aws:username"] = RequestKeyKind.UserName,
        ["aws:ResourceAccount"] = RequestKeyKind.ResourceAccount,
        ["s3:ResourceAccount"] = RequestKeyKind.ResourceAccount,
        ["aws:ResourceOrgID"] = RequestKeyKind.ResourceOrgId,
        ["aws:ResourceOrgPaths"] = RequestKeyKind.ResourceOrgPaths,
        ["aws:CurrentTime"] = RequestKeyKind.CurrentTime,
        ["aws:EpochTime"] = RequestKeyKind.EpochTime,
        ["aws:SecureTransport"] = RequestKeyKind.SecureTransport,
        ["aws:RequestedRegion"] = RequestKeyKind.RequestedRegion,
        ["aws:MultiFactorAuthPresent"] = RequestKeyKind.MultiFactorAuthPresent,
        ["aws:MultiFactorAuthAge"] = RequestKeyKind.MultiFactorAuthAge,
        ["aws:SourceArn"] = RequestKeyKind.SourceArn,
        ["aws:SourceAccount"] = RequestKeyKind.SourceAccount,
        ["aws:SourceOrgID"] = RequestKeyKind.SourceOrgId,
        ["aws:SourceOrgPaths"] = RequestKeyKind.SourceOrgPaths,
        ["aws:FederatedProvider"] = RequestKeyKind.FederatedProvider,
        ["aws:TokenIssueTime"] = RequestKeyKind.TokenIssueTime,
        ["aws:SourceIdentity"] = RequestKeyKind.SourceIdentity,
        ["kms:CallerAccount"] = RequestKeyKind.CallerAccount,
        ["aws:ViaAWSService"] = RequestKeyKind.ViaAwsService,
        ["aws:CalledVia"] = RequestKeyKind.CalledVia,
        ["aws:CalledViaFirst"] = RequestKeyKind.CalledVia,
        ["aws:CalledViaLast"] = RequestKeyKind.CalledVia,
    };

    /// <summary>The global multivalued keys (IAM User Guide, "Multivalued context keys"), for when no catalogue is at hand.</summary>
    private static readonly HashSet<string> Multivalued = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:CalledVia", "aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList", "aws:ResourceOrgPaths", "aws:SourceOrgPaths", "aws:TagKeys",
        "aws:VpceOrgPaths",
    };

    private readonly ConcurrentDictionary<string, RequestKey> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one object of a key.</summary>
    public RequestKey Intern(string name) => _keys.TryGetValue(name, out var key) ? key : _keys.GetOrAdd(name, Make);

    private RequestKey Make(string name)
    {
        var colon = name.IndexOf(':');
        var service = colon < 0 ? "" : name[..colon].ToLowerInvariant();
        var slash = name.IndexOf('/');
        var stem = slash < 0 ? name : name[..slash];
        var tag = slash < 0 ? "" : name[(slash + 1)..];
        if (!Kinds.TryGetValue(name, out var kind))
            kind = KindOfTag(stem, tag, service);
        return new RequestKey(name, service, tag, kind, Several(name, kind));
    }

    private static RequestKeyKind KindOfTag(string stem, string tag, string service)
    {
        if (tag.Length > 0)
        {
            if (stem.Equals("aws:PrincipalTag", StringComparison.OrdinalIgnoreCase))
                return RequestKeyKind.PrincipalTag;
            if (stem.Equals("s3:BucketTag", StringComparison.OrdinalIgnoreCase))
                return RequestKeyKind.BucketTag;
            // aws:ResourceTag/k, iam:ResourceTag/k, ec2:ResourceTag/k, ssm:resourceTag/k ask the same.
            if (stem.EndsWith(":ResourceTag", StringComparison.OrdinalIgnoreCase))
                return RequestKeyKind.ResourceTag;
        }
        return service is "saml" || service.Contains('.', StringComparison.Ordinal) ? RequestKeyKind.Federation : RequestKeyKind.Other;
    }

    private bool? Several(string name, RequestKeyKind kind)
    {
        if (Multivalued.Contains(name))
            return true;
        if (kind is RequestKeyKind.PrincipalTag or RequestKeyKind.ResourceTag or RequestKeyKind.BucketTag)
            return false;
        if (catalogue?.FindConditionKey(name) is { } known)
            return known.Multivalued;
        return kind is RequestKeyKind.Other or RequestKeyKind.Federation ? null : false;
    }
}
