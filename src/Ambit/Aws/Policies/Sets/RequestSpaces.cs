using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Sets;

/// <summary>The parts of a request that some policies look at, and what each of their statements demands of them.</summary>
internal sealed class RequestSpaces
{
    private const int Action = 0;
    private const int Resource = 1;
    private static readonly Glob AnyAction = Glob.Wild("?*:?*");
    private static readonly Glob AnyArn =
        ResourceGlob.OfFields(["arn", "?*", "?*", "*", "*", "?*"], expands: false, new Dictionary<string, VariableValue>())!;

    private readonly PolicyKind _kind;
    private readonly IReadOnlyDictionary<string, VariableValue> _variables;
    private readonly CatalogueActions _actions;
    private readonly SearchBudget _budget;
    private readonly List<Space> _spaces = [];
    private readonly Dictionary<string, int> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = ["action", "resource"];
    private readonly List<Demand> _always = [];

    /// <summary>Prepares the parts.</summary>
    /// <param name="kind">The kind of the policies.</param>
    /// <param name="documents">The policies.</param>
    /// <param name="variables">The value of each policy variable.</param>
    /// <param name="actions">Sets of actions, kept from one question to the next.</param>
    /// <param name="budget">What the work is taken from.</param>
    /// <param name="withoutResource">Whether to look at the requests for actions that take no resource, or at all others.</param>
    public RequestSpaces(
        PolicyKind kind, IReadOnlyList<PolicyDocument> documents, IReadOnlyDictionary<string, VariableValue> variables, CatalogueActions actions, SearchBudget budget, bool withoutResource)
    {
        _kind = kind;
        _variables = variables;
        _actions = actions;
        _budget = budget;
        if (withoutResource)
        {
            _spaces.Add(new ListSpace(i => AwsCatalogue.Current.Name(i), CatalogueActions.WithoutResourceBits));
            _spaces.Add(new ListSpace(_ => "*", [1]));
        }
        else
        {
            IReadOnlyList<string> never = kind is PolicyKind.Trust ? [] : CatalogueActions.WithoutResource;
            _spaces.Add(new TextSpace(AnyAction, 0, budget) { Better = Examples.Action, Never = never });
            _spaces.Add(new TextSpace(AnyArn, variables.Values.Count(v => v.Number >= 0), budget) { Better = Examples.Resource });
        }

        foreach (var key in documents.SelectMany(d => d.Statements.SelectMany(s => s.Conditions.Select(c => (Entry: c, d.ExpandsVariables)))).GroupBy(c => c.Entry.Key, StringComparer.OrdinalIgnoreCase))
            AddKey(key.Key, [.. key.Select(k => (k.Entry, k.ExpandsVariables))]);
        foreach (var (name, value) in variables)
            Fix(name, value);
    }

    /// <summary>The parts.</summary>
    public IReadOnlyList<Space> All => _spaces;

    /// <summary>What every request meets.</summary>
    public IReadOnlyList<Demand> Always => _always;

    /// <summary>What a statement demands.</summary>
    public IReadOnlyList<Demand> Demands(Statement statement, bool expands)
    {
        var demands = new List<Demand> { ActionDemand(statement.Actions, !statement.NotAction) };
        if (statement.HasResource)
            demands.Add(ResourceDemand(statement.Resources, expands, !statement.NotResource));
        foreach (var condition in statement.Conditions)
        {
            var space = _keys[condition.Key];
            demands.Add(new Demand(space, ((KeySpace)_spaces[space]).Add(condition, statement.Effect, expands), Holds: true));
        }

        return [.. demands.Distinct()];
    }

    /// <summary>The demand that the action is one of some.</summary>
    public Demand ActionDemand(IReadOnlyList<string> patterns, bool holds)
    {
        if (_spaces[Action] is not TextSpace texts)
            return new Demand(Action, ((ListSpace)_spaces[Action]).Add(_actions.Bits(patterns)), holds);
        return new Demand(Action, texts.Add([.. patterns.Distinct(StringComparer.OrdinalIgnoreCase).Select(a => Glob.Wild(a.ToLowerInvariant()))]), holds);
    }

