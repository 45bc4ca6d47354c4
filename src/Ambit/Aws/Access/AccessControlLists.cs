using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// What the access control lists of buckets allow, as the statements of a policy (S3 User Guide, "Access control list (ACL)
/// overview", "Mapping of ACL permissions and access policy permissions"). "With the bucket owner enforced setting ACLs are disabled
/// and no longer affect permissions"; <c>IgnorePublicAcls</c> takes out what is granted to everybody.
/// </summary>
internal sealed class AccessControlLists(AwsEstate estate, PolicyCompiler compiler)
{
    private const string Everybody = "AllUsers";
    private const string Authenticated = "AuthenticatedUsers";
    private readonly Dictionary<string, string> _accounts = Turned(CanonicalIds(estate));

    /// <summary>The canonical user id of each account, as the lists of its own buckets tell their owner.</summary>
    public static Dictionary<string, string> CanonicalIds(AwsEstate estate)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var bucket in estate.Resources)
        {
            if (bucket.Type is "AWS::S3::Bucket" && (bucket.Text("AccessControlList", "Owner", "ID") ?? bucket.Text("AccessControlList", "Owner", "Id")) is { Length: > 0 } id)
                ids.TryAdd(bucket.Account, id);
        }
        return ids;
    }

    /// <summary>The object ownership of a bucket: <c>BucketOwnerEnforced</c>, <c>BucketOwnerPreferred</c>, <c>ObjectWriter</c>; null where no export tells.</summary>
    public static string? Ownership(AwsResource bucket) =>
        bucket.Text("ObjectOwnership") ?? (bucket.Properties.ValueKind is JsonValueKind.Object && bucket.Properties.TryGetProperty("OwnershipControls", out var controls)
            ? Rule(controls) : null);

    /// <summary>What the bucket's list allows; null where nothing, or where ACLs are disabled.</summary>
    public PolicyLayer? Of(AwsResource bucket, bool ignorePublic)
    {
        if (Ownership(bucket) is "BucketOwnerEnforced" || bucket.Properties.ValueKind is not JsonValueKind.Object
            || !bucket.Properties.TryGetProperty("AccessControlList", out var list))
            return null;
        var statements = Grants(list).Select((g, i) => Statement(bucket, g, i, ignorePublic)).OfType<Statement>().ToList();
        if (statements.Count == 0)
            return null;
        var compiled = compiler.Compile(new PolicyDocument(PolicyDocument.CurrentVersion, null, statements, []), PolicyKind.Resource);
        return new PolicyLayer(LayerNames.AccessControlList, [new AttachedPolicy($"acl of {bucket.Arn}", compiled)]);
    }

    private Statement? Statement(AwsResource bucket, (string Grantee, string Permission) grant, int index, bool ignorePublic)
    {
        var actions = Actions(grant.Permission);
        var everybody = grant.Grantee is Everybody or Authenticated;
        if (actions.Length == 0 || (everybody && ignorePublic) || Principal(grant.Grantee) is not { } principal)
            return null;
        return new Statement
        {
            Index = index,
            Sid = $"{grant.Permission} to {grant.Grantee}",
            Effect = Effect.Allow,
            Principal = new PrincipalElement(false, [principal]),
            Actions = actions,
            Resources = [bucket.Arn, $"{bucket.Arn}/*"],
            HasResource = true,
            // Every AWS principal, of whatever account, has an account; anonymous callers have none.
            Conditions = grant.Grantee is Authenticated
                ? [new ConditionEntry("Null", new Conditions.ConditionOperator(Ambit.Aws.Conditions.SetQualifier.None, Ambit.Aws.Conditions.Comparison.Null, false), "aws:PrincipalAccount", ["false"])]
                : [],
        };
    }

    private PrincipalEntry? Principal(string grantee) => grantee switch
    {
        Everybody or Authenticated => new PrincipalEntry(PrincipalKind.Everyone, "*"),
        _ when _accounts.TryGetValue(grantee, out var account) => new PrincipalEntry(PrincipalKind.Aws, account),
        // The log delivery group writes logs as a service; other ids are accounts that no export knows.
        "LogDelivery" => null,
        _ => new PrincipalEntry(PrincipalKind.CanonicalUser, grantee),
    };

    private static string[] Actions(string permission) => permission.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "READ" => ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
        "WRITE" => ["s3:PutObject"],
        "READACP" => ["s3:GetBucketAcl"],
        "WRITEACP" => ["s3:PutBucketAcl"],
        "FULLCONTROL" => ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads", "s3:PutObject", "s3:GetBucketAcl", "s3:PutBucketAcl"],
        _ => [],
    };

    /// <summary>The grants as the API (<c>Grants</c>) and Config (<c>GrantList</c>) write them: to a group or a canonical id.</summary>
    private static IEnumerable<(string Grantee, string Permission)> Grants(JsonElement list)
    {
        var grants = list.ValueKind is JsonValueKind.Array ? list : Member(list, "Grants") ?? Member(list, "GrantList") ?? Member(list, "GrantSet") ?? default;
        if (grants.ValueKind is not JsonValueKind.Array)
            yield break;
        foreach (var grant in grants.EnumerateArray())
        {
            if (Member(grant, "Permission") is not { ValueKind: JsonValueKind.String } permission || Member(grant, "Grantee") is not { } grantee)
                continue;
            var name = grantee.ValueKind is JsonValueKind.String ? grantee : Member(grantee, "URI") ?? Member(grantee, "Uri") ?? Member(grantee, "ID") ?? Member(grantee, "Id") ?? default;
            if (name.ValueKind is JsonValueKind.String && name.GetString() is { Length: > 0 } text)
                yield return (text[(text.LastIndexOf('/') + 1)..], permission.GetString()!);
        }
    }

    private static string? Rule(JsonElement controls)
    {
        var rules = controls.ValueKind is JsonValueKind.Array ? controls : Member(controls, "Rules") ?? default;
        if (rules.ValueKind is not JsonValueKind.Array)
            return null;
        return rules.EnumerateArray().Select(r => Member(r, "ObjectOwnership")).FirstOrDefault(o => o is { ValueKind: JsonValueKind.String })?.GetString();
    }

    /// <summary>A member by its name, the first letter in either case.</summary>
    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && (json.TryGetProperty(name, out var value) || json.TryGetProperty($"{char.ToLowerInvariant(name[0])}{name[1..]}", out value))
            ? value : null;

    private static Dictionary<string, string> Turned(Dictionary<string, string> ids)
    {
        var accounts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (account, id) in ids)
            accounts.TryAdd(id, account);
        return accounts;
    }
}
