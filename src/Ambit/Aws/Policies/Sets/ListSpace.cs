using System.Numerics;

namespace Ambit.Aws.Policies.Sets;

/// <summary>A part of a request that holds one of a list of texts, such as the actions that take no resource.</summary>
/// <param name="name">The text by its place.</param>
/// <param name="members">The places that count, as bits.</param>
internal sealed class ListSpace(Func<int, string> name, ulong[] members) : Space
{
    private readonly List<ulong[]> _tests = [];

    /// <summary>Adds a test, the places that meet it, and gives its number.</summary>
    public int Add(ulong[] meeting)
    {
        _tests.Add(meeting);
        return _tests.Count - 1;
    }

    /// <inheritdoc/>
    protected override Possibility Search(ReadOnlySpan<int> demands, out SpaceValue value)
    {
        for (var word = 0; word < members.Length; word++)
        {
            var left = members[word];
            foreach (var demand in demands)
                left &= demand > 0 ? _tests[demand - 1][word] : ~_tests[-demand - 1][word];
            if (left == 0)
                continue;
            value = SpaceValue.Of(name((word * 64) + BitOperations.TrailingZeroCount(left)));
            return Possibility.Some;
        }

        value = default;
        return Possibility.None;
    }
}
