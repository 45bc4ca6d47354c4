using System.Collections.Concurrent;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Finds what belongs to a resource: owner, policy, guardrails. One mechanism for every service: the ARN itself, or the nearest
/// resource above it that the estate knows (an object's bucket, a function's alias's function, a table's index's table).
/// </summary>
internal sealed class ResourceCompiler
{
    /// <summary>Services whose resources carry policies (IAM User Guide, "AWS services that work with IAM"): of no other can one be unknown.</summary>
    private static readonly HashSet<string> WithPolicies = new(StringComparer.Ordinal)
    {
        "acm-pca", "aoss", "apigateway", "aps", "backup", "bedrock", "bedrock-agentcore", "cloudhsm", "cloudtrail", "codeartifact", "codebuild", "dataexchange", "dsql",
        "dynamodb", "ecr", "ecr-public", "elasticfilesystem", "entityresolution", "es", "events", "execute-api", "glacier", "glue", "kinesis", "kms", "lambda", "lex", "logs",
        "mediastore", "mpa", "network-firewall", "opensearch", "organizations", "redshift", "redshift-serverless", "rekognition", "s3", "s3-object-lambda", "s3-outposts",
        "s3express", "s3tables", "s3vectors", "sagemaker", "schemas", "secretsmanager", "serverlessrepo", "ses", "signer", "sms-voice", "sns", "sqs", "ssm", "ssm-contacts",
        "ssm-incidents", "vpc-lattice", "wafv2", "xray",
    };

    /// <summary>So many ARNs are answered without a look; more would fill the memory of a long run.</summary>
    private const int MostRecent = 100_000;

