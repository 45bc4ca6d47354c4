using Ambit.Access;

namespace Ambit.Escalation;

/// <summary>What a cloud's part of an estate tells the rules. Safe to ask from several threads.</summary>
public interface IEscalationFacts
{
    /// <summary>Prefixes of the ids of the rules that are about it: <c>aws</c>; <c>azure</c> and <c>entra</c>.</summary>
    IReadOnlyList<string> RulePrefixes { get; }

    /// <summary>The words that those rules may use.</summary>
    IReadOnlyList<RuleVocabulary> Vocabularies => [];

    /// <summary>The people of a directory: whom administrators of passwords may become, each of many. None where steps onto people are few.</summary>
    IReadOnlyCollection<string> People => [];

    /// <summary>The same facts, whose steps onto people lead to these alone.</summary>
    IEscalationFacts OntoOnly(IReadOnlySet<string> people) => this;

    /// <summary>The same facts without what can lead to no administration and to none of the resources: for a search for power alone.</summary>
    IEscalationFacts Towards(IReadOnlyCollection<string> resources) => this;

    /// <summary>Identities that an attacker may start from.</summary>
    IReadOnlyList<string> Starts { get; }

    /// <summary>The relation of that name.</summary>
    /// <exception cref="KeyNotFoundException">The vocabulary has no such relation.</exception>
    IRelation Relation(string name);

    /// <summary>A quick look whether the identity could hold the permission on anything at all; false only where it surely does not.</summary>
    bool MayHold(string principal, string action);

    /// <summary>
    /// The scopes in which the identity could hold one of the permissions on a resource: its own, and those whose resources let it in by
    /// policy. Null where any scope may be meant.
    /// </summary>
    IReadOnlyList<string>? ScopesOf(string principal, IReadOnlyList<string> actions) => null;

    /// <summary>Decides a permission by every layer.</summary>
    PermissionAnswer Ask(PermissionQuestion question);

    /// <summary>
    /// Names worth trying for a resource that the identity makes itself: concrete ids that follow the pattern and that what it
    /// holds of the actions could cover.
    /// </summary>
    IReadOnlyList<string> Namings(string principal, string pattern, IReadOnlyList<string> actions);

    /// <summary>What the identity administers now, without a step; null where it does not.</summary>
    string? Administers(string principal);

    /// <summary>What the identity administers if conditions hold that nothing known decides; null where it does not.</summary>
    (string Scope, IReadOnlyList<OpenCondition> Conditions)? MayAdminister(string principal) => null;

    /// <summary>The identities and resources that the administrator of a scope is or controls.</summary>
    IReadOnlyList<string> Administered(string scope);

    /// <summary>Whether an identity that is asked for as a start can act at all: one that is disabled cannot.</summary>
    bool Acts(string start) => true;

    /// <summary>Whether the node is an identity of this estate, rather than a resource.</summary>
    bool Identifies(string node) => Starts.Contains(node);

    /// <summary>Whether the identity holds something that the other does not, so that reaching it is worth a path.</summary>
    bool HoldsMore(string principal, string than) => true;

    /// <summary>The facts as they would be without some grants: the estate evaluated again.</summary>
    IEscalationFacts Without(IReadOnlyCollection<PermissionGrant> removed) => new MaskedFacts(this, removed);
}
