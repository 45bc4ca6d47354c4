using System.Text.Json;
using System.Text.RegularExpressions;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Lint;

/// <summary>What conditions compare with.</summary>
internal static partial class ConditionValueRules
{
    public static void Apply(LintDocument document)
    {
        foreach (var condition in document.Statements.SelectMany(s => s.Conditions).Where(c => c.Operator is not null))
        {
            JsonTypes(document, condition);
            Family(document, condition);
            Values(document, condition);
            Wildcards(document, condition);
            Several(document, condition);
            foreach (var value in condition.Values.Where(v => !Open(v.Text)))
                Form(document, condition, value);
        }
    }

    private static void JsonTypes(LintDocument document, LintCondition condition)
    {
        var kinds = condition.Values.Select(v => v.Kind is JsonValueKind.True or JsonValueKind.False ? JsonValueKind.True : v.Kind).Distinct().ToList();
        if (kinds.Count > 1)
            document.Report("INVALID_CONDITION_DATA_TYPE", condition.Key, $"the values of `{condition.Key.Name}` are of several JSON types");
    }

    /// <summary>The operator's family against the key's type.</summary>
    private static void Family(LintDocument document, LintCondition condition)
    {
        var comparison = condition.Operator!.Value.Comparison;
        if (comparison is Comparison.Null || document.Catalogue.FindConditionKey(condition.Key.Name) is not { } key)
            return;
        var text = comparison is <= Comparison.StringNotLike;
        var fits = key.Type switch
        {
            ConditionKeyType.Numeric => comparison is >= Comparison.NumericEquals and <= Comparison.NumericGreaterThanEquals,
            ConditionKeyType.Date => comparison is >= Comparison.NumericEquals and <= Comparison.DateGreaterThanEquals,
            ConditionKeyType.Bool => comparison is Comparison.Bool,
            ConditionKeyType.IpAddress => comparison is Comparison.IpAddress or Comparison.NotIpAddress,
            ConditionKeyType.Binary => comparison is Comparison.BinaryEquals,
            ConditionKeyType.Arn => text || comparison is >= Comparison.ArnEquals and <= Comparison.ArnNotLike,
            _ => text || comparison is >= Comparison.ArnEquals and <= Comparison.ArnNotLike,
        };
        if (!fits)
            document.Report("TYPE_MISMATCH", condition.Key, $"`{condition.Spelled.Name}` does not fit `{condition.Key.Name}`, whose values are {Word(key.Type)}");
        if (key.Type is ConditionKeyType.Arn && comparison is Comparison.StringLike or Comparison.StringNotLike)
            document.Report("STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS", condition.Spelled, $"`{condition.Key.Name}` holds an ARN: `{(comparison is Comparison.StringLike ? "ArnLike" : "ArnNotLike")}` matches it field by field");
    }

    private static void Values(LintDocument document, LintCondition condition)
    {
        var comparison = condition.Operator!.Value.Comparison;
        foreach (var value in condition.Values.Where(v => !v.Text.Contains("${", StringComparison.Ordinal)))
        {
            var code = comparison switch
            {
                Comparison.Bool or Comparison.Null when !bool.TryParse(value.Text, out _) => "TYPE_MISMATCH_BOOLEAN",
                >= Comparison.NumericEquals and <= Comparison.NumericGreaterThanEquals when !NumberText.TryParse(value.Text, out _) => "TYPE_MISMATCH_NUMBER",
                >= Comparison.DateEquals and <= Comparison.DateGreaterThanEquals when !DateText.TryParse(value.Text, out _) => "TYPE_MISMATCH_DATE",
                >= Comparison.DateEquals and <= Comparison.DateGreaterThanEquals when value.Text.All(char.IsAsciiDigit) => "INVALID_DATE_VALUE",
                Comparison.IpAddress or Comparison.NotIpAddress when !NetworkText.TryParse(value.Text, out _) => "TYPE_MISMATCH_IP_RANGE",
                Comparison.BinaryEquals when !Convert.TryFromBase64String(value.Text, new byte[value.Text.Length], out _) => "TYPE_MISMATCH_STRING",
                _ => null,
            };
            if (code is not null)
                document.Report(code, value, code == "INVALID_DATE_VALUE" ? $"`{value.Text}` is a moment in seconds since 1970" : $"`{value.Text}` cannot be read by `{condition.Spelled.Name}`");
        }
    }

