using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Lint;

/// <summary>Policy variables (IAM User Guide, "IAM policy elements: Variables and tags").</summary>
internal static class VariableRules
{
    public static void Apply(LintDocument document)
    {
        foreach (var statement in document.Statements)
        {
            var elsewhere = statement.ActionTexts.Concat(Principals(statement)).Concat(statement.Value["Sid"]?.Value.Texts ?? []);
            foreach (var value in elsewhere.Where(v => v.Text.Contains("${", StringComparison.Ordinal)))
                document.Report("VARIABLE_UNSUPPORTED_IN_ELEMENT", value, $"`{value.Text}`: variables stand in Resource, NotResource and Condition only");
            foreach (var resource in statement.ResourceTexts)
                Check(document, resource, true);
            foreach (var condition in statement.Conditions)
            {
                foreach (var value in condition.Values)
                    Check(document, value, condition.Operator is not { } op || TakesVariables(op.Comparison));
            }
        }
    }

    private static IEnumerable<LocatedValue> Principals(LintStatement statement) =>
        statement.Principals?.Value is not { } value ? [] : value.IsObject ? value.Members.SelectMany(m => m.Value.Texts) : value.Texts;

    private static bool TakesVariables(Comparison comparison) =>
        comparison is <= Comparison.StringNotLike or Comparison.ArnEquals or Comparison.ArnLike or Comparison.ArnNotEquals or Comparison.ArnNotLike;

    private static void Check(LintDocument document, LocatedValue value, bool takesVariables)
    {
        for (var at = value.Text.IndexOf("${", StringComparison.Ordinal); at >= 0; at = value.Text.IndexOf("${", at + 2, StringComparison.Ordinal))
        {
            var end = value.Text.IndexOf('}', at);
            if (end < 0)
            {
                document.Report("MISSING_BRACE_IN_VARIABLE", value, $"the variable in `{value.Text}` has no closing brace");
                return;
            }

            var inner = value.Text[(at + 2)..end];
            if (inner is "*" or "?" or "$")
                continue;
            if (!document.Expands)
                document.Report("VARIABLE_UNSUPPORTED_IN_VERSION", value, $"`${{{inner}}}` is plain text unless `Version` is 2012-10-17");
            if (!takesVariables)
                document.Report("INVALID_VARIABLE_FOR_OPERATOR", value, $"`${{{inner}}}`: variables stand under operators for texts and ARNs only");
            Inner(document, value, inner);
        }
    }

    private static void Inner(LintDocument document, LocatedValue value, string inner)
    {
        var comma = inner.IndexOf(',');
        var key = comma < 0 ? inner : inner[..comma];
        if (key.Trim().Length == 0)
            document.Report("EMPTY_VARIABLE", value, $"`${{{inner}}}` names no key");
        else if (key.Trim() != key.TrimEnd() || key.TrimEnd().Contains(' ') || (comma < 0 && key.EndsWith(' ')))
            document.Report("UNSUPPORTED_SPACE_IN_VARIABLE", value, $"`${{{inner}}}` has a space in the variable's name");
        if (comma >= 0 && inner[(comma + 1)..].Trim() is not ['\'', .., '\''])
            document.Report("MISSING_QUOTE_IN_VARIABLE", value, $"the default in `${{{inner}}}` stands in single quotes");
    }
}
