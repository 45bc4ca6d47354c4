using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Sets;

/// <summary>The values that a request may have for one condition key: none, one, or several where the key takes several.</summary>
internal sealed class KeySpace : Space
{
    private static readonly Glob Arn = ResourceGlob.OfFields(["arn", "*", "*", "*", "*", "*"], expands: false, new Dictionary<string, VariableValue>())!;
    private readonly IReadOnlyDictionary<string, VariableValue> _variables;
    private readonly TextSpace _texts;
    private readonly PointSpace _points;
    private readonly List<KeyTest> _tests = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly bool _multivalued;
    private readonly bool _onlyArns;
    private readonly bool _onlyFixedTexts;
    private bool _showing;

    /// <summary>Prepares the space.</summary>
    /// <param name="type">What the catalogue says of the key's values, null where it does not know the key.</param>
    /// <param name="multivalued">Whether a request may have several.</param>
    /// <param name="entries">Every condition on the key, with whether <c>${…}</c> is a variable in it.</param>
    /// <param name="variables">The variables' values.</param>
    /// <param name="budget">What the work is taken from.</param>
    public KeySpace(ConditionKeyType? type, bool multivalued, IReadOnlyList<(ConditionEntry Entry, bool Expands)> entries, IReadOnlyDictionary<string, VariableValue> variables, SearchBudget budget)
    {
        _variables = variables;
        _multivalued = multivalued;
        var texts = entries.Where(e => IsText(e.Entry)).ToList();
        _onlyArns = type is ConditionKeyType.Arn || (texts.Count > 0 && texts.TrueForAll(e => IsArn(e.Entry.Operator!.Value.Comparison)));
        _texts = new TextSpace(_onlyArns ? Arn : Glob.Everything, variables.Values.Count(v => v.Number >= 0), budget);
        _onlyFixedTexts = texts.TrueForAll(e => e.Entry.Operator!.Value.Comparison is Comparison.StringEquals or Comparison.StringNotEquals or Comparison.BinaryEquals
            && !e.Entry.Values.Any(v => v.Contains("${", StringComparison.Ordinal)));
        _points = new PointSpace(
            [.. entries.Where(e => !IsText(e.Entry) && e.Entry.Operator is not null).Select(e => (e.Entry.Operator!.Value.Comparison, e.Entry.Values))],
            type is ConditionKeyType.Numeric or ConditionKeyType.Date or ConditionKeyType.IpAddress or ConditionKeyType.Bool,
            _onlyFixedTexts ? texts.SelectMany(e => e.Entry.Values).Distinct(StringComparer.Ordinal) : []);
    }

    /// <summary>Adds the test of a condition and gives its number.</summary>
    public int Add(ConditionEntry entry, Effect effect, bool expands)
    {
        var key = $"{entry.Operator}\n{effect}\n{expands}\n{string.Join('\n', entry.Values.Order(StringComparer.Ordinal))}";
        return _numbers.TryGetValue(key, out var known) ? known : Add(key, Test(entry, entry.Operator!.Value, effect, expands));
    }

    /// <summary>Adds the test whether the request has the key, and gives its number.</summary>
    public int AddPresent() => Add("present", new KeyTest(WhenAbsent: false, WhenPresent: true, Reach.One, []));

    /// <summary>Adds the test whether every value, if there is one, matches one of the globs, and gives its number.</summary>
    /// <param name="globs">The globs.</param>
    /// <param name="whenAbsent">What it says without the key.</param>
    /// <param name="any">Whether one value is enough.</param>
    public int AddText(IReadOnlyList<Glob> globs, bool whenAbsent, bool any = false)
    {
        var test = _texts.Add(globs);
        return Add($"text {test} {whenAbsent} {any}", new KeyTest(whenAbsent, null, any ? Reach.Any : Reach.All, [new ValueDemand(Text: true, test + 1)]));
    }

    /// <summary>Adds a test of the points, and gives its number.</summary>
    public int AddPoints(string name, Func<string, bool> holds, bool whenAbsent) =>
        Add($"points {name} {whenAbsent}", new KeyTest(whenAbsent, null, Reach.All, [new ValueDemand(Text: false, _points.AddTest(name, holds) + 1)]));

