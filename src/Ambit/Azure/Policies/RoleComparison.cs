using Ambit.Access;
using Ambit.Azure.Conditions;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Policies;

/// <summary>
/// Looks for a request that one policy allows and another does not: over action strings by automata, over scopes by the finite
/// kinds of place that the documents tell apart, over conditions by the requests that they tell apart. What it finds the evaluator
/// confirms; where it finds nothing there is nothing.
/// </summary>
/// <param name="policy">What is asked about.</param>
/// <param name="reference">What it must not exceed.</param>
/// <param name="hierarchy">The tree of scopes; null where only documents are known, and management groups hold nobody knows what.</param>
internal sealed class RoleComparison(RolePolicy policy, RolePolicy reference, AzureHierarchy? hierarchy)
{
    private const int MostStates = 400_000;
    private const int MostStatesOfOne = 60_000;
    private readonly RoleWorld _ours = new(policy, hierarchy);
    private readonly RoleWorld _theirs = new(reference, hierarchy);
    private readonly IReadOnlyList<AzureDenyAssignment> _ourDenials = [.. policy.Denials.Where(d => IsPlain(d))];
    private readonly IReadOnlyList<AzureDenyAssignment> _theirDenials = [.. reference.Denials.Where(d => !policy.Denials.Any(o => Same(o, d)))];
    private readonly List<string> _undecided = [];
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);
    private int _states;

    /// <summary>The answer.</summary>
    public SetAnswer Answer()
    {
        if (_theirDenials.Any(d => !IsPlain(d)))
            _undecided.Add("a deny assignment of the reference names principals or a condition, which no role document tells");
        foreach (var grant in policy.Grants)
        {
            foreach (var data in new[] { false, true })
            {
                foreach (var resource in Places(grant))
                {
                    if (Find(grant, data, resource) is { } witness)
                        return new SetAnswer(false, witness, []);
                }
            }
        }

        return _undecided.Count == 0 ? SetAnswer.Yes : new SetAnswer(null, null, [.. _undecided.Distinct(StringComparer.Ordinal).Take(10)]);
    }

    /// <summary>A denial for everybody, without exception and condition: the only kind that surely takes something from the holder.</summary>
    private static bool IsPlain(AzureDenyAssignment denial) => denial.Principals.Contains(AzureDenyAssignment.Everyone) && denial.Excluded.Count == 0 && denial.Condition is null;

    private static bool Same(AzureDenyAssignment a, AzureDenyAssignment b) =>
        a.Scope == b.Scope && a.OnlyScope == b.OnlyScope && a.Condition == b.Condition && a.Principals.SetEquals(b.Principals) && a.Excluded.SetEquals(b.Excluded)
        && a.Permissions.Select(Text).SequenceEqual(b.Permissions.Select(Text), StringComparer.OrdinalIgnoreCase);

    private static string Text(AzurePermission p) => string.Join(' ', p.Actions.Append(default).Concat(p.NotActions).Append(default).Concat(p.DataActions).Append(default).Concat(p.NotDataActions));

    /// <summary>Every kind of place within a grant's scope: the scopes that the documents name, and something beneath each.</summary>
    private IEnumerable<string> Places(RoleGrant grant)
    {
        var named = policy.Grants.Concat(reference.Grants).Select(g => g.Scope).Concat(policy.Denials.Concat(reference.Denials).Select(d => d.Scope)).Distinct(StringComparer.Ordinal);
        return named.Where(s => Covers(grant.Scope, s) == true).Prepend(grant.Scope).SelectMany(s => new[] { s, Beneath(s) }).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    /// <summary>A place in a scope and in no named one below it; null where ids tell none.</summary>
    private static string? Beneath(string scope) =>
        scope == "/" ? "/subscriptions/99999999-9999-4999-8999-999999999999"
        : ResourceId.ManagementGroupOf(scope) is not null ? null
        : scope.Count('/') == 2 ? scope + "/resourcegroups/ambit-any"
        : scope + "/providers/microsoft.ambit/any/any";

    /// <summary>Whether a scope covers a place; null where only the tree of management groups would tell.</summary>
    private bool? Covers(string scope, string place)
    {
        if (hierarchy is not null)
            return hierarchy.Covers(scope, place);
        if (ResourceId.IsWithin(place, scope))
            return true;
        return ResourceId.ManagementGroupOf(scope) is null || place == "/" ? false : null;
    }

    private AccessWitness? Find(RoleGrant grant, bool data, string place)
    {
        var mine = reference.Grants.Where(g => g.Principal is null || grant.Principal is null || g.Principal == grant.Principal).ToList();
        var covering = mine.Where(g => g.Known && Covers(g.Scope, place) == true).ToList();
        var doubtful = mine.Where(g => !g.Known || Covers(g.Scope, place) is null).ToList();
        var denials = _theirDenials.Where(d => Covers(d.Scope, place) != false).ToList();
        foreach (var pattern in grant.Allowed(data))
        {
            // one place behaves like another that the same grants reach
            var alike = string.Join(' ', new object?[] { policy.Grants.ToList().IndexOf(grant), data, pattern.Text }
                .Concat(covering.Select(c => (object?)mine.IndexOf(c))).Append('|').Concat(doubtful.Select(c => (object?)mine.IndexOf(c)))
                .Append('|').Concat(denials.Concat(_ourDenials).Select(d => (object?)(d.Id + (d.OnlyScope ? d.Scope == place : Covers(d.Scope, place))))));
            if (!_decided.Add(alike))
                continue;
            var search = new RoleSearch(grant, data, pattern.Text, place, covering, doubtful, denials, _ourDenials);
            if (search.Run(Math.Min(MostStatesOfOne, MostStates - _states), Confirmed) is { } witness)
                return witness;
            _states += search.States;
            _undecided.AddRange(search.Undecided);
        }

        return null;
    }

    /// <summary>The evaluator's word: allowed here, not there; null where it would not say either.</summary>
    private bool? Confirmed(AccessWitness witness, bool data)
    {
        var ours = _ours.Decide(witness.Principal, witness.Action, witness.Resource, data, witness.Context);
        var theirs = _theirs.Decide(witness.Principal, witness.Action, witness.Resource, data, witness.Context);
        if (ours == Outcome.Allowed && theirs is (Outcome.ImplicitlyDenied or Outcome.ExplicitlyDenied))
            return true;
        return ours == Outcome.Conditional || theirs == Outcome.Conditional ? null : false;
    }
}
