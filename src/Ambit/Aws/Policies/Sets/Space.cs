namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// One independent part of a request (its action, its resource, one context key) with the tests that statements put to it.
/// A test is named by its number; a demand is the number plus one, negative where the test must fail.
/// </summary>
internal abstract class Space
{
    private readonly Dictionary<string, (Possibility Possible, SpaceValue Value)> _known = new(StringComparer.Ordinal);

    /// <summary>Whether some value meets all the demands, and one that does.</summary>
    public Possibility Find(IReadOnlyList<int> demands, out SpaceValue value)
    {
        var sorted = demands.Distinct().Order().ToArray();
        var key = new string([.. sorted.Select(d => (char)(d + 0x8000))]);
        if (!_known.TryGetValue(key, out var answer))
        {
            var possible = Contradicts(sorted) ? (Possibility.None, default) : (Search(sorted, out var found), found);
            _known.Add(key, answer = possible);
        }

        value = answer.Value;
        return answer.Possible;
    }

    /// <summary>As <see cref="Find"/>, with a value that reads well, for showing.</summary>
    public virtual Possibility Example(IReadOnlyList<int> demands, out SpaceValue value) => Find(demands, out value);

    /// <summary>The search behind <see cref="Find"/>; the demands are sorted and do not contradict each other.</summary>
    protected abstract Possibility Search(ReadOnlySpan<int> demands, out SpaceValue value);

    private static bool Contradicts(int[] sorted)
    {
        foreach (var demand in sorted)
        {
            if (demand > 0 && Array.BinarySearch(sorted, -demand) >= 0)
                return true;
        }

        return false;
    }
}
