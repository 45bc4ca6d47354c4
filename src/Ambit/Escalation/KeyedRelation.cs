using System.Collections.Concurrent;

namespace Ambit.Escalation;

/// <summary>
/// A relation that is a question of a few columns, whose answers are kept: rows are made once for each value of those columns and
/// then looked up by any other bound column, so that a large estate is not read again for every identity.
/// </summary>
/// <param name="signature">The relation.</param>
/// <param name="key">The columns, by place, that the rows are made from; all others are left unbound when they are made.</param>
/// <param name="rows">Makes the rows.</param>
public sealed class KeyedRelation(RelationSignature signature, IReadOnlyList<int> key, Func<IReadOnlyList<string?>, IEnumerable<Fact>> rows) : IRelation
{
    private readonly ConcurrentDictionary<string, ListedRelation> _made = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public RelationSignature Signature { get; } = signature;

    /// <inheritdoc/>
    public IEnumerable<Fact> Rows(IReadOnlyList<string?> bound)
    {
        var name = key.Count == 1 ? bound[key[0]] ?? "" : string.Join('\n', key.Select(k => bound[k]));
        return (_made.TryGetValue(name, out var known) ? known : _made.GetOrAdd(name, _ => Make(bound))).Rows(bound);
    }

    private ListedRelation Make(IReadOnlyList<string?> bound)
    {
        var only = new string?[bound.Count];
        foreach (var k in key)
            only[k] = bound[k];
        return new ListedRelation(Signature, () => rows(only));
    }
}
