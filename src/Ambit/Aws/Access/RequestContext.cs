using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>The context keys that a request states, interned, so that finding one compares references.</summary>
public sealed class RequestContext
{
    /// <summary>Nothing stated.</summary>
    public static readonly RequestContext Empty = new([]);

    private readonly (RequestKey Key, Fact Fact)[] _facts;

    internal RequestContext((RequestKey Key, Fact Fact)[] facts) => _facts = facts;

    /// <summary>Whether the request states the key.</summary>
    internal bool TryFind(RequestKey key, out Fact fact)
    {
        foreach (ref readonly var entry in _facts.AsSpan())
        {
            if (ReferenceEquals(entry.Key, key))
            {
                fact = entry.Fact;
                return true;
            }
        }
        fact = default;
        return false;
    }

    /// <summary>Whether the request states some key that begins so.</summary>
    internal bool States(string prefix)
    {
        foreach (ref readonly var entry in _facts.AsSpan())
        {
            if (entry.Key.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && entry.Fact.State is not FactState.Absent)
                return true;
        }
        return false;
    }

    /// <summary>How many keys that begin so the request states.</summary>
    internal int Count(string prefix)
    {
        var count = 0;
        foreach (ref readonly var entry in _facts.AsSpan())
        {
            if (entry.Key.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && entry.Fact.State is not FactState.Absent)
                count++;
        }
        return count;
    }

    /// <summary>This context with more keys; a later one of the same name wins.</summary>
    internal RequestContext With(params (RequestKey Key, Fact Fact)[] more) => more.Length == 0 ? this : new([.. more, .. _facts]);
}
