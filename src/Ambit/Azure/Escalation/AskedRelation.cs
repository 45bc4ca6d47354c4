using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>A relation answered by a function of what is bound.</summary>
internal sealed class AskedRelation(RelationSignature signature, Func<IReadOnlyList<string?>, IEnumerable<Fact>> rows) : IRelation
{
    /// <inheritdoc/>
    public RelationSignature Signature => signature;

    /// <inheritdoc/>
    public IEnumerable<Fact> Rows(IReadOnlyList<string?> bound) => rows(bound);
}
