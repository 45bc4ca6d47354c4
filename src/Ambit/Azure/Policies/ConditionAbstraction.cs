using Ambit.Azure.Conditions;

namespace Ambit.Azure.Policies;

/// <summary>
/// Conditions as Boolean formulas: every comparison is a letter of its own, alike ones the same. What no choice of letters
/// satisfies no request does; so "impossible" is certain, "possible" is not.
/// </summary>
internal static class ConditionAbstraction
{
    private const int MostLetters = 14;

    /// <summary>Whether some request may satisfy the first and none of the others; an unreadable condition (null) is a letter of its text.</summary>
    public static bool MayDiffer(IReadOnlyList<(string Text, ConditionExpression? Parsed)> granted, IReadOnlyList<IReadOnlyList<(string Text, ConditionExpression? Parsed)>> others, string action)
    {
        var letters = new Dictionary<string, int>(StringComparer.Ordinal);
        var formula = granted.Select(c => Formula(c, action, letters)).ToList();
        var against = others.Select(o => o.Select(c => Formula(c, action, letters)).ToList()).ToList();
        if (letters.Count > MostLetters)
            return true;
        for (var choice = 0; choice < 1 << letters.Count; choice++)
        {
            var c = choice;
            if (formula.TrueForAll(f => f(c)) && !against.Exists(a => a.TrueForAll(f => f(c))))
                return true;
        }

        return false;
    }

    private static Func<int, bool> Formula((string Text, ConditionExpression? Parsed) condition, string action, Dictionary<string, int> letters) =>
        condition.Parsed is null ? Letter("unreadable " + condition.Text, letters) : Formula(condition.Parsed, action, letters);

    private static Func<int, bool> Formula(ConditionExpression expression, string action, Dictionary<string, int> letters)
    {
        switch (expression)
        {
            case AllOf all:
                var parts = all.Parts.Select(p => Formula(p, action, letters)).ToList();
                return c => parts.TrueForAll(p => p(c));
            case AnyOf any:
                var options = any.Parts.Select(p => Formula(p, action, letters)).ToList();
                return c => options.Exists(p => p(c));
            case Not not:
                var part = Formula(not.Part, action, letters);
                return c => !part(c);
            case ActionGuard guard:
                var holds = ActionPattern.Matches(guard.Pattern, action);
                return _ => holds;
            default:
                return Letter(Key(expression), letters);
        }
    }

    private static Func<int, bool> Letter(string key, Dictionary<string, int> letters)
    {
        if (!letters.TryGetValue(key, out var letter))
            letters.Add(key, letter = letters.Count);
        return letter < 31 ? c => (c & (1 << letter)) != 0 : _ => true;
    }

    private static string Key(ConditionExpression leaf) => leaf switch
    {
        SubOperationGuard s => "sub " + s.Name.ToLowerInvariant(),
        AttributeExists e => $"exists {e.Source} {e.Name.ToLowerInvariant()}",
        Comparison c => $"{c.Source} {c.Name.ToLowerInvariant()} {c.Quantifier.ToLowerInvariant()} {c.Operator.ToLowerInvariant()} {string.Join('\u0001', c.Values)} {c.Other?.Source} {c.Other?.Name.ToLowerInvariant()}",
        _ => leaf.ToString(),
    };
}