    /// <summary>The demand that the resource is one of some.</summary>
    public Demand ResourceDemand(IReadOnlyList<string> patterns, bool expands, bool holds)
    {
        IReadOnlyList<Glob> globs =
            [.. patterns.Distinct(StringComparer.Ordinal).Select(r => ResourceGlob.Of(r, _kind is PolicyKind.Identity or PolicyKind.Boundary, expands, _variables)).OfType<Glob>()];
        if (_spaces[Resource] is TextSpace texts)
            return new Demand(Resource, texts.Add(globs), holds);
        var matches = new TextAutomaton(globs, new Alphabet(globs, "", _variables.Count)).Matches("*");
        return new Demand(Resource, ((ListSpace)_spaces[Resource]).Add([matches ? 1UL : 0UL]), holds);
    }

    /// <summary>The space of a key; null where no statement looks at it.</summary>
    public KeySpace? Key(string name) => _keys.TryGetValue(name, out var space) ? (KeySpace)_spaces[space] : null;

    /// <summary>A demand on a key.</summary>
    public Demand OnKey(string name, int test, bool holds) => new(_keys[name], test, holds);

    /// <summary>The value that a key has among the values found; null where it has none.</summary>
    public string? ValueOf(string key, SpaceValue[] values) => _keys.TryGetValue(key, out var space) ? values[space].Texts?[0] : null;

    /// <summary>The keys that statements look at.</summary>
    public IEnumerable<string> Keys => _keys.Keys;

    /// <summary>The request that the values make, with these values in the places of open variables; null where one of them is missing.</summary>
    public (string Action, string Resource, Dictionary<string, IReadOnlyList<string>> Context)? Request(SpaceValue[] values, IReadOnlyDictionary<string, string?> open)
    {
        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        for (var i = 2; i < values.Length; i++)
        {
            if (values[i].Texts is { } texts)
                context[_names[i]] = [.. texts.Select(t => Expand(t, open))];
        }

        foreach (var (name, value) in _variables)
        {
            if ((value.Number >= 0 ? open[name] : value.Text) is { } text)
                context[Spelled(name)] = [text];
        }

        var resource = _kind is PolicyKind.Trust ? "*" : Expand(values[Resource].Texts![0], open);
        if (resource.Any(Alphabet.IsMark) || context.Values.Any(v => v.Any(t => t.Any(Alphabet.IsMark))))
            return null;
        return (values[Action].Texts![0], resource, context);
    }

    private string Expand(string text, IReadOnlyDictionary<string, string?> open)
    {
        foreach (var (name, value) in _variables)
        {
            if (value.Number >= 0 && open[name] is { } known)
                text = text.Replace(((char)(Alphabet.FirstMark + value.Number)).ToString(), known, StringComparison.Ordinal);
        }

        return text;
    }

    private static string Spelled(string name) => AwsCatalogue.Current.FindConditionKey(name) is { Template: null } known ? known.Name : name;

    private void AddKey(string name, IReadOnlyList<(ConditionEntry Entry, bool Expands)> entries)
    {
        var known = AwsCatalogue.Current.FindConditionKey(name);
        var multivalued = known?.Multivalued ?? entries.All(e => e.Entry.Operator is { Qualifier: not SetQualifier.None } or { Comparison: Comparison.Null });
        _keys.Add(name, _spaces.Count);
        _names.Add(name);
        _spaces.Add(new KeySpace(known?.Type, multivalued, entries, _variables, _budget));
    }

    /// <summary>A variable that a pattern uses and a condition compares is one value.</summary>
    private void Fix(string name, VariableValue value)
    {
        if (value.MayBeAbsent || Key(name) is not { } space)
            return;
        if (value.Text is not null)
            _always.Add(OnKey(name, space.AddText([Glob.Exact(value.Text)], whenAbsent: false), holds: true));
        else
            _always.Add(OnKey(name, space.AddPresent(), holds: value.Number >= 0));
        if (value.Except.Count > 0)
            _always.Add(OnKey(name, space.AddText([.. value.Except.Select(e => Glob.Exact(e))], whenAbsent: false), holds: false));
    }
}
