using Ambit.Access;
using Ambit.Azure.Conditions;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Policies;

/// <summary>One pattern of one grant at one place: is there an action that it allows and the reference does not?</summary>
internal sealed class RoleSearch
{
    private static readonly string[] Verbs = ["read", "write", "delete", "action"];
    private readonly RoleGrant _grant;
    private readonly bool _data;
    private readonly string _place;
    private readonly string _pattern;
    private readonly List<RoleGrant> _others;
    private readonly int _doubtfulFrom;
    private readonly bool _denied;
    private readonly List<string> _undecided = [];
    private readonly List<string> _patterns = [];
    private readonly int[] _excepted;
    private readonly (int[] Allowed, int[] Excepted)[] _given;
    private readonly Dictionary<string, (ConditionExpression? Parsed, string Text)> _conditions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (IReadOnlyDictionary<string, IReadOnlyList<string>>? Context, bool Possible)> _contexts = new(StringComparer.Ordinal);

    public RoleSearch(
        RoleGrant grant, bool data, string pattern, string place, List<RoleGrant> covering, List<RoleGrant> doubtful,
        IReadOnlyList<AzureDenyAssignment> theirDenials, IReadOnlyList<AzureDenyAssignment> ourDenials)
    {
        (_grant, _data, _pattern, _place) = (grant, data, pattern, place);
        _patterns.Add(pattern);
        _excepted = Indexes(grant.Excepted(data));
        _others = [.. covering, .. doubtful];
        _doubtfulFrom = covering.Count;
        // what denials take is left to the evaluator: with one in sight, every allowed action is tried
        var taken = theirDenials.Concat(ourDenials).SelectMany(d => d.Permissions).SelectMany(p => data ? p.DataActions.Concat(p.NotDataActions) : p.Actions.Concat(p.NotActions)).ToList();
        _denied = taken.Count > 0;
        Indexes(taken);
        _given = [.. _others.Select(o => (Indexes(o.Allowed(data)), Indexes(o.Excepted(data))))];
        foreach (var guard in grant.Conditions.Concat(_others.SelectMany(o => o.Conditions)).Select(Parsed).OfType<ConditionExpression>().SelectMany(Guards))
            Index(guard);
    }

    /// <summary>What stood in the way.</summary>
    public IReadOnlyList<string> Undecided => _undecided;

    /// <summary>How many states were looked at.</summary>
    public int States { get; private set; }

    /// <summary>A confirmed request; known actions first, then such as may be named one day, then any text.</summary>
    public AccessWitness? Run(int most, Func<AccessWitness, bool, bool?> confirmed)
    {
        AccessWitness? found = null;
        bool Wanted(bool[] matches, string action) => (found ??= Try(matches, action, confirmed)) is not null;
        foreach (var action in KnownActions.Of(_data))
        {
            if (ActionPattern.Matches(_pattern, action) && Wanted(Matches(action), action))
                return found;
        }

        if (!_pattern.Contains('*'))
        {
            Wanted(Matches(_pattern), _pattern);
            return found;
        }

        foreach (var shape in Verbs.Select(v => $"microsoft.{PatternSearch.One}*/{PatternSearch.One}*/{v}").Append(""))
        {
            var extra = shape.Length == 0 ? 0 : 1;
            var search = new PatternSearch(extra == 0 ? _patterns : [.. _patterns, shape], most);
            search.Find((m, text) => (extra == 0 || m[^1]) && Wanted(m, text));
            States += search.States;
            if (found is not null)
                return found;
            if (extra == 0 && search.Exhausted)
                _undecided.Add($"the patterns of `{_grant.Name}` make more cases than are looked at");
        }

        return null;
    }

    private AccessWitness? Try(bool[] matches, string action, Func<AccessWitness, bool, bool?> confirmed)
    {
        if (_excepted.Any(i => matches[i]))
            return null;
        var hits = new List<int>();
        for (var i = 0; i < _others.Count; i++)
        {
            if (_given[i].Allowed.Any(a => matches[a]) && !_given[i].Excepted.Any(e => matches[e]))
                hits.Add(i);
        }

        if (!_denied && hits.Exists(i => i < _doubtfulFrom && !_others[i].Conditions.Any()))
            return null;
        var (context, possible) = Context(hits, action, matches);
        if (!possible)
            return null;
        if (context is null || !_grant.Known || hits.Exists(i => i >= _doubtfulFrom))
        {
            Doubt(hits);
            return null;
        }

        var witness = new AccessWitness(_grant.Principal, KnownActions.Spelled(action, _data), _place, context, KnownActions.Knows(action, _data));
        var answer = confirmed(witness, _data);
        if (answer == true)
            return witness;
        // one request of several was no witness: another may be
        if (answer is null || context.Count > 0)
            Doubt(hits);
        return null;
    }

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();

