using Ambit.Access;

namespace Ambit.Aws.Policies.Lint;

/// <summary>
/// `policy lint`: what IAM Access Analyzer's policy validation says of a document, as far as it can be said offline (IAM User Guide,
/// "IAM policy validation check reference"), with the place and a fix.
/// </summary>
public static class PolicyLint
{
    private static readonly Action<LintDocument>[] Rules =
    [
        StructureRules.Apply, SidRules.Apply, EmptyRules.Apply, ActionRules.Apply, ArnRules.Apply, VariableRules.Apply,
        ConditionKeyRules.Apply, ConditionValueRules.Apply, NetworkRules.Apply, WidenessRules.Apply,
        PrincipalRules.Apply, TrustRules.Apply, ServiceControlRules.Apply, ResourceControlRules.Apply, PassRoleRules.Apply, TagRules.Apply, RedundancyRules.Apply, SizeRules.Apply,
    ];

    /// <summary>Checks a document.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="kind">What the policy is attached to.</param>
    /// <param name="resourceType">The CloudFormation type of the resource that a resource policy is attached to; null where nobody says.</param>
    /// <returns>The findings in the order of the text.</returns>
    public static IReadOnlyList<LintFinding> Check(ReadOnlyMemory<byte> utf8, PolicyKind kind, string? resourceType = null)
    {
        var json = LocatedJson.Read(utf8);
        if (json.Error is { } error)
        {
            var (line, column) = json.Place(error.Offset);
            var (severity, fix) = LintCodes.Of("JSON_SYNTAX_ERROR");
            return [new LintFinding("JSON_SYNTAX_ERROR", severity, $"{error.Message} at line {line}, column {column}", fix, "", line, column)];
        }

        var document = new LintDocument(json, kind, resourceType);
        foreach (var twice in json.Doubles)
            document.Report("JSON_SYNTAX_ERROR", twice, $"`{twice.Name}` stands twice in one object");
        foreach (var rule in Rules)
            rule(document);
        return [.. document.Findings.Distinct().OrderBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Severity).ThenBy(f => f.Code, StringComparer.Ordinal)];
    }
}
