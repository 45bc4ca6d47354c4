using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private readonly ulong[] _hashes = new ulong[most];
    private readonly Member[] _members = [Member.None, .. new Member[most - 1]];
    private int _count = 1;

    /// <summary>How many bytes from the comma or brace before a name have to be there for <see cref="Likely"/>.</summary>
    public const int Width = 32;

    /// <summary>
    /// Which of the two members that are known to follow a member stands behind a comma or brace, without white space; <see cref="Beginning"/>
    /// for neither. The value begins <see cref="Length"/> bytes after the comma.
    /// </summary>
    /// <param name="comma">The comma or brace, and <see cref="Width"/> bytes with it.</param>
    /// <param name="previous">The member before it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Likely(ref byte comma, int previous)
    {
        var written = Vector256.LoadUnsafe(ref comma);
        var members = _members;
        ref readonly var before = ref members[previous];
        var next = before.Next;
        if (members[next].Begins(written))
            return next;
        next = before.Other;
        return members[next].Begins(written) ? next : Beginning;
    }

    /// <summary>The length of a comma, a member's name with its quotes, and a colon.</summary>
    public int Length(int member) => _members[member].Length;

    /// <summary>
    /// Which of the two members that are known to follow a member stands here, of those with a name too long for <see cref="Likely"/>;
    /// <see cref="Beginning"/> for neither.
    /// </summary>
    /// <param name="name">What stands after the comma or brace and white space.</param>
    /// <param name="previous">The member before it.</param>
    public int Long(ReadOnlySpan<byte> name, int previous)
    {
        var next = _members[previous].Next;
        if (_names[next].Length >= Width && name.StartsWith(_names[next]))
            return next;
        next = _members[previous].Other;
        return _names[next].Length >= Width && name.StartsWith(_names[next]) ? next : Beginning;
    }

    /// <summary>What is known of a member.</summary>
    public T this[int member] => _members[member].Known;

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
                return Follows(previous, member);
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
        _hashes[_count] = ByteHash.Of(name);
        _members[_count] = Member.Of(_names[_count], known);
        return Follows(previous, _count++);
    }

    private int Follows(int previous, int member)
    {
        ref var before = ref _members[previous];
        if (before.Next != member)
            (before.Next, before.Other) = (member, before.Next);
        return member;
    }

    private static byte[][] Named(int most)
    {
        var names = new byte[most][];
        names[Beginning] = [];
        return names;
    }

    /// <summary>A member: its name as far as one comparison of vectors reaches (the byte before it is left out), and the two that may follow it.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Member
    {
        private Vector256<byte> _text;
        private Vector256<byte> _mask;
        public T Known;
        public int Length;
        public int Next;
        public int Other;

        /// <summary>What nothing begins with.</summary>
        public static Member None => new() { _text = Vector256<byte>.AllBitsSet, _mask = Vector256<byte>.AllBitsSet, Known = default! };

        public static Member Of(ReadOnlySpan<byte> name, T known)
        {
            if (name.Length + 1 > Width)
                return None with { Known = known, Length = name.Length + 1 };
            Span<byte> text = stackalloc byte[Width], mask = stackalloc byte[Width];
            text.Clear();
            mask.Clear();
            name.CopyTo(text[1..]);
            mask.Slice(1, name.Length).Fill(byte.MaxValue);
            return new Member { _text = Vector256.Create<byte>(text), _mask = Vector256.Create<byte>(mask), Known = known, Length = name.Length + 1 };
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool Begins(Vector256<byte> written) => ((written ^ _text) & _mask) == Vector256<byte>.Zero;
    }
}