    private void Doubt(List<int> hits)
    {
        if (_undecided.Count >= 5)
            return;
        var doubtful = hits.Where(i => i >= _doubtfulFrom).Select(i => _others[i]).ToList();
        if (!_grant.Known || doubtful.Exists(d => !d.Known))
            _undecided.Add($"the role `{(_grant.Known ? doubtful.First(d => !d.Known).Name : _grant.Name)}` is not described");
        else if (doubtful.Count > 0)
            _undecided.Add($"whether {_place} lies under {doubtful[0].Scope} is in no document");
        else
            _undecided.Add($"the conditions of `{_grant.Name}` and of the reference could not be told apart");
    }

    /// <summary>A request that satisfies the grant's conditions and none of the others' that match; whether there may be one at all.</summary>
    private (IReadOnlyDictionary<string, IReadOnlyList<string>>? Context, bool Possible) Context(List<int> hits, string action, bool[] matches)
    {
        var others = hits.Where(i => i < _doubtfulFrom).Select(i => _others[i]).Where(o => o.Conditions.Any()).ToList();
        if (!_grant.Conditions.Any() && others.Count == 0)
            return (Nothing, true);
        var key = string.Join(' ', hits) + "|" + string.Concat(matches.Select(m => m ? '1' : '0'));
        if (!_contexts.TryGetValue(key, out var answer))
            _contexts.Add(key, answer = Distinguish([.. _grant.Conditions], [.. others.Select(o => o.Conditions.ToList())], action));
        return answer;
    }

    private (IReadOnlyDictionary<string, IReadOnlyList<string>>?, bool) Distinguish(List<string> granted, List<List<string>> others, string action)
    {
        var all = granted.Concat(others.SelectMany(o => o)).Distinct(StringComparer.Ordinal).ToList();
        var space = new ConditionSpace(all.Select(Parsed).OfType<ConditionExpression>());
        var readable = all.TrueForAll(c => Parsed(c) is not null);
        if (readable)
        {
            foreach (var request in space.Requests())
            {
                if (granted.TrueForAll(c => Holds(c, action, request)) && !others.Exists(o => o.TrueForAll(c => Holds(c, action, request))))
                    return (request, true);
            }

            if (space.IsComplete)
                return (null, false);
        }

        return (null, ConditionAbstraction.MayDiffer([.. granted.Select(Named)], [.. others.Select(o => o.Select(Named).ToList())], action));
    }

    private bool Holds(string condition, string action, IReadOnlyDictionary<string, IReadOnlyList<string>> request) =>
        Parsed(condition)!.Evaluate(new ConditionContext(action, request)) == Truth.True;

    private (string, ConditionExpression?) Named(string condition) => (condition, Parsed(condition));

    private ConditionExpression? Parsed(string condition)
    {
        if (!_conditions.TryGetValue(condition, out var known))
            _conditions.Add(condition, known = (ConditionTable.Read(condition), condition));
        return known.Parsed;
    }

    private static IEnumerable<string> Guards(ConditionExpression expression) => expression switch
    {
        AllOf all => all.Parts.SelectMany(Guards),
        AnyOf any => any.Parts.SelectMany(Guards),
        Not not => Guards(not.Part),
        ActionGuard guard => [guard.Pattern],
        _ => [],
    };

    private int[] Indexes(IReadOnlyList<ActionPattern> patterns) =>
        [.. patterns.Where(p => PatternSearch.Overlap(p.Text.ToLowerInvariant(), _pattern.ToLowerInvariant())).Select(p => Index(p.Text))];

    private int Index(string pattern)
    {
        var at = _patterns.FindIndex(1, p => p.Equals(pattern, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            _patterns.Add(pattern);
            at = _patterns.Count - 1;
        }

        return at;
    }

    private bool[] Matches(string action) => [.. _patterns.Select(p => ActionPattern.Matches(p, action))];
}
