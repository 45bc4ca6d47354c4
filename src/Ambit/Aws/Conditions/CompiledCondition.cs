using Ambit.Aws.Policies;

namespace Ambit.Aws.Conditions;

/// <summary>
/// One line of a Condition block, compiled (IAM User Guide, "Condition operators", "Set operators for multivalued context keys",
/// "Single-valued vs. multivalued context keys"; what the pages leave open as AWS itself was seen to do in September 2026).
/// </summary>
internal sealed class CompiledCondition
{
    private readonly ConditionOperator _operator;
    private readonly ConditionValue[] _values;

    private CompiledCondition(ConditionEntry source, RequestKey key, ConditionOperator op, ConditionValue[] values)
    {
        Source = source;
        Key = key;
        _operator = op;
        _values = values;
    }

    /// <summary>What it was read from.</summary>
    public ConditionEntry Source { get; }

    /// <summary>The key.</summary>
    public RequestKey Key { get; }

    /// <summary>The operator.</summary>
    public ConditionOperator Operator => _operator;

    /// <summary>The values.</summary>
    public IReadOnlyList<ConditionValue> Values => _values;

    /// <summary>Compiles a line.</summary>
    public static CompiledCondition Compile(ConditionEntry entry, bool variables, RequestKeys keys)
    {
        var op = entry.Operator ?? default;
        var values = new ConditionValue[entry.Values.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = ConditionValue.Compile(entry.Values[i], op.Comparison, variables, keys);
        return new CompiledCondition(entry, keys.Intern(entry.Key), op, values);
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="facts">The request.</param>
    /// <param name="effect">The statement's effect: an unreadable ARN fails in an Allow and holds in a Deny.</param>
    public Truth Holds(IRequestFacts facts, Effect effect)
    {
        // AWS refuses a policy with an operator that does not exist. Should one come: it grants nothing and forbids.
        if (Source.Operator is null)
            return TruthTables.Of(effect is Effect.Deny);
        return Holds(facts.Find(Key), facts, effect);
    }

    private Truth Holds(Fact fact, IRequestFacts facts, Effect effect) => fact.State switch
    {
        FactState.Absent => TruthTables.Of(HoldsAbsent()),
        FactState.Present => _operator.Comparison is Comparison.Null ? TruthTables.Of(!WantsAbsent()) : HoldsPresent(fact, facts, effect),
        FactState.PresentUnknown => HoldsSome(),
        FactState.OneOf => Agree(fact.Alternatives!, facts, effect),
        _ => HoldsSome() is var there && there == TruthTables.Of(HoldsAbsent()) ? there : Truth.Unknown,
    };

    /// <summary>All states the key may be in lead to one answer, or nothing decides it.</summary>
    private Truth Agree(Fact[] states, IRequestFacts facts, Effect effect)
    {
        var first = Holds(states[0], facts, effect);
        foreach (var state in states.AsSpan(1))
        {
            if (Holds(state, facts, effect) != first)
                return Truth.Unknown;
        }
        return first;
    }

    /// <summary>
    /// "If the key is not present: a positive operator is false, a negated one true, …IfExists true; ForAllValues is true,
    /// ForAnyValue false; Null tests presence."
    /// </summary>
    private bool HoldsAbsent() => (_operator.Comparison, _operator.Qualifier, _operator.IfExists) switch
    {
        (Comparison.Null, _, _) => WantsAbsent(),
        (_, _, true) => true,
        (_, SetQualifier.ForAllValues, _) => true,
        (_, SetQualifier.ForAnyValue, _) => false,
        _ => _operator.Negated,
    };

    /// <summary><c>Null</c> with anything but <c>true</c> reads as false.</summary>
    private bool WantsAbsent()
    {
        foreach (var value in _values)
        {
            if (value.Raw.Equals("true", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>The key is there, with a value that is not known: a bare star matches it whatever it is.</summary>
    private Truth HoldsSome()
    {
        if (_operator.Comparison is Comparison.Null)
            return TruthTables.Of(!WantsAbsent());
        if (Key.Multivalued == true && _operator.Qualifier is SetQualifier.None)
            return Truth.No;
        if (_operator.Comparison is Comparison.StringLike or Comparison.StringNotLike or Comparison.ArnLike or Comparison.ArnNotLike or Comparison.ArnEquals or Comparison.ArnNotEquals
            && Array.Exists(_values, v => v.MatchesAnyText))
            return TruthTables.Of(!_operator.Negated);
        return Truth.Unknown;
    }

    private Truth HoldsPresent(Fact fact, IRequestFacts facts, Effect effect)
    {
        if (_operator.Qualifier is SetQualifier.None)
        {
            // "The key's type decides": a multivalued key never matches a single-valued operator, negated or not.
            if (Key.Multivalued == true || fact.Count != 1)
                return Truth.No;
            return Compare(fact[0], facts, effect);
        }
        var any = _operator.Qualifier is SetQualifier.ForAnyValue;
        var truth = any ? Truth.No : Truth.Yes;
        for (var i = 0; i < fact.Count; i++)
        {
            var one = Compare(fact[i], facts, effect);
            truth = any ? truth.Or(one) : truth.And(one);
        }
        return truth;
    }

    /// <summary>One value of the request against all values of the policy: a positive operator wants one that matches, a negated one none.</summary>
    private Truth Compare(string given, IRequestFacts facts, Effect effect)
    {
        var value = new RequestValue(given, _operator.Comparison);
        // "A request value that cannot be read: … NotIpAddress and ArnNotLike do not match."
        if (!value.Readable && _operator.Comparison is Comparison.IpAddress or Comparison.NotIpAddress
            or Comparison.ArnEquals or Comparison.ArnLike or Comparison.ArnNotEquals or Comparison.ArnNotLike)
            return Truth.No;
        var found = Truth.No;
        foreach (var wanted in _values)
        {
            // "A policy value that is no ARN makes the comparison fail in an Allow and hold in a Deny, negated or not, unless a
            // value before it in the list already matched."
            if (wanted.BrokenArn && found is not Truth.Yes)
                return found is Truth.Unknown ? Truth.Unknown : TruthTables.Of(effect is Effect.Deny);
            found = found.Or(wanted.Matches(in value, facts));
            if (found is Truth.Yes)
                break;
        }
        return _operator.Negated ? found.Not() : found;
    }
}
