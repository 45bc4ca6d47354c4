using Ambit.Azure.Conditions;

namespace Ambit.Azure.Policies;

/// <summary>
/// The requests that some conditions can tell apart: every attribute that they read, with values of every kind that matters.
/// Where equality and order are all that is asked, the values are all there are; patterns of text are sampled, and the space says so.
/// </summary>
internal sealed class ConditionSpace
{
    private const int MostRequests = 20_000;
    private const string Fresh = "ambit-other";
    private const string FreshToo = "ambit-another";
    private readonly List<(string Key, List<IReadOnlyList<string>> Values)> _attributes = [];

    /// <summary>Collects what the conditions read.</summary>
    public ConditionSpace(IEnumerable<ConditionExpression> conditions)
    {
        var leaves = conditions.SelectMany(Leaves).ToList();
        foreach (var attribute in leaves.SelectMany(Reads).GroupBy(r => r.Key, StringComparer.OrdinalIgnoreCase))
            _attributes.Add((attribute.Key, Values(attribute.Key, [.. attribute.Select(a => a.By).OfType<Comparison>()], leaves)));
        var size = 1L;
        foreach (var (_, values) in _attributes)
            size = Math.Min(size * values.Count, long.MaxValue / 1000);
        if (size > MostRequests)
            IsComplete = false;
    }

    /// <summary>Whether every request behaves like one of these.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The requests: attribute to values, none for an absent one.</summary>
    public IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> Requests()
    {
        var at = new int[_attributes.Count];
        for (var n = 0; n < MostRequests; n++)
        {
            var request = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < at.Length; i++)
                request[_attributes[i].Key] = _attributes[i].Values[at[i]];
            yield return request;
            var turn = 0;
            while (turn < at.Length && ++at[turn] == _attributes[turn].Values.Count)
                at[turn++] = 0;
            if (turn == at.Length)
                yield break;
        }
    }

    private static IEnumerable<ConditionExpression> Leaves(ConditionExpression expression) => expression switch
    {
        AllOf all => all.Parts.SelectMany(Leaves),
        AnyOf any => any.Parts.SelectMany(Leaves),
        Not not => Leaves(not.Part),
        _ => [expression],
    };

    private static IEnumerable<(string Key, ConditionExpression By)> Reads(ConditionExpression leaf)
    {
        switch (leaf)
        {
            case SubOperationGuard:
                yield return ("SubOperation", leaf);
                break;
            case AttributeExists exists:
                yield return (Key(exists.Source, exists.Name), leaf);
                break;
            case Comparison comparison:
                yield return (Key(comparison.Source, comparison.Name), leaf);
                if (comparison.Other is { } other)
                    yield return (Key(other.Source, other.Name), leaf);
                break;
        }
    }

    private static string Key(string source, string name) => $"@{source}[{name}]";

    private List<IReadOnlyList<string>> Values(string key, List<Comparison> comparisons, List<ConditionExpression> leaves)
    {
        if (key == "SubOperation")
            return [.. leaves.OfType<SubOperationGuard>().Select(g => g.Name).Distinct(StringComparer.OrdinalIgnoreCase).Append(Fresh).Select(n => (IReadOnlyList<string>)[n])];
        var single = new List<string>();
        foreach (var comparison in comparisons)
            single.AddRange(Singles(comparison));
        // two attributes that are compared with one another meet in each other's values
        if (comparisons.Any(c => c.Other is not null))
            single.AddRange(leaves.OfType<Comparison>().SelectMany(c => c.Values));
        // between two bounds lies more than these values tell
        if (comparisons.Where(c => IsOrdered(c.Operator)).SelectMany(c => c.Values).Distinct(StringComparer.Ordinal).Count() > 1)
            IsComplete = false;
        string[] distinct = [.. single.Append(Fresh).Append(FreshToo).Distinct(StringComparer.Ordinal)];
        if (distinct.Length > 200)
        {
            IsComplete = false;
            distinct = distinct[..200];
        }

        var values = new List<IReadOnlyList<string>> { Array.Empty<string>() };
        values.AddRange(distinct.Select(v => (IReadOnlyList<string>)[v]));
        if (comparisons.Any(c => c.Quantifier.Length > 0) && !IsOfOneValue(key))
            Several(distinct, values);
        return values;
    }

    private static bool IsOrdered(string name) => name.StartsWith("Numeric", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DateTime", StringComparison.OrdinalIgnoreCase);

    /// <summary>Role, principal and type of an assignment are one each, however a condition asks for them.</summary>
    private static bool IsOfOneValue(string key) => key.Contains("Microsoft.Authorization/roleAssignments:", StringComparison.OrdinalIgnoreCase);

    private void Several(string[] distinct, List<IReadOnlyList<string>> values)
    {
        if (distinct.Length > 10)
        {
            IsComplete = false;
            values.Add(distinct);
            return;
        }

        for (var set = 3; set < 1 << distinct.Length; set++)
        {
            if (int.PopCount(set) > 1)
                values.Add([.. distinct.Where((_, i) => (set & (1 << i)) != 0)]);
        }
    }

    private IEnumerable<string> Singles(Comparison comparison)
    {
        var name = comparison.Operator.ToLowerInvariant().Replace("not", "", StringComparison.Ordinal);
        foreach (var value in comparison.Values)
        {
            yield return value;
            foreach (var near in Near(name, value))
                yield return near;
        }

        if (name is not ("stringequals" or "guidequals" or "boolequals") && !IsOrdered(name))
            IsComplete = false;
    }

    /// <summary>Values beside one that is compared with: what an ordering or a pattern tells from it.</summary>
    private static IEnumerable<string> Near(string name, string value)
    {
        if (name.StartsWith("numeric", StringComparison.Ordinal) && decimal.TryParse(value, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var number))
            return [(number - 0.5m).ToString(System.Globalization.CultureInfo.InvariantCulture), (number + 0.5m).ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (name.StartsWith("datetime", StringComparison.Ordinal) && DateTimeOffset.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time))
            return [time.AddSeconds(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture), time.AddSeconds(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture)];
        if (name.StartsWith("stringstartswith", StringComparison.Ordinal))
            return [value + "x"];
        if (name.StartsWith("stringlike", StringComparison.Ordinal))
            return [value.Replace("*", "", StringComparison.Ordinal).Replace('?', 'x'), value.Replace("*", "x", StringComparison.Ordinal).Replace('?', 'x')];
        return name.EndsWith("ignorecase", StringComparison.Ordinal) ? [value.ToUpperInvariant(), value.ToLowerInvariant()] : [];
    }
}
