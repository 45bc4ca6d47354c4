using System.Collections.Concurrent;

namespace Ambit.Escalation;

/// <summary>A relation whose rows are all known beforehand; looks up by any bound column.</summary>
public sealed class ListedRelation(RelationSignature signature, Func<IEnumerable<Fact>> rows) : IRelation
{
    private readonly Lazy<Fact[]> _rows = new(() => [.. rows()]);
    private readonly ConcurrentDictionary<int, Dictionary<string, Fact[]>> _byColumn = new();

    /// <inheritdoc/>
    public RelationSignature Signature { get; } = signature;

    /// <summary>The bound column with the fewest rows decides.</summary>
    public IEnumerable<Fact> Rows(IReadOnlyList<string?> bound)
    {
        var best = _rows.Value;
        for (var i = 0; i < bound.Count && best.Length > 1; i++)
        {
            if (bound[i] is not { } value)
                continue;
            var some = Column(i).GetValueOrDefault(value, []);
            if (some.Length < best.Length)
                best = some;
        }

        return best;
    }

    private Dictionary<string, Fact[]> Column(int column) =>
        _byColumn.GetOrAdd(column, c => _rows.Value.GroupBy(r => r.Values[c], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal));
}