    private static void Wildcards(LintDocument document, LintCondition condition)
    {
        var op = condition.Operator!.Value;
        foreach (var value in condition.Values)
        {
            var wild = ArnRules.Stars(value.Text) == value.Text ? value.Text : value.Text.Replace("${*}", "", StringComparison.Ordinal).Replace("${?}", "", StringComparison.Ordinal);
            if (op.Comparison is <= Comparison.StringNotEqualsIgnoreCase && wild.AsSpan().ContainsAny('*', '?'))
                document.Report("WILDCARD_WITHOUT_LIKE_OPERATOR", value, $"`{value.Text}`: under `{condition.Spelled.Name}` a wildcard is the character itself");
            if (value.Text == "*" && op is { Qualifier: SetQualifier.None, Comparison: Comparison.StringLike or Comparison.ArnLike })
                document.Report("EQUIVALENT_TO_NULL_FALSE", value, $"`{condition.Spelled.Name}` with `*` only asks that `{condition.Key.Name}` is there");
        }
    }

    private static void Several(LintDocument document, LintCondition condition)
    {
        var count = condition.Values.Count();
        var comparison = condition.Operator!.Value.Comparison;
        if (count < 2)
            return;
        if (comparison is Comparison.Bool or Comparison.Null)
            document.Report("INVALID_CONDITION_MULTIPLE_BOOLEAN", condition.Key, $"`{condition.Key.Name}` is compared with {count} Booleans, where one is all there can be");
        else if (comparison is Comparison.NumericLessThan or Comparison.NumericLessThanEquals or Comparison.NumericGreaterThan or Comparison.NumericGreaterThanEquals
            or Comparison.DateLessThan or Comparison.DateLessThanEquals or Comparison.DateGreaterThan or Comparison.DateGreaterThanEquals)
            document.Report("REDUNDANT_CONDITION_VALUE_NUM", condition.Key, $"of {count} limits under `{condition.Spelled.Name}` only the widest counts");
    }

    private static void Form(LintDocument document, LintCondition condition, LocatedValue value)
    {
        if (condition.Operator!.Value.Comparison is Comparison.Null)
            return;
        var key = condition.Key.Name.ToLowerInvariant();
        switch (key)
        {
            case "aws:requestedregion" when AwsRegions.IsWrong(value.Text):
                document.Report("INVALID_REGION", value, $"there is no region `{value.Text}`{(AwsRegions.Near(value.Text) is { } near ? $"; did you mean `{near}`" : "")}");
                break;
            case "aws:sourcevpc" when !Vpc().IsMatch(value.Text):
                document.Report("INVALID_VPC_FORMAT", value, $"`{value.Text}` is no VPC id, which is vpc- and 8 or 17 letters and digits");
                break;
            case "aws:sourcevpce" when !Vpce().IsMatch(value.Text):
                document.Report("INVALID_VPCE_FORMAT", value, $"`{value.Text}` is no id of a VPC endpoint, which is vpce- and 8 or 17 letters and digits");
                break;
            case "s3:x-amz-server-side-encryption-aws-kms-key-id" or "elasticfilesystem:kmskeyid" or "rds:kmskeyid" when !KmsKey().IsMatch(value.Text):
                document.Report("INVALID_KMS_KEY_VALUE", value, $"`{value.Text}` is not the ARN of a KMS key");
                break;
            case "kms:viaservice" when !ViaService().IsMatch(value.Text):
                document.Report("INVALID_SERVICE_PRINCIPAL_FORMAT", value, $"`{value.Text}` is not of the form service.region.amazonaws.com");
                break;
        }
    }

    private static bool Open(string text) => text.AsSpan().ContainsAny('*', '?') || text.Contains("${", StringComparison.Ordinal);

    private static string Word(ConditionKeyType type) => type switch
    {
        ConditionKeyType.Arn => "ARNs",
        ConditionKeyType.Bool => "Booleans",
        ConditionKeyType.Numeric => "numbers",
        ConditionKeyType.Date => "dates",
        ConditionKeyType.IpAddress => "addresses",
        ConditionKeyType.Binary => "bytes",
        _ => "texts",
    };

    [GeneratedRegex("^vpc-([0-9a-z]{8}|[0-9a-z]{17})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Vpc();

    [GeneratedRegex("^vpce-([0-9a-z]{8}|[0-9a-z]{17})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Vpce();

    [GeneratedRegex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/.+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KmsKey();

    [GeneratedRegex(@"^[a-z0-9-]+\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ViaService();
}