    /// <inheritdoc/>
    public override Possibility Example(IReadOnlyList<int> demands, out SpaceValue value)
    {
        _showing = true;
        try
        {
            return Search([.. demands.Distinct().Order()], out value);
        }
        finally
        {
            _showing = false;
        }
    }

    /// <inheritdoc/>
    protected override Possibility Search(ReadOnlySpan<int> demands, out SpaceValue value)
    {
        value = SpaceValue.Absent;
        var absent = true;
        var present = true;
        var wanted = new Wanted([], [], []);
        foreach (var demand in demands)
        {
            var test = _tests[Math.Abs(demand) - 1];
            absent &= test.WhenAbsent == demand > 0;
            if (test.WhenPresent is { } always)
                present &= always == demand > 0;
            else
                Sort(test, demand > 0, wanted);
        }

        if (absent)
            return Possibility.Some;
        return present ? Choose(wanted, 0, out value) : Possibility.None;
    }

    private void Sort(KeyTest test, bool holds, Wanted wanted)
    {
        // With one value, "all", "any" and "it" are the same.
        var every = !_multivalued || test.Reach is Reach.All == holds;
        if (!holds && test.Each.Count > 1)
            wanted.Either.Add((every, [.. test.Each.Select(d => d.Not)]));
        else if (every)
            wanted.Every.AddRange(holds ? test.Each : [test.Each[0].Not]);
        else
            wanted.Some.Add(holds ? test.Each : [test.Each[0].Not]);
    }

    private Possibility Choose(Wanted wanted, int at, out SpaceValue value)
    {
        if (at == wanted.Either.Count)
            return Values(wanted.Every, wanted.Some, out value);
        var answer = Possibility.None;
        var (every, options) = wanted.Either[at];
        foreach (var option in options)
        {
            var next = every
                ? wanted with { Every = [.. wanted.Every, option] }
                : wanted with { Some = [.. wanted.Some, [option]] };
            var possible = Choose(next, at + 1, out value);
            if (possible is Possibility.Some)
                return possible;
            if (possible is Possibility.Unknown)
                answer = possible;
        }

        value = default;
        return answer;
    }

    private Possibility Values(List<ValueDemand> every, List<IReadOnlyList<ValueDemand>> some, out SpaceValue value)
    {
        value = default;
        if (some.Count == 0)
        {
            var possible = Value(every, out var only);
            value = only is null ? default : SpaceValue.Of(only);
            return possible;
        }

        var texts = new List<string>();
        var answer = Possibility.Some;
        foreach (var one in some)
        {
            var found = Value([.. every, .. one], out var text);
            if (found is Possibility.None)
                return Possibility.None;
            if (found is Possibility.Unknown)
                answer = Possibility.Unknown;
            else if (!texts.Contains(text!))
                texts.Add(text!);
        }

        value = new SpaceValue(texts);
        return answer;
    }

    private Possibility Value(List<ValueDemand> demands, out string? text)
    {
        text = null;
        var texts = demands.Where(d => d.Text).Select(d => d.Signed).ToList();
        var points = demands.Where(d => !d.Text).Select(d => d.Signed).ToList();
        if (points.Count == 0 && _points.Points.Count == 0)
        {
            var possible = _showing ? _texts.Example(texts, out var found) : _texts.Find(texts, out found);
            text = found.Texts?[0];
            return possible;
        }

        text = _points.Meeting(points).FirstOrDefault(p => texts.TrueForAll(d => _texts.Meets(p, d)));
        if (text is not null)
            return Possibility.Some;
        if (texts.Count == 0)
            return _points.Complete ? Possibility.None : Possibility.Unknown;
        if (points.Count == 0)
        {
            var possible = _showing ? _texts.Example(texts, out var found) : _texts.Find(texts, out found);
            text = found.Texts?[0];
            return possible;
        }

        if (!_points.Meeting(points).Any() && _points.Complete)
            return Possibility.None;
        return _texts.Find(texts, out _) is Possibility.None || (_onlyFixedTexts && _points.Complete) ? Possibility.None : Possibility.Unknown;
    }

