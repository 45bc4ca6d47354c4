using System.Buffers;
using System.Numerics;

namespace Ambit.Aws.Access;

/// <summary>
/// The catalogue's actions, parted by sets of them: two actions are of one group where each set holds both or neither. What depends
/// on nothing but the sets is so decided once a group. The cost is that of going through the sets once.
/// </summary>
internal sealed class ActionGroups : IDisposable
{
    private readonly int[] _group;
    private int[] _size;
    private int[] _split;
    private readonly Stack<int> _free = new();
    private int _next = 1;

    /// <summary>Parts the actions.</summary>
    /// <param name="actions">How many actions there are.</param>
    /// <param name="sets">The sets, as bits.</param>
    public ActionGroups(int actions, IEnumerable<ulong[]> sets)
    {
        _group = ArrayPool<int>.Shared.Rent(actions);
        _group.AsSpan(0, actions).Clear();
        _size = new int[64];
        _split = new int[64];
        _size[0] = actions;
        var touched = new List<int>();
        foreach (var set in sets)
            Split(set, actions, touched);
    }

    /// <summary>No group has a number as high as this.</summary>
    public int Bound => _next;

    /// <summary>The group of an action.</summary>
    public int this[int action] => _group[action];

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<int>.Shared.Return(_group);

    /// <summary>Moves what the set holds of each group into a group of its own.</summary>
    private void Split(ulong[] set, int actions, List<int> touched)
    {
        for (var word = 0; word < set.Length; word++)
        {
            for (var left = set[word]; left != 0; left &= left - 1)
            {
                var action = (word << 6) + BitOperations.TrailingZeroCount(left);
                if (action >= actions)
                    break;
                var from = _group[action];
                var to = _split[from];
                if (to == 0)
                {
                    to = Fresh();
                    _split[from] = to;
                    touched.Add(from);
                }
                _group[action] = to;
                _size[from]--;
                _size[to]++;
            }
        }
        foreach (var group in touched)
        {
            _split[group] = 0;
            // Group 0 is the actions that no set holds: its number stands for "not split" and is never given again.
            if (_size[group] == 0 && group != 0)
                _free.Push(group);
        }
        touched.Clear();
    }

    private int Fresh()
    {
        if (_free.TryPop(out var free))
            return free;
        if (_next == _size.Length)
        {
            Array.Resize(ref _size, _next * 2);
            Array.Resize(ref _split, _next * 2);
        }
        return _next++;
    }
}
