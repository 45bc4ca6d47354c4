using Ambit.Access;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// Questions about all requests at once, decided over products of glob automata and intervals: whether one policy allows anything
/// that another does not, whether a resource is public, whether an action can be allowed. Never says that a question holds when
/// some request shows the contrary; a witness was evaluated before it is given.
/// </summary>
public static class PolicySets
{
    /// <summary>Whether all that the new documents allow is allowed by the reference, too.</summary>
    /// <param name="updated">The new documents, which count together.</param>
    /// <param name="reference">The documents that must not be exceeded, which count together.</param>
    /// <param name="kind">What both are attached to.</param>
    public static SetAnswer NoNewAccess(IReadOnlyList<PolicyDocument> updated, IReadOnlyList<PolicyDocument> reference, PolicyKind kind)
    {
        var compiler = new PolicyCompiler(AwsCatalogue.Current);
        var before = new ComparedPolicies(reference, kind, compiler);
        var after = new ComparedPolicies(updated, kind, compiler);
        var question = new SetQuestion(kind, after, before);
        return question.Ask(Callers.Of([.. updated, .. reference], kind), (_, _) => []);
    }

    /// <summary>As <see cref="NoNewAccess(IReadOnlyList{PolicyDocument}, IReadOnlyList{PolicyDocument}, PolicyKind)"/> for one document each.</summary>
    public static SetAnswer NoNewAccess(PolicyDocument updated, PolicyDocument reference, PolicyKind kind) => NoNewAccess([updated], [reference], kind);

    /// <summary>Whether no request for the action on the resource can be allowed, under any condition.</summary>
    /// <param name="documents">The documents, which count together.</param>
    /// <param name="kind">What they are attached to.</param>
    /// <param name="action">An action or a pattern of actions.</param>
    /// <param name="resource">A resource or a pattern of resources; null for any.</param>
    public static SetAnswer NotGranted(IReadOnlyList<PolicyDocument> documents, PolicyKind kind, string action, string? resource)
    {
        var after = new ComparedPolicies(documents, kind, new PolicyCompiler(AwsCatalogue.Current));
        var question = new SetQuestion(kind, after, null) { KeepsResource = resource is not null };
        return question.Ask(Callers.Of(documents, kind), (spaces, _) => resource is null || resource == "*"
            ? [spaces.ActionDemand([action], holds: true)]
            : [spaces.ActionDemand([action], holds: true), spaces.ResourceDemand([resource], expands: false, holds: true)]);
    }

    /// <summary>Whether nobody outside the accounts that the documents name can be allowed, as S3's guide means "public", for any type of resource.</summary>
    /// <param name="documents">The documents, which count together.</param>
    /// <param name="kind">What they are attached to.</param>
    public static SetAnswer NoPublicAccess(IReadOnlyList<PolicyDocument> documents, PolicyKind kind)
    {
        var after = new ComparedPolicies(documents, kind, new PolicyCompiler(AwsCatalogue.Current));
        var stranger = Callers.Stranger(documents);
        IReadOnlyList<Caller> outsiders = kind is PolicyKind.Trust ? [stranger] : [Caller.Anonymous, stranger];
        return new SetQuestion(kind, after, null).Ask(outsiders, (spaces, _) => PublicKeys.Unfixed(spaces, documents));
    }
}