    private readonly ConcurrentDictionary<string, ResourceSide> _recent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ResourceSide> _recentTrust = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Account, bool Distrustful), ResourceSide> _some = new();
    private List<string>? _underKeys;
    private int _kept;
    private readonly AwsEstate _estate;
    private readonly PolicyCompiler _compiler;
    private readonly Guardrails _guardrails;
    private readonly Dictionary<string, AwsResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AwsPrincipal> _principals = new(StringComparer.Ordinal);
    private readonly ILookup<string, AwsKmsGrant> _grants;
    private readonly Dictionary<string, string> _aliases;
    private readonly AccessControlLists _acls;
    private readonly PublicAccess _publicAccess;
    private readonly Dictionary<string, AwsAccount> _accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Arn, bool Trust), ResourceSide> _sides = new();

    public ResourceCompiler(AwsEstate estate, PolicyCompiler compiler, Guardrails guardrails)
    {
        _estate = estate;
        _compiler = compiler;
        _guardrails = guardrails;
        foreach (var resource in estate.Resources)
            _resources[resource.Arn] = resource;
        foreach (var principal in estate.Users.Concat<AwsPrincipal>(estate.Roles).Concat(estate.Groups))
            _principals[principal.Arn] = principal;
        foreach (var account in estate.Accounts)
            _accounts[account.Id] = account;
        _aliases = DataKeys.Aliases(estate);
        _acls = new AccessControlLists(estate, compiler);
        _publicAccess = new PublicAccess(estate);
        _grants = estate.KmsGrants.ToLookup(g => g.KeyArn, StringComparer.Ordinal);
    }

    /// <summary>The estate's resource that an ARN is, or lies in; null where none is known.</summary>
    public AwsResource? Known(string arn)
    {
        var lookup = _resources.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = arn.AsSpan();
        while (true)
        {
            if (lookup.TryGetValue(rest, out var resource))
                return resource;
            var cut = rest.LastIndexOfAny('/', ':');
            if (cut < 0 || rest.Count(':') < 5 || (rest[cut] == ':' && rest.Count(':') == 5))
                return null;
            rest = rest[..cut];
        }
    }

    /// <summary>Whether resources of the ARN's service carry policies at all.</summary>
    public static bool CarriesPolicy(string arn) => ArnFields.TryParse(arn, out var fields) && WithPolicies.Contains(fields.Service.ToString());

    /// <summary>The buckets and secrets whose data is under a KMS key.</summary>
    public List<string> UnderKeys => _underKeys ??= [.. _estate.Resources.Where(r => DataKeys.Of(r, _aliases) is not null and not DataKeys.Managed).Select(r => r.Arn)];

    /// <summary>The resource's side of a decision about an action.</summary>
    public ResourceSide Side(string arn, ActionName action)
    {
        var trust = FixedRules.IsAssumption(action);
        var known = trust ? _recentTrust : _recent;
        if (known.TryGetValue(arn, out var recent))
            return recent;
        var found = Find(arn, trust);
        if (Volatile.Read(ref _kept) < MostRecent && known.TryAdd(arn, found))
            Interlocked.Increment(ref _kept);
        return found;
    }

    /// <summary>
    /// The side of "at least one resource" of an account: nothing is known of it but the guardrails above; a role or key
    /// (<paramref name="distrustful"/>) may let anybody in.
    /// </summary>
    public ResourceSide Some(string account, bool distrustful)
    {
        var key = (account, distrustful);
        if (_some.TryGetValue(key, out var known))
            return known;
        return _some.GetOrAdd(key, ResourceSide.Unknown with { PolicyUnknown = distrustful, ResourceControl = account.Length == 0 ? [] : _guardrails.Of(account).ResourceControl });
    }

    private ResourceSide Find(string arn, bool trust)
    {
        // A pattern and a key of its own each time would fill the cache; what belongs to the nearest known resource is kept.
        var known = trust ? null : Known(arn);
        var key = (known?.Arn ?? Stem(arn), trust);
        return _sides.TryGetValue(key, out var side) ? side : _sides.GetOrAdd(key, trust ? Trust(arn) : known is null ? Unlisted(arn) : Listed(known));
    }

    private ResourceSide Trust(string arn)
    {
        if (_principals.TryGetValue(arn, out var principal) && principal is AwsRole role)
        {
            var policy = new AttachedPolicy(LayerNames.Trust, role.Trust.Known ? _compiler.Compile(role.Trust.Document, PolicyKind.Trust) : null);
            return Owned(role.Account) with { Policy = new PolicyLayer(LayerNames.Trust, [policy]), Tags = role.Tags };
        }
        var account = ArnFields.TryParse(arn, out var fields) ? fields.Account.ToString() : null;
        // An account whose roles are all listed has no other; of one that is not exported the trust is unknown.
        var listed = account is not null && _accounts.TryGetValue(account, out var known) && known.Exported;
        return Owned(account) with { PolicyUnknown = !listed };
    }

    private ResourceSide Unlisted(string arn)
    {
        var account = ArnFields.TryParse(arn, out var fields) && fields.Account.Length > 0 ? fields.Account.ToString() : null;
        var side = Owned(account) with { PolicyUnknown = true, Region = arn.StartsWith("arn:", StringComparison.Ordinal) ? RegionOf(arn) : null };
        if (account is not null && arn.EndsWith(":root", StringComparison.Ordinal) && arn.Contains(":iam:", StringComparison.Ordinal))
            return side with { PolicyUnknown = false, RootAssumption = _guardrails.RootAssumption(account) };
        // An access point that no export shows: neither its policy nor the bucket behind it is known.
        if (PointOf(arn) is { } point)
            side = side with { AccessPoint = point };
        if (_principals.TryGetValue(arn, out var principal))
            return side with { Tags = (principal as AwsRole)?.Tags ?? (principal as AwsUser)?.Tags, PolicyUnknown = false };
        // "A service without resource policies never allows a caller from another account."
        return ArnFields.TryParse(arn, out var named) && !WithPolicies.Contains(named.Service.ToString()) ? side with { PolicyUnknown = false } : side;
    }

    private ResourceSide Listed(AwsResource resource)
    {
        var key = resource.Type is "AWS::KMS::Key";
        var layer = key ? LayerNames.KeyPolicy : LayerNames.Resource;
        PolicyLayer? policy = resource.ResourcePolicy is { } text
            ? new PolicyLayer(layer, [new AttachedPolicy(text.Name, text.Known ? _compiler.Compile(text.Document, PolicyKind.Resource) : null)])
            : null;
        var bucket = resource.Type is "AWS::S3::Bucket";
        return Owned(resource.Account) with
        {
            Policy = policy,
            // "A service without resource policies never allows a caller from another account", listed or not.
            PolicyUnknown = policy is null && !resource.PolicyKnown && CarriesPolicy(resource.Arn),
            Region = resource.Region.Length == 0 ? null : resource.Region,
            Tags = resource.Tags.Count == 0 ? null : resource.Tags,
            // "By default, ABAC is disabled for all general purpose buckets": without it bucket tags are in no request.
            TagsCount = !bucket || Text(resource, "AbacStatus", "IsAbacEnabled") is "Enabled" or "true",
            RestrictPublicBuckets = (bucket || resource.Type is "AWS::S3::AccessPoint") && _publicAccess.RestrictsBuckets(resource),
            DataKey = DataKeys.Of(resource, _aliases),
            BucketKey = DataKeys.HasBucketKey(resource),
            Grants = key ? [.. _grants[resource.Arn].Select(g => KeyGrant.Of(g, _compiler.Keys))] : [],
            AccessPoint = resource.Type is "AWS::S3::AccessPoint" ? Point(resource) : null,
            AccessControlList = bucket ? _acls.Of(resource, _publicAccess.IgnoresLists(resource)) : null,
            OwnershipUnknown = bucket && AccessControlLists.Ownership(resource) is null,
        };
    }

    private AccessPoint Point(AwsResource resource)
    {
        var bucket = resource.Text("Bucket") ?? resource.Text("BucketName");
        var arn = bucket is null || bucket.StartsWith("arn:", StringComparison.Ordinal) ? bucket
            : ArnFields.TryParse(resource.Arn, out var own) ? $"arn:{own.Partition}:s3:::{bucket}" : null;
        return new AccessPoint(resource.Arn, resource.Account, arn, resource.Text("NetworkOrigin"));
    }

    private ResourceSide Owned(string? account)
    {
        if (account is null)
            return ResourceSide.Unknown;
        var above = _guardrails.Of(account);
        return new ResourceSide
        {
            Account = account,
            OrganizationId = above.OrganizationId,
            OrganizationPath = above.Path,
            ResourceControl = above.ResourceControl,
        };
    }

    private static AccessPoint? PointOf(string arn)
    {
        if (!ArnFields.TryParse(arn, out var fields) || !fields.Service.SequenceEqual("s3") || !fields.Resource.StartsWith("accesspoint/"))
            return null;
        var name = fields.Resource["accesspoint/".Length..];
        var slash = name.IndexOf('/');
        return new AccessPoint(slash < 0 ? arn : arn[..(arn.Length - name.Length + slash)], fields.Account.ToString(), null, null);
    }

    private static string? Text(AwsResource resource, params string[] names) =>
        names.Select(n => resource.Text(n) ?? resource.Text(n, "Status")).FirstOrDefault(t => t is not null);

    /// <summary>The region that an ARN names; a star stands for any, so it names none.</summary>
    private static string? RegionOf(string arn) =>
        ArnFields.TryParse(arn, out var fields) && fields.Region.Length > 0 && !fields.Region.ContainsAny('*', '?') ? fields.Region.ToString() : null;

    /// <summary>What tells unlisted resources apart for a decision: the owner and, for IAM, the ARN.</summary>
    private string Stem(string arn)
    {
        if (!ArnFields.TryParse(arn, out var fields) || fields.Service is "iam" || fields.Resource.StartsWith("accesspoint/"))
            return arn;
        return string.Concat("arn:", fields.Partition, ":", fields.Service) + $":{fields.Region}:{fields.Account}:";
    }
}
