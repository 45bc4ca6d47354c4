using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Model;

namespace Ambit.Tests.Aws.Access;

/// <summary>Builds small estates in few words.</summary>
internal static class SmallEstate
{
    public const string A = "111111111111";
    public const string B = "222222222222";

    public static readonly AwsEstate Empty = new()
    {
        Accounts = [Account(A), Account(B)],
        Organizations = [],
        Users = [],
        Groups = [],
        Roles = [],
        ManagedPolicies = new Dictionary<string, AwsManagedPolicy>(),
        InstanceProfiles = [],
        Resources = [],
        KmsGrants = [],
        IdentityCenter = IdentityCenter.None,
        Coverage = new HashSet<(string, string)>(),
    };

    public static AwsAccount Account(string id, PublicAccessBlock? block = null) => new(id, "aws", id, null, null, new Dictionary<string, string>(), Exported: true, block);

    public static PolicyText Policy(string name, string statements)
    {
        using var json = JsonDocument.Parse($$"""{"Version":"2012-10-17","Statement":{{statements}}}""");
        return new PolicyText(name, json.RootElement.Clone(), default(SourceLocation));
    }

    public static string Allow(string action, string resource = "*", string rest = "") => $$"""[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"{{rest}}}]""";

    public static AwsUser User(string name, string statements = "[]", string account = A) => new()
    {
        Arn = $"arn:aws:iam::{account}:user/{name}",
        Account = account,
        Name = name,
        UniqueId = $"AIDA{name}",
        InlinePolicies = [Policy("own", statements)],
    };

    public static AwsRole Role(string name, string trust, string statements = "[]", string account = A) => new()
    {
        Arn = $"arn:aws:iam::{account}:role/{name}",
        Account = account,
        Name = name,
        UniqueId = $"AROA{name}",
        Trust = Policy("trust", trust),
        InlinePolicies = [Policy("own", statements)],
    };

    public static string Trusts(string principal, string rest = "") => $$"""[{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"{{rest}}}]""";

    public static AwsResource Resource(string arn, string type, string? policy = null, string account = A, string properties = "{}", params (string Key, string Value)[] tags)
    {
        using var json = JsonDocument.Parse(properties);
        return new AwsResource(
            arn, type, account, "eu-west-1", arn[(arn.LastIndexOfAny(['/', ':']) + 1)..], tags.ToDictionary(t => t.Key, t => t.Value),
            policy is null ? null : Policy("resource policy", policy), PolicyKnown: true, json.RootElement.Clone());
    }

    public static AwsResource Bucket(string name, string? policy = null, string account = A, string properties = "{}", params (string Key, string Value)[] tags) =>
        Resource($"arn:aws:s3:::{name}", "AWS::S3::Bucket", policy, account, properties, tags);
}
