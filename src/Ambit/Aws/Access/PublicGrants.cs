using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// What S3 calls public: "Amazon S3 begins by assuming that the policy is public"; a grant to everybody is not public where it
/// is narrowed to fixed values, without wildcard or policy variable, of one of a few keys
/// (S3 User Guide, "Blocking public access", "The meaning of public").
/// </summary>
internal static class PublicGrants
{
    private static readonly HashSet<string> Narrowing = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:SourceArn", "aws:SourceVpc", "aws:SourceVpce",
        "aws:SourceOwner", "aws:SourceAccount", "aws:SourceOrgID", "aws:userid", "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "s3:DataAccessPointArn", "s3:DataAccessPointAccount", "aws:PrincipalServiceName",
    };

    /// <summary>Whether a policy holds a public grant: "one public statement anywhere" makes it public.</summary>
    public static bool Any(PolicyLayer layer) => Array.Exists(layer.Allows, Public);

    /// <summary>Whether one statement is a public grant.</summary>
    public static bool Public(CompiledStatement statement) =>
        statement.Source.Effect is Effect.Allow && Everybody(statement.Source.Principal) && !Array.Exists(statement.Conditions, Narrows);

    private static bool Everybody(PrincipalElement? element) =>
        element is not null && (element.Negated || element.Entries.Any(e => e.Kind is PrincipalKind.Everyone || e is { Kind: PrincipalKind.Aws, Value: "*" }));

    private static bool Narrows(CompiledCondition condition)
    {
        var op = condition.Operator;
        if (condition.Source.Operator is null || op.IfExists || op.Qualifier is SetQualifier.ForAllValues || condition.Values.Count == 0)
            return false;
        if (condition.Key.Name.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase))
            return op.Comparison is Comparison.IpAddress && condition.Values.All(v => NarrowNetwork(v.Raw));
        if (op.Comparison is not (Comparison.StringEquals or Comparison.StringEqualsIgnoreCase or Comparison.StringLike or Comparison.ArnEquals or Comparison.ArnLike))
            return false;
        var accessPoint = condition.Key.Name.Equals("s3:DataAccessPointArn", StringComparison.OrdinalIgnoreCase);
        return Narrowing.Contains(condition.Key.Name) && condition.Values.All(v => accessPoint ? FixedAccount(v.Raw) : Fixed(v.Raw));
    }

    private static bool Fixed(string value) => !value.AsSpan().ContainsAny('*', '?') && !value.Contains("${", StringComparison.Ordinal);

    /// <summary>"This value can contain a wildcard for the access point name without rendering the policy public, as long as the account id is fixed."</summary>
    private static bool FixedAccount(string value) => ArnFields.TryParse(value, out var arn) && Fixed(arn.Account.ToString()) && arn.Account.Length > 0;

    /// <summary>"CIDR blocks wider than /8 for IPv4 and /32 for IPv6 are public."</summary>
    private static bool NarrowNetwork(string value)
    {
        if (!NetworkText.TryParse(value, out var network))
            return false;
        return UInt128.PopCount(network.Mask) >= (network.V4 ? 8u : 32u);
    }
}
