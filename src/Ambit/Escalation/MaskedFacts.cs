using Ambit.Access;

namespace Ambit.Escalation;

/// <summary>An estate's facts as they would be without some grants. It trusts that answers name every grant that suffices.</summary>
public sealed class MaskedFacts : IEscalationFacts
{
    private readonly IEscalationFacts _facts;
    private readonly HashSet<(string, string, int, string)> _removed;

    /// <summary>Takes the grants away.</summary>
    public MaskedFacts(IEscalationFacts facts, IEnumerable<PermissionGrant> removed)
    {
        _facts = facts;
        _removed = [.. removed.Select(g => g.Key)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> RulePrefixes => _facts.RulePrefixes;

    /// <inheritdoc/>
    public IReadOnlyList<RuleVocabulary> Vocabularies => _facts.Vocabularies;

    /// <inheritdoc/>
    public IReadOnlyList<string> Starts => _facts.Starts;

    /// <inheritdoc/>
    public IRelation Relation(string name) => _facts.Relation(name);

    /// <inheritdoc/>
    public bool MayHold(string principal, string action) => _facts.MayHold(principal, action);

    /// <inheritdoc/>
    public IReadOnlyList<string>? ScopesOf(string principal, IReadOnlyList<string> actions) => _facts.ScopesOf(principal, actions);

    /// <inheritdoc/>
    public PermissionAnswer Ask(PermissionQuestion question)
    {
        var answer = _facts.Ask(question);
        if (!answer.Holds || answer.Sides.Count == 0)
            return answer;
        List<IReadOnlyList<PermissionGrant>> sides = [.. answer.Sides.Select(s => s.Where(g => !_removed.Contains(g.Key)).ToList())];
        return sides.Exists(s => s.Count == 0) ? PermissionAnswer.No : answer with { Sides = sides };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Namings(string principal, string pattern, IReadOnlyList<string> actions) => _facts.Namings(principal, pattern, actions);

    /// <inheritdoc/>
    public string? Administers(string principal) => _facts.Administers(principal);

    /// <inheritdoc/>
    public (string Scope, IReadOnlyList<OpenCondition> Conditions)? MayAdminister(string principal) => _facts.MayAdminister(principal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Administered(string scope) => _facts.Administered(scope);

    /// <inheritdoc/>
    public bool Identifies(string node) => _facts.Identifies(node);

    /// <inheritdoc/>
    public bool HoldsMore(string principal, string than) => _facts.HoldsMore(principal, than);

    /// <inheritdoc/>
    public IEscalationFacts Without(IReadOnlyCollection<PermissionGrant> removed) => new MaskedFacts(this, removed);
}
