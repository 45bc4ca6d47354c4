namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// The cases that policy variables split a question into: for each variable its key is absent, or has one of the values that some
/// condition names, or has any other value, which is then left open.
/// </summary>
internal static class VariableCases
{
    /// <summary>Cases after which a question is left undecided.</summary>
    public const int Most = 200;

    private const int MostNamed = 6;

    /// <summary>Lists the cases; null where there are too many.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, VariableValue>>? Of(IReadOnlyList<PolicyDocument> documents)
    {
        var cases = new List<IReadOnlyDictionary<string, VariableValue>> { new Dictionary<string, VariableValue>() };
        var patterns = documents.Where(d => d.ExpandsVariables).SelectMany(Patterns).ToList();
        var variables = patterns.SelectMany(p => p.Variables).Distinct(StringComparer.Ordinal).ToList();
        var defaulted = patterns.SelectMany(p => p.Defaulted).ToHashSet(StringComparer.Ordinal);
        for (var v = 0; v < variables.Count; v++)
        {
            var values = Values(documents, variables[v], v, defaulted.Contains(variables[v])).ToList();
            cases = [.. cases.SelectMany(c => values.Select(x => new Dictionary<string, VariableValue>(c) { [variables[v]] = x }))];
            if (cases.Count > Most)
                return null;
        }

        return cases;
    }

    private static IEnumerable<VariableValue> Values(IReadOnlyList<PolicyDocument> documents, string key, int number, bool defaulted)
    {
        // "A multivalued key cannot be expanded, not even to its default": nothing matches it, as if it were absent.
        if (Catalogue.AwsCatalogue.Current.FindConditionKey(key)?.Multivalued == true)
            return [VariableValue.Absent];
        var compared = documents.SelectMany(d => d.Statements).SelectMany(s => s.Conditions).Any(c => c.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        if (!compared && !defaulted)
            return [VariableValue.OpenOrAbsent(number)];
        var named = Named(documents, key).Take(MostNamed).ToList();
        return [VariableValue.Open(number, named), .. named.Select(VariableValue.Fixed), VariableValue.Absent];
    }

    private static IEnumerable<PatternText> Patterns(PolicyDocument document) =>
        document.Statements
            .SelectMany(s => s.Resources.Concat(s.Conditions.SelectMany(c => c.Values)))
            .Where(t => t.Contains("${", StringComparison.Ordinal))
            .Select(t => new PatternText(t, variables: true));

    private static IEnumerable<string> Named(IReadOnlyList<PolicyDocument> documents, string key) =>
        documents
            .SelectMany(d => d.Statements)
            .SelectMany(s => s.Conditions)
            .Where(c => c.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            .SelectMany(c => c.Values)
            .Where(v => !v.AsSpan().ContainsAny("*?$"))
            .Distinct(StringComparer.Ordinal);
}
