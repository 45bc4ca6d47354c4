namespace Ambit.Escalation;

/// <summary>A relation that is a question of the cloud: its rows are made when it is asked.</summary>
public sealed class AskedRelation(RelationSignature signature, Func<IReadOnlyList<string?>, IEnumerable<Fact>> rows) : IRelation
{
    /// <inheritdoc/>
    public RelationSignature Signature { get; } = signature;

    /// <inheritdoc/>
    public IEnumerable<Fact> Rows(IReadOnlyList<string?> bound) => rows(bound);
}
