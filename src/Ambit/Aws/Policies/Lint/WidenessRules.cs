using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Lint;

/// <summary>
/// Wildcards and variables in conditions that guard a resource (IAM User Guide, "AWS global condition context keys", "Sensitive
/// condition keys"), and keys that guard nothing.
/// </summary>
internal static class WidenessRules
{
    private static readonly string[] Sensitive =
    [
        "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceVpc", "aws:SourceVpce", "aws:VpceAccount", "aws:VpceOrgID",
    ];

    private static readonly string[] Guarding = ["aws:PrincipalArn", "aws:SourceArn", "aws:SourceOwner", "aws:PrincipalOrgPaths", "aws:SourceOrgPaths"];
    private static readonly string[] SetByTheCaller = ["aws:Referer", "aws:UserAgent"];
    private static readonly string[] Newer = ["aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"];

    /// <summary>Services that send the keys of the endpoint's owner (IAM User Guide, "aws:VpceAccount", mid-2026).</summary>
    private static readonly string[] SendsVpce = ["s3", "kms", "secretsmanager", "dynamodb", "sqs", "sns", "lambda", "ecr", "sts", "ssm", "logs", "kinesis", "bedrock"];

    public static void Apply(LintDocument document)
    {
        foreach (var statement in document.Statements)
        {
            foreach (var condition in statement.Conditions)
            {
                if (document.Kind is PolicyKind.Resource or PolicyKind.Trust)
                    Wide(document, condition);
                Key(document, statement, condition);
            }
        }
    }

    private static void Wide(LintDocument document, LintCondition condition)
    {
        if (condition.Operator is not { Comparison: not Comparison.Null } op || op.Negated)
            return;
        var key = condition.Key.Name;
        var sensitive = Sensitive.Contains(key, StringComparer.OrdinalIgnoreCase);
        foreach (var value in condition.Values)
        {
            var wild = op.Comparison is Comparison.StringLike or Comparison.ArnLike or Comparison.ArnEquals && value.Text.AsSpan().ContainsAny('*', '?');
            var variable = document.Expands && value.Text.Contains("${", StringComparison.Ordinal) && !value.Text.Contains("${*}", StringComparison.Ordinal);
            if (sensitive && variable)
                document.Report("VARIABLE_USAGE_TOO_PERMISSIVE", value, $"`{key}` takes no variable: `{value.Text}`");
            else if (sensitive && wild)
                document.Report("WILDCARD_USAGE_TOO_PERMISSIVE", value, $"`{key}` takes no wildcard: `{value.Text}`");
            else if (Guarding.Contains(key, StringComparer.OrdinalIgnoreCase) && value.Text.Trim('*').Length == 0 && wild)
                document.Report("WILDCARD_USAGE_TOO_PERMISSIVE", value, $"`{value.Text}` lets every `{key}` through");
            else if (key.Equals("aws:userid", StringComparison.OrdinalIgnoreCase) && wild && value.Text is ['*', ':', ..] is false && value.Text.IndexOf('*') is >= 0 and < 6 && !value.Text.Contains(':'))
                document.Report("WILDCARD_USAGE_TOO_PERMISSIVE", value, $"`{value.Text}`: in `aws:userid` a wildcard stands right of the colon, or alone left of it");
        }
    }

    private static void Key(LintDocument document, LintStatement statement, LintCondition condition)
    {
        var key = condition.Key.Name;
        if (statement.Allows && condition.Operator is { Negated: false, Comparison: not Comparison.Null } && SetByTheCaller.Contains(key, StringComparer.OrdinalIgnoreCase))
            document.Report("UNTRUSTWORTHY_CONDITION_KEY", condition.Key, $"the caller sets `{key}` as it likes");
        if (key.Equals("aws:VpcSourceIp", StringComparison.OrdinalIgnoreCase) && !statement.Asks("aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"))
            document.Report("MISSING_PAIRED_CONDITION_KEYS", condition.Key, "`aws:VpcSourceIp` means nothing without `aws:SourceVpc`: every VPC has these addresses");
        if (document.Kind is PolicyKind.Resource && key.Equals("s3:ResourceAccount", StringComparison.OrdinalIgnoreCase))
            document.Report("IRRELEVANT_CONDITION_KEY_IN_POLICY", condition.Key, $"`{key}` is always the account of the resource that the policy is attached to");
        if (!Newer.Contains(key, StringComparer.OrdinalIgnoreCase))
            return;
        var silent = statement.ActionTexts.Select(a => a.Text.Split(':')[0]).Where(s => s != "*" && !SendsVpce.Contains(s, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (silent.Count > 0)
            document.Report("USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES", condition.Key, $"`{key}` is not sent by every service: not, as far as known, by {string.Join(", ", silent.Take(5))}");
    }
}
