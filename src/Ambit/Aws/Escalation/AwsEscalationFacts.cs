using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>What an AWS estate tells the rules: relations from its inventory, permissions from the evaluator.</summary>
internal sealed class AwsEscalationFacts : IEscalationFacts
{
    private readonly AwsEstate _estate;
    private readonly AwsWorld _world;
    private readonly DateTimeOffset? _now;
    private readonly AwsPermissions _permissions;
    private readonly AwsAdministration _administration;
    private readonly Dictionary<string, IRelation> _relations;
    private readonly HashSet<string> _identities;

    public AwsEscalationFacts(AwsEstate estate, AwsWorld world, DateTimeOffset? now = null)
    {
        (_estate, _world, _now) = (estate, world, now);
        var trusts = new AwsTrusts(estate);
        _permissions = new AwsPermissions(estate, world);
        _administration = new AwsAdministration(estate, world, _permissions);
        var workloads = new AwsWorkloads(estate, trusts);
        _relations = new AwsRelations(estate, world, trusts, workloads, _permissions, _administration).All();
        var serviceLinked = estate.Roles.Where(r => r.ServiceLinked).Select(r => r.Arn).ToHashSet(StringComparer.Ordinal);
        Starts = [.. world.Ids.Where(id => !serviceLinked.Contains(id))];
        _identities = [.. world.Ids, .. estate.Groups.Select(g => g.Arn)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> RulePrefixes => ["aws"];

    /// <inheritdoc/>
    public IReadOnlyList<RuleVocabulary> Vocabularies => [AwsRuleVocabulary.Vocabulary];

    /// <inheritdoc/>
    public IReadOnlyList<string> Starts { get; }

    /// <inheritdoc/>
    public IRelation Relation(string name) => _relations[name];

    /// <inheritdoc/>
    public bool MayHold(string principal, string action) => _permissions.Possible.MayHold(principal, action);

    /// <inheritdoc/>
    public IReadOnlyList<string>? ScopesOf(string principal, IReadOnlyList<string> actions) => _permissions.Possible.Accounts(principal, actions);

    /// <inheritdoc/>
    public PermissionAnswer Ask(PermissionQuestion question) => _permissions.Ask(question);

    /// <inheritdoc/>
    public IReadOnlyList<string> Namings(string principal, string pattern, IReadOnlyList<string> actions) =>
        _permissions.Possible.Namings(principal, pattern, actions);

    /// <inheritdoc/>
    public string? Administers(string principal) => _administration.Administers(principal);

    /// <inheritdoc/>
    public (string Scope, IReadOnlyList<OpenCondition> Conditions)? MayAdminister(string principal) => _administration.MayAdminister(principal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Administered(string scope) => _administration.Administered(scope);

    /// <inheritdoc/>
    public bool Identifies(string node) => _identities.Contains(node);

    /// <inheritdoc/>
    public bool HoldsMore(string principal, string than) => _permissions.Possible.HoldsMore(principal, than);

    /// <inheritdoc/>
    public IEscalationFacts Without(IReadOnlyCollection<PermissionGrant> removed)
    {
        var estate = GrantRemoval.From(_estate, removed);
        return new AwsEscalationFacts(estate, new AwsWorld(estate, _now), _now);
    }
}