    private KeyTest Test(ConditionEntry entry, ConditionOperator op, Effect effect, bool expands)
    {
        if (op.Comparison is Comparison.Null)
            return NullTest(entry);
        var absent = op.IfExists || op.Qualifier is SetQualifier.ForAllValues || (op.Qualifier is SetQualifier.None && op.Negated);
        // "The key's type decides": a key of several values that is present never matches an operator for one.
        if (_multivalued && op.Qualifier is SetQualifier.None)
            return new KeyTest(absent, WhenPresent: false, Reach.One, []);
        var reach = op.Qualifier switch { SetQualifier.ForAllValues => Reach.All, SetQualifier.ForAnyValue => Reach.Any, _ => Reach.One };
        if (!IsText(entry))
            return new KeyTest(absent, null, reach, [new ValueDemand(Text: false, _points.Add(op.Comparison, entry.Values) + 1)]);
        return IsArn(op.Comparison) ? ArnTest(entry, op, effect, expands, absent, reach) : TextTest(entry, op, expands, absent, reach);
    }

    private static KeyTest NullTest(ConditionEntry entry)
    {
        // `Null` with anything but `true` reads as false.
        var wantsAbsent = entry.Values.Any(v => v.Equals("true", StringComparison.OrdinalIgnoreCase));
        return new KeyTest(wantsAbsent, !wantsAbsent, Reach.One, []);
    }

    private KeyTest TextTest(ConditionEntry entry, ConditionOperator op, bool expands, bool absent, Reach reach)
    {
        var wild = op.Comparison is Comparison.StringLike or Comparison.StringNotLike;
        var anyCase = op.Comparison is Comparison.StringEqualsIgnoreCase or Comparison.StringNotEqualsIgnoreCase;
        var globs = entry.Values.Select(v => new PatternText(v, expands).Glob(_variables, wild, anyCase)).OfType<Glob>().ToList();
        var test = _texts.Add(globs) + 1;
        return new KeyTest(absent, null, reach, [new ValueDemand(Text: true, op.Negated ? -test : test)]);
    }

    private KeyTest ArnTest(ConditionEntry entry, ConditionOperator op, Effect effect, bool expands, bool absent, Reach reach)
    {
        var globs = new List<Glob>();
        var broken = false;
        foreach (var value in entry.Values)
        {
            var fields = ArnPattern.Split(value, expands);
            broken = fields is not ["arn", _, _, _, _, _] && !(expands && value.Contains("${", StringComparison.Ordinal));
            if (broken)
                break;
            if (ResourceGlob.OfFields(fields.Count == 6 ? fields : [value], expands, _variables) is { } glob)
                globs.Add(glob);
        }

        // "A policy value that is no ARN makes the comparison fail in an Allow and hold in a Deny, negated or not, unless a value
        // before it in the list already matched."
        var always = broken && (effect is Effect.Deny) != op.Negated;
        if (always || (broken && globs.Count == 0))
            return new KeyTest(absent, effect is Effect.Deny, Reach.One, []);
        if (broken && effect is Effect.Allow && op.Negated)
            return new KeyTest(absent, WhenPresent: false, Reach.One, []);
        var test = new ValueDemand(Text: true, _texts.Add(globs) + 1);
        if (!op.Negated)
            return new KeyTest(absent, null, reach, [test]);
        // A request value that is no ARN matches neither the operator nor its negation.
        return new KeyTest(absent, null, reach, _onlyArns ? [test.Not] : [new ValueDemand(Text: true, _texts.Add([Arn]) + 1), test.Not]);
    }

    private int Add(string key, KeyTest test)
    {
        if (_numbers.TryGetValue(key, out var known))
            return known;
        _tests.Add(test);
        _numbers.Add(key, _tests.Count - 1);
        return _tests.Count - 1;
    }

    private static bool IsText(ConditionEntry entry) =>
        entry.Operator is { } op && (op.Comparison <= Comparison.StringNotLike || op.Comparison is Comparison.BinaryEquals || IsArn(op.Comparison));

    private static bool IsArn(Comparison comparison) =>
        comparison is Comparison.ArnEquals or Comparison.ArnLike or Comparison.ArnNotEquals or Comparison.ArnNotLike;

    private sealed record Wanted(List<ValueDemand> Every, List<IReadOnlyList<ValueDemand>> Some, List<(bool Every, IReadOnlyList<ValueDemand> Options)> Either);
}
