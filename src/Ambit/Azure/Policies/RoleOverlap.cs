using Ambit.Access;
using Ambit.Azure.Conditions;

namespace Ambit.Azure.Policies;

/// <summary>Whether a policy can allow some action of a pattern, on a scope and what lies beneath it.</summary>
internal sealed class RoleOverlap(RolePolicy policy, string action, string? resource)
{
    private readonly RoleWorld _world = new(policy, null);
    private readonly List<string> _undecided = [];

    /// <summary>The answer: it holds if nothing can be allowed.</summary>
    public SetAnswer Answer()
    {
        foreach (var grant in policy.Grants)
        {
            foreach (var (data, pattern) in grant.Allowed(false).Select(p => (false, p)).Concat(grant.Allowed(true).Select(p => (true, p))))
            {
                if (Place(grant) is { } place && Find(grant, data, pattern.Text, place) is { } witness)
                    return new SetAnswer(false, witness, []);
            }
        }

        return _undecided.Count == 0 ? SetAnswer.Yes : new SetAnswer(null, null, [.. _undecided.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Where grant and question meet; null where they do not.</summary>
    private string? Place(RoleGrant grant)
    {
        if (resource is null)
            return grant.Scope;
        var asked = ResourceId.Normal(resource);
        if (ResourceId.IsWithin(asked, grant.Scope))
            return asked;
        if (ResourceId.IsWithin(grant.Scope, asked))
            return grant.Scope;
        if (ResourceId.ManagementGroupOf(grant.Scope) is not null || ResourceId.ManagementGroupOf(asked) is not null)
            _undecided.Add($"whether {asked} and {grant.Scope} lie within one another is in no document");
        return null;
    }

    private AccessWitness? Find(RoleGrant grant, bool data, string pattern, string place)
    {
        AccessWitness? found = null;
        string[] patterns = [pattern, action, .. grant.Excepted(data).Select(p => p.Text)];
        bool Wanted(bool[] matches, string text)
        {
            if (!matches[1] || matches.Skip(2).Any(m => m))
                return false;
            var witness = new AccessWitness(grant.Principal, KnownActions.Spelled(text, data), place, Context(grant, text), KnownActions.Knows(text, data));
            if (grant.Known && _world.Decide(witness.Principal, witness.Action, place, data, witness.Context) == Outcome.Allowed)
                found = witness;
            else if (policy.Denials.Count == 0)
                _undecided.Add($"`{grant.Name}` may allow `{text}`; its condition or its definition could not be decided");
            return found is not null || policy.Denials.Count == 0;
        }

        foreach (var known in KnownActions.Of(data).Append(pattern.Contains('*') ? "" : pattern).Where(k => k.Length > 0 && ActionPattern.Matches(pattern, k)))
        {
            if (Wanted([.. patterns.Select(p => ActionPattern.Matches(p, known))], known))
                return found;
        }

        var search = new PatternSearch(patterns, 60_000);
        if (pattern.Contains('*'))
            search.Find(Wanted);
        if (search.Exhausted)
            _undecided.Add($"the patterns of `{grant.Name}` make more cases than are looked at");
        return found;
    }

    /// <summary>A request that satisfies the grant's conditions, where one is found.</summary>
    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Context(RoleGrant grant, string text)
    {
        var conditions = grant.Conditions.Select(ConditionTable.Read).OfType<ConditionExpression>().ToList();
        if (conditions.Count == 0)
            return AccessRequest.NoContext;
        return new ConditionSpace(conditions).Requests().FirstOrDefault(r => conditions.TrueForAll(c => c.Evaluate(new ConditionContext(text, r)) == Truth.True)) ?? AccessRequest.NoContext;
    }
}
