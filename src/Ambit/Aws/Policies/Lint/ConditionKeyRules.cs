using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;
using Ambit.Model;

namespace Ambit.Aws.Policies.Lint;

/// <summary>Operators and keys of conditions.</summary>
internal static class ConditionKeyRules
{
    private static readonly string[] TagKeys = ["aws:ResourceTag", "aws:RequestTag", "aws:PrincipalTag", "s3:ExistingObjectTag", "s3:RequestObjectTag", "s3:BucketTag", "ec2:ResourceTag", "iam:ResourceTag"];

    /// <summary>Prefixes of keys that identity providers bring along.</summary>
    private static readonly string[] Providers = ["saml", "cognito-identity", "accounts", "graph", "www"];

    public static void Apply(LintDocument document)
    {
        foreach (var statement in document.Statements)
        {
            Doubles(document, statement);
            foreach (var condition in statement.Conditions.DistinctBy(c => c.Spelled))
                Operator(document, condition);
            foreach (var condition in statement.Conditions)
            {
                Key(document, condition);
                Qualifier(document, condition);
                Applies(document, statement, condition);
            }
        }
    }

    private static void Doubles(LintDocument document, LintStatement statement)
    {
        foreach (var op in statement.Conditions.GroupBy(c => c.Spelled))
        {
            foreach (var twice in op.GroupBy(c => c.Key.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Select(c => c.Key.Name).Distinct(StringComparer.Ordinal).Count() > 1))
                document.Report("DUPLICATE_KEYS_WITH_DIFFERENT_CASE", twice.Last().Key, $"`{twice.Last().Key.Name}` stands twice under `{op.Key.Name}`: the case of a key does not matter");
        }
    }

    private static void Operator(LintDocument document, LintCondition condition)
    {
        var name = condition.Spelled.Name;
        var bare = name[(name.LastIndexOf(':') + 1)..];
        if (bare.Equals("NullIfExists", StringComparison.OrdinalIgnoreCase))
            document.Report("NULL_WITH_IF_EXISTS", condition.Spelled, "`Null` asks whether a key exists, so it takes no `IfExists`");
        else if (condition.Operator is not { } op)
        {
            var near = Nearest.Of(bare, Enum.GetNames<Comparison>().SelectMany(c => new[] { c, c + "IfExists" }));
            document.Report("INVALID_CONDITION_OPERATOR", condition.Spelled, $"there is no operator `{name}`{(near is null ? "" : $"; did you mean `{near}`")}");
        }
        else if (op is { Comparison: Comparison.Null, Qualifier: not SetQualifier.None })
            document.Report("NULL_WITH_QUALIFIER", condition.Spelled, $"`{name}` is always {(op.Qualifier is SetQualifier.ForAllValues ? "true" : "false")}");
    }

    private static void Key(LintDocument document, LintCondition condition)
    {
        var (key, at) = (condition.Key.Name, condition.Key);
        var colon = key.IndexOf(':');
        if (colon <= 0 || colon == key.Length - 1)
        {
            document.Report("INVALID_CONDITION_KEY_FORMAT", at, $"the key `{key}` is not of the form service:name");
            return;
        }

        if (TagKeys.Contains(key.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
            document.Report("MISSING_TAG_KEY_IN_CONDITION", at, $"`{key}` needs the tag's key: `{key.TrimEnd('/')}/tag-key`");
        else if (key.Equals("aws:ARN", StringComparison.OrdinalIgnoreCase))
        {
            document.Report("UNSUPPORTED_GLOBAL_CONDITION_KEY", at, "`aws:ARN` is no key any more");
            document.Report("DEPRECATED_GLOBAL_CONDITION_KEY", at, "`aws:ARN` became `aws:PrincipalArn`");
        }
        else if (document.Catalogue.FindConditionKey(key) is null)
            Unknown(document, at, key, key[..colon]);
    }

    private static void Unknown(LintDocument document, LocatedMember at, string key, string prefix)
    {
        if (prefix.Contains('.', StringComparison.Ordinal) || Providers.Contains(prefix, StringComparer.OrdinalIgnoreCase))
            return;
        if (prefix.Equals("aws", StringComparison.OrdinalIgnoreCase))
            document.Report("INVALID_GLOBAL_CONDITION_KEY", at, $"there is no global key `{key}`{Hint(key, document.Catalogue.ConditionKeys("aws"))}");
        else if (document.Catalogue.Service(prefix) is null && document.Catalogue.ConditionKeys(prefix).Count == 0)
            document.Report("INVALID_SERVICE", at, $"there is no service `{prefix}`");
        else
            document.Report("INVALID_SERVICE_CONDITION_KEY", at, $"`{prefix}` has no key `{key}`{Hint(key, document.Catalogue.ConditionKeys(prefix))}");
    }

    private static void Qualifier(LintDocument document, LintCondition condition)
    {
        if (condition.Operator is not { } op || op.Comparison is Comparison.Null)
            return;
        var key = condition.Key.Name;
        if (op.Qualifier is not SetQualifier.None && key.EndsWith(":aud", StringComparison.OrdinalIgnoreCase))
            document.Report("CONFIRM_AUDIENCE_CLAIM_TYPE", condition.Key, $"`{key}` holds one value with most providers: make sure that the token's audience is a list");
        if (document.Catalogue.FindConditionKey(key) is not { } known)
            return;
        if (known.Multivalued && op.Qualifier is SetQualifier.None)
            document.Report("MISSING_QUALIFIER", condition.Key, $"`{key}` holds several values, which `{condition.Spelled.Name}` never matches without ForAllValues or ForAnyValue");
        else if (!known.Multivalued && op.Qualifier is SetQualifier.ForAllValues)
            document.Report("FORALLVALUES_WITH_SINGLE_VALUED_KEY", condition.Key, $"`{key}` holds one value, and ForAllValues is true where the key is missing");
    }

    /// <summary>Keys of a service that come with some of its actions only; actions with wildcards are not judged.</summary>
    private static void Applies(LintDocument document, LintStatement statement, LintCondition condition)
    {
        var key = condition.Key.Name;
        if (statement.NotAction || document.Catalogue.FindConditionKey(key) is not { Service: not "aws" } known)
            return;
        foreach (var action in statement.ActionTexts.Where(a => !a.Text.AsSpan().ContainsAny('*', '?')))
        {
            var index = document.Catalogue.IndexOf(action.Text);
            if (index < 0)
                continue;
            var supported = document.Catalogue.ConditionKeysOf(index).Concat(document.Catalogue.ResourcesOf(index).SelectMany(r => r.Type.ConditionKeys));
            if (!supported.Contains(known.Name, StringComparer.OrdinalIgnoreCase))
                document.Report("UNSUPPORTED_ACTION_FOR_CONDITION_KEY", action, $"`{action.Text}` never comes with the key `{key}`");
        }
    }

    private static string Hint(string key, IEnumerable<ConditionKey> keys) => Nearest.Of(key, keys.Select(k => k.Name)) is { } near ? $"; did you mean `{near}`" : "";
}
