using Ambit.Access;

namespace Ambit.Escalation;

/// <summary>
/// Joins one rule with one estate. Clauses bind variables in the order the rule gives them; a need is asked as soon as all of
/// its variables are bound, so that the cheap "no" comes before the wide join.
/// </summary>
internal sealed class RuleMatcher
{
    private readonly Rule _rule;
    private readonly IEscalationFacts _facts;
    private readonly List<RuleNeed>[] _needsAfterClause;
    private readonly List<RuleNeed> _needsOnNew = [];
    private readonly string[][] _ownActions;
    private readonly string[]?[] _scopedBy;
    private FittingResources? _fitting;
    private volatile bool _alone;

    public RuleMatcher(Rule rule, IEscalationFacts facts)
    {
        _rule = rule;
        _facts = facts;
        _needsAfterClause = new List<RuleNeed>[rule.When.Count + 1];
        _ownActions = [.. rule.Needs.Where(n => n.By.Variable == "start" && n.After is null && n.If.Count == 0).Select(n => (string[])[n.Can, .. n.Or])];
        _scopedBy = new string[rule.When.Count][];
        Plan();
    }

    /// <summary>The steps that one identity can take by this rule.</summary>
    /// <param name="start">The identity.</param>
    /// <param name="resources">The resources that a rule which yields one is joined with.</param>
    public List<EscalationEdge> From(string start, IReadOnlyCollection<string> resources)
    {
        var found = new List<EscalationEdge>();
        if (_rule.Yields.Kind == RuleYieldKind.Reach && resources.Count == 0)
            return found;
        foreach (var actions in _ownActions)
        {
            if (!actions.Any(a => _facts.MayHold(start, a)))
                return found;
        }

        if (_rule.Yields.Kind != RuleYieldKind.Reach)
        {
            Begin(new Binding(start), found);
            return found;
        }

        _alone = resources.Count == 1;
        foreach (var resource in Fitting(resources))
        {
            var binding = new Binding(start);
            binding.Set(_rule.Yields.What.Variable!, resource);
            Begin(binding, found);
        }

        return found;
    }

    /// <summary>The resources that the first clause is about: of the right type. Every start asks about the same ones.</summary>
    private IReadOnlyCollection<string> Fitting(IReadOnlyCollection<string> resources)
    {
        var kept = _fitting;
        if (ReferenceEquals(kept?.Of, resources))
            return kept.Fitting;
        var first = _rule.When.Count > 0 ? _rule.When[0] : null;
        if (first is null || !first.Columns.Values.All(t => t.Constant || t.Anything || t.Variable is not (null or "start")))
            return resources;
        var relation = _facts.Relation(first.Relation);
        string[] fitting = [.. resources.Where(r =>
        {
            var binding = new Binding("");
            binding.Set(_rule.Yields.What.Variable!, r);
            var bound = ClauseFit.Bound(relation.Signature, first, binding);
            return relation.Rows(bound).Any(f => ClauseFit.Agrees(bound, f));
        })];
        _fitting = new FittingResources(resources, fitting);
        return fitting;
    }

    private sealed record FittingResources(IReadOnlyCollection<string> Of, IReadOnlyCollection<string> Fitting);

    private void Begin(Binding binding, List<EscalationEdge> found)
    {
        if (Hold(_needsAfterClause[0], binding))
            Join(0, binding, found);
    }

    private void Plan()
    {
        var bound = new HashSet<string>(StringComparer.Ordinal) { "start" };
        var open = _rule.Needs.ToList();
        for (var i = 0; i <= _rule.When.Count; i++)
        {
            if (i > 0)
                bound.UnionWith(_rule.When[i - 1].Columns.Values.SelectMany(t => t.Variables));
            _needsAfterClause[i] = [.. open.Where(n => Variables(n).All(bound.Contains))];
            open.RemoveAll(_needsAfterClause[i].Contains);
            if (i > 0)
                _scopedBy[i - 1] = ScopedBy(_rule.When[i - 1]);
        }

        _needsOnNew.AddRange(open);
    }

    /// <summary>
    /// Permissions that the start must hold on what the clause binds: only scopes where it could hold them are looked through, so that
    /// nobody is joined with every resource of every account.
    /// </summary>
    private string[]? ScopedBy(RuleClause clause)
    {
        var binds = clause.Columns.Values.Where(t => t.Variable is not null).Select(t => t.Variable!).ToHashSet(StringComparer.Ordinal);
        var need = _rule.Needs.FirstOrDefault(n => n.By.Variable == "start" && n.After is null && n.If.Count == 0 && n.On?.Variable is { } on && binds.Contains(on));
        return need is null ? null : [need.Can, .. need.Or];
    }

    private static IEnumerable<string> Variables(RuleNeed need) =>
        (need.On?.Variables ?? []).Concat(need.By.Variables).Concat(need.With.Values.Concat(need.If.Values).SelectMany(t => t.Variables)).Concat(need.If.Keys);

    private void Join(int index, Binding binding, List<EscalationEdge> found)
    {
        if (index == _rule.When.Count)
        {
            if (Absent(binding))
                NameNew(binding, found);
            return;
        }

        var clause = _rule.When[index];
        var relation = _facts.Relation(clause.Relation);
        var bound = ClauseFit.Bound(relation.Signature, clause, binding);
        foreach (var within in Scopes(index, relation.Signature, bound, binding))
        {
            foreach (var fact in relation.Rows(within))
            {
                if (!ClauseFit.Agrees(within, fact))
                    continue;
                var mark = binding.Mark();
                if (ClauseFit.Bind(relation.Signature, clause, fact, binding) && Hold(_needsAfterClause[index + 1], binding))
                    Join(index + 1, binding, found);
                binding.Back(mark);
            }
        }
    }

