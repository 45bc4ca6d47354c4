using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// The condition keys that make a grant to everybody non-public, when their value is fixed: "a bucket policy must grant access only
/// to fixed values (values that don't contain a wildcard or a policy variable) of one or more of the following" (S3 User Guide,
/// "The meaning of public"). Keys outside this table do not narrow.
/// </summary>
internal static class PublicKeys
{
    private const string SourceIp = "aws:SourceIp";
    private const string AccessPoint = "s3:DataAccessPointArn";

    private static readonly string[] Texts =
    [
        "aws:SourceArn", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceOwner", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths",
        "aws:userid", "s3:x-amz-server-side-encryption-aws-kms-key-id", AccessPoint, "s3:DataAccessPointAccount", SourceIp,
        // "An AWS principal, user, role, or service principal", by the keys that tell who it is.
        "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalServiceName",
        "aws:PrincipalServiceNamesList", "kms:CallerAccount",
    ];

    /// <summary>The demand that no key of the table holds a value that the policies fix.</summary>
    public static IEnumerable<Demand> Unfixed(RequestSpaces spaces, IReadOnlyList<PolicyDocument> documents)
    {
        foreach (var key in Texts)
        {
            if (spaces.Key(key) is not { } space)
                continue;
            var conditions = documents.SelectMany(d => d.Statements.SelectMany(s => s.Conditions.Select(c => (Condition: c, d.ExpandsVariables))))
                .Where(c => c.Condition.Key.Equals(key, StringComparison.OrdinalIgnoreCase) && c.Condition.Operator is not null).ToList();
            var globs = conditions.SelectMany(c => Fixed(key, c.Condition, c.ExpandsVariables)).ToList();
            if (globs.Count > 0)
                yield return spaces.OnKey(key, space.AddText(globs, whenAbsent: false, any: true), holds: false);
            var networks = conditions.Where(c => c.Condition.Operator!.Value.Comparison is Comparison.IpAddress or Comparison.NotIpAddress)
                .SelectMany(c => c.Condition.Values).Where(Narrow).Distinct(StringComparer.Ordinal).ToList();
            if (networks.Count > 0)
                yield return spaces.OnKey(key, space.AddPoints("fixed networks", p => ComparedValue.Holds(Comparison.IpAddress, networks, p), whenAbsent: false), holds: false);
        }
    }

    private static IEnumerable<Glob> Fixed(string key, ConditionEntry condition, bool expands)
    {
        var comparison = condition.Operator!.Value.Comparison;
        if (ComparedValue.FamilyOf(comparison) is not null || comparison is Comparison.Null)
            yield break;
        var literal = comparison is Comparison.StringEquals or Comparison.StringNotEquals or Comparison.StringEqualsIgnoreCase or Comparison.StringNotEqualsIgnoreCase;
        foreach (var value in condition.Values)
        {
            if (expands && value.Contains("${", StringComparison.Ordinal))
                continue;
            if (literal || !value.AsSpan().ContainsAny('*', '?'))
                yield return Glob.Exact(value, comparison is Comparison.StringEqualsIgnoreCase or Comparison.StringNotEqualsIgnoreCase);
            // "This value can contain a wildcard for the access point name, as long as the account ID is fixed."
            else if (key == AccessPoint && ArnFields.TryParse(value, out var arn) && arn.Account.Length == 12 && !arn.Account.ContainsAny('*', '?'))
                yield return Glob.Wild(value);
        }
    }

    /// <summary>"A value broader than /8 for IPv4 and /32 for IPv6" is public.</summary>
    private static bool Narrow(string network)
    {
        if (!NetworkText.TryParse(network, out var read))
            return false;
        var bits = UInt128.PopCount(read.Mask);
        return read.V4 ? bits >= 8 : bits >= 32;
    }
}
