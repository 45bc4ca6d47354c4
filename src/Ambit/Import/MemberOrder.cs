using Ambit.Usage;

namespace Ambit.Import;

/// <summary>
/// The order in which a writer of JSON puts the members of its objects. A writer keeps its order, so after one member the name of the
/// next is nearly always the one that followed last time: comparing it costs less than finding where a name ends and which it is.
/// </summary>
/// <typeparam name="T">What a reader knows of a member.</typeparam>
/// <param name="most">How many names are learnt at most.</param>
internal sealed class MemberOrder<T>(int most)
{
    /// <summary>What stands before the first member.</summary>
    public const int Beginning = 0;

    private const int LongestName = 96;
    private readonly byte[][] _names = Named(most);
    private readonly T[] _known = new T[most];
    private readonly int[] _next = new int[most];
    private readonly ulong[] _hashes = new ulong[most];
    private int _count = 1;

    /// <summary>The member that followed a member last time; <see cref="Beginning"/> where none is known.</summary>
    public int After(int member) => _next[member];

    /// <summary>A member's name with its quotes and colon.</summary>
    public ReadOnlySpan<byte> Name(int member) => _names[member];

    /// <summary>What is known of a member.</summary>
    public T this[int member] => _known[member];

    /// <summary>Looks up a member that another was not known to be followed by, and takes up that it is.</summary>
    /// <param name="previous">The member before it.</param>
    /// <param name="name">Its name with its quotes.</param>
    /// <returns>The member; <see cref="Beginning"/> where its name has not been learnt.</returns>
    public int Find(int previous, ReadOnlySpan<byte> name)
    {
        var hash = ByteHash.Of(name);
        for (var member = 1; member < _count; member++)
        {
            if (_hashes[member] == hash && _names[member].AsSpan(0, _names[member].Length - 1).SequenceEqual(name))
                return _next[previous] = member;
        }

        return Beginning;
    }

    /// <summary>Learns a member that <see cref="Find"/> does not find.</summary>
    /// <param name="previous">The member before it.</param>
    /// <param name="name">Its name with its quotes.</param>
    /// <param name="known">What it is.</param>
    public int Learn(int previous, ReadOnlySpan<byte> name, T known)
    {
        // Invariant: names come from strangers, so few are learnt; the others are looked up each time.
        if (_count == most || name.Length > LongestName)
            return Beginning;
        _names[_count] = [.. name, (byte)':'];
        _known[_count] = known;
        _hashes[_count] = ByteHash.Of(name);
        return _next[previous] = _count++;
    }

    private static byte[][] Named(int most)
    {
        var names = new byte[most][];
        names[Beginning] = [];
        return names;
    }
}