    /// <summary>
    /// Scopes that the start could hold something in; one that is asked about a single resource is asked about that, wherever it lies: its
    /// policy may be in no export.
    /// </summary>
    private IEnumerable<string?[]> Scopes(int index, RelationSignature signature, string?[] bound, Binding binding)
    {
        if (_alone || _scopedBy[index] is not { } actions || signature.Scope is not (>= 0 and var column) || bound[column] is not null
            || _facts.ScopesOf(binding.Value("start")!, actions) is not { } scopes)
        {
            yield return bound;
            yield break;
        }

        foreach (var scope in scopes)
        {
            string?[] within = [.. bound];
            within[column] = scope;
            yield return within;
        }
    }

    /// <summary>A row that is certain stands in the way; one under conditions leaves the step open if they do not hold.</summary>
    private bool Absent(Binding binding)
    {
        foreach (var clause in _rule.Unless)
        {
            var relation = _facts.Relation(clause.Relation);
            var bound = ClauseFit.Bound(relation.Signature, clause, binding);
            foreach (var fact in relation.Rows(bound))
            {
                if (!ClauseFit.Agrees(bound, fact))
                    continue;
                if (fact.Conditions.Count == 0)
                    return false;
                binding.Await(fact.Conditions.Select(c => c with { Needed = !c.Needed }));
            }
        }

        return true;
    }

    private bool Hold(List<RuleNeed> needs, Binding binding)
    {
        foreach (var need in needs)
        {
            if (need.If.Any(i => binding.Value(i.Key) != i.Value.In(binding.Value)))
                continue;
            var principal = need.By.In(binding.Value)!;
            var resource = need.On?.In(binding.Value);
            var (permission, answer) = Best(need, principal, resource, Context(need, binding));
            if (!answer.Holds)
                return false;
            binding.Await(answer.Conditions);
            binding.Take(new EscalationNeed(principal, permission, resource, answer.Sides));
        }

        return true;
    }

    /// <summary>Of permissions that serve alike the first that is certain, else the first under conditions.</summary>
    private (string Permission, PermissionAnswer Answer) Best(RuleNeed need, string principal, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var best = (Permission: need.Can, Answer: _facts.Ask(new PermissionQuestion(principal, need.Can, resource, context, need.After)));
        foreach (var other in need.Or)
        {
            if (best.Answer.Holds && best.Answer.Conditions.Count == 0)
                break;
            var answer = _facts.Ask(new PermissionQuestion(principal, other, resource, context, need.After));
            if (answer.Holds && (!best.Answer.Holds || answer.Conditions.Count == 0))
                best = (other, answer);
        }

        return best;
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Context(RuleNeed need, Binding binding) =>
        need.With.Count == 0
            ? AccessRequest.NoContext
            : need.With.ToDictionary(w => w.Key, IReadOnlyList<string> (w) => [w.Value.In(binding.Value)!], StringComparer.OrdinalIgnoreCase);

    /// <summary>Every need on a resource that the start names itself must hold for one and the same name.</summary>
    private void NameNew(Binding binding, List<EscalationEdge> found, int index = 0)
    {
        if (index == _rule.New.Count)
        {
            var mark = binding.Mark();
            if (Hold(_needsOnNew, binding))
                Emit(binding, found);
            binding.Back(mark);
            return;
        }

        var (name, pattern) = _rule.New.ElementAt(index);
        var actions = _needsOnNew.Where(n => n.On?.Variables.Contains(name) == true || n.With.Values.Any(w => w.Variables.Contains(name))).Select(n => n.Can).ToList();
        var before = found.Count;
        foreach (var naming in _facts.Namings(binding.Value("start")!, pattern.In(binding.Value)!, actions))
        {
            var mark = binding.Mark();
            binding.Set(name, naming);
            NameNew(binding, found, index + 1);
            binding.Back(mark);
            if (found.Count > before && found[^1].Certain)
            {
                found.RemoveRange(before, found.Count - 1 - before);
                return;
            }
        }

        if (found.Count > before + 1)
            found.RemoveRange(before + 1, found.Count - before - 1);
    }

    /// <summary>
    /// A step that rests on the same grants and conditions as one already found says nothing new: sixty functions under one wildcard
    /// are one way, told by the first of them.
    /// </summary>
    private static bool Known(EscalationEdge step, List<EscalationEdge> found)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (step.SameWay(found[i]))
                return true;
        }

        return false;
    }

    private void Emit(Binding binding, List<EscalationEdge> found)
    {
        var start = binding.Value("start")!;
        var what = _rule.Yields.What.In(binding.Value)!;
        if (_rule.Yields.Kind == RuleYieldKind.Become && what == start)
            return;
        var through = _rule.Yields.Through?.In(binding.Value);
        var conditions = binding.Conditions.Distinct(OpenConditionEquality.Instance).ToList();
        if (_rule.Doubt is not null)
            conditions.Add(new OpenCondition("ambit:Doubt", "Exists", [_rule.Doubt], Needed: true));
        var step = new EscalationEdge(
            start,
            _rule.Yields.Kind == RuleYieldKind.Admin ? EscalationEdge.AdminOf(what) : what,
            _rule.Id,
            _rule.Title,
            _rule.Category,
            [.. binding.Needs],
            conditions,
            [.. binding.Evidence],
            [],
            through is null || through == start ? [] : [through]);
        if (!Known(step, found))
            found.Add(step with { Facts = [.. binding.Facts] });
    }
}
