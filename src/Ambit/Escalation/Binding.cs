using Ambit.Access;

namespace Ambit.Escalation;

/// <summary>The variables of a rule that is being joined, and what the join rests on so far; goes back to a mark when a branch ends.</summary>
internal sealed class Binding(string start)
{
    private readonly List<(string Name, string Value)> _values = [("start", start)];
    private readonly List<OpenCondition> _conditions = [];
    private readonly List<EscalationNeed> _needs = [];
    private readonly List<StatementReference> _evidence = [];
    private readonly List<(RuleClause Clause, Fact Fact)> _facts = [];

    public IReadOnlyList<OpenCondition> Conditions => _conditions;

    public IReadOnlyList<EscalationNeed> Needs => _needs;

    public IReadOnlyList<StatementReference> Evidence => _evidence;

    /// <summary>What of the estate the join uses, as sentences; made only when a step comes of it.</summary>
    public IEnumerable<string> Facts => _facts.Select(f => $"{f.Clause.Relation}({string.Join(", ", f.Fact.Values.Where(v => v.Length > 0))})");

    public string? Value(string name)
    {
        foreach (var (n, value) in _values)
        {
            if (string.Equals(n, name, StringComparison.Ordinal))
                return value;
        }

        return null;
    }

    public void Set(string name, string value) => _values.Add((name, value));

    public void Use(RuleClause clause, Fact fact)
    {
        _conditions.AddRange(fact.Conditions);
        _evidence.AddRange(fact.Evidence);
        _facts.Add((clause, fact));
    }

    public void Await(IEnumerable<OpenCondition> conditions) => _conditions.AddRange(conditions);

    public void Take(EscalationNeed need) => _needs.Add(need);

    public (int, int, int, int, int) Mark() => (_values.Count, _conditions.Count, _needs.Count, _evidence.Count, _facts.Count);

    public void Back((int Values, int Conditions, int Needs, int Evidence, int Facts) mark)
    {
        Cut(_values, mark.Values);
        Cut(_conditions, mark.Conditions);
        Cut(_needs, mark.Needs);
        Cut(_evidence, mark.Evidence);
        Cut(_facts, mark.Facts);
    }

    private static void Cut<T>(List<T> list, int count) => list.RemoveRange(count, list.Count - count);
}
