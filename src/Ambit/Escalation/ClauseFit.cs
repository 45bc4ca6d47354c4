namespace Ambit.Escalation;

/// <summary>How one clause of a rule fits one row of its relation.</summary>
internal static class ClauseFit
{
    /// <summary>What is known of each column before a row is looked for; null where anything fits.</summary>
    public static string?[] Bound(RelationSignature signature, RuleClause clause, Binding binding)
    {
        var bound = new string?[signature.Columns.Count];
        for (var i = 0; i < bound.Length; i++)
            bound[i] = clause.Columns.TryGetValue(signature.Columns[i], out var term) ? term.In(binding.Value) : null;
        return bound;
    }

    /// <summary>Whether a row has what is known.</summary>
    public static bool Agrees(string?[] bound, Fact fact)
    {
        for (var i = 0; i < bound.Length; i++)
        {
            if (bound[i] is not null && !string.Equals(bound[i], fact.Values[i], StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>Takes up what a row says of the clause's variables; false where that is not what is known of them.</summary>
    public static bool Bind(RelationSignature signature, RuleClause clause, Fact fact, Binding binding)
    {
        for (var i = 0; i < signature.Columns.Count; i++)
        {
            if (!clause.Columns.TryGetValue(signature.Columns[i], out var term) || term.Variable is not { } name)
                continue;
            if (binding.Value(name) is not { } known)
                binding.Set(name, fact.Values[i]);
            else if (!string.Equals(known, fact.Values[i], StringComparison.Ordinal))
                return false;
        }

        binding.Use(clause, fact);
        return true;
    }
}
