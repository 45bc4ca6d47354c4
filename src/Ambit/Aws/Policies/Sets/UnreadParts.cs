namespace Ambit.Aws.Policies.Sets;

/// <summary>What of some documents cannot be compared as sets, so that no answer about them would be sound.</summary>
internal static class UnreadParts
{
    /// <summary>One sentence for each.</summary>
    public static IEnumerable<string> Of(IEnumerable<PolicyDocument> documents)
    {
        foreach (var document in documents)
        {
            foreach (var problem in document.Problems)
                yield return $"{(problem.Pointer.Length == 0 ? "the document" : $"`{problem.Pointer}`")}: {problem.Message}";
            foreach (var statement in document.Statements)
            {
                foreach (var condition in statement.Conditions)
                {
                    if (Of(document, condition) is { } value)
                        yield return $"statement {statement.Index}: `{condition.Spelled}` cannot compare `{condition.Key}` with `{value}`";
                }
            }
        }
    }

    private static string? Of(PolicyDocument document, ConditionEntry condition)
    {
        if (condition.Operator is not { } op || ComparedValue.FamilyOf(op.Comparison) is null)
            return null;
        return condition.Values.FirstOrDefault(v => !ComparedValue.Readable(op.Comparison, v) || (document.ExpandsVariables && v.Contains("${", StringComparison.Ordinal)));
    }
}
