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
    private readonly T[] _known = new T[most];
    private readonly int[] _next = new int[most];
    private readonly int[] _other = new int[most];
    private readonly Head[] _heads = [Head.None, .. new Head[most - 1]];
    private readonly ulong[] _hashes = new ulong[most];
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
        var next = _next[previous];
        if (_heads[next].Begins(written))
            return next;
        next = _other[previous];
        return _heads[next].Begins(written) ? next : Beginning;
    }

    /// <summary>The length of a comma, a member's name with its quotes, and a colon.</summary>
    public int Length(int member) => _heads[member].Length;

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
        _known[_count] = known;
        _hashes[_count] = ByteHash.Of(name);
        _heads[_count] = Head.Of(_names[_count]);
        return Follows(previous, _count++);
    }

    private int Follows(int previous, int member)
    {
        if (_next[previous] != member)
            (_next[previous], _other[previous]) = (member, _next[previous]);
        return member;
    }

    private static byte[][] Named(int most)
    {
        var names = new byte[most][];
        names[Beginning] = [];
        return names;
    }

    /// <summary>A name as far as one comparison of vectors reaches; the byte before it is left out.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Head(Vector256<byte> Text, Vector256<byte> Mask, int Length)
    {
        /// <summary>The beginning of nothing.</summary>
        public static readonly Head None = new(Vector256<byte>.AllBitsSet, Vector256<byte>.AllBitsSet, 0);

        public static Head Of(ReadOnlySpan<byte> name)
        {
            if (name.Length + 1 > Width)
                return None;
            Span<byte> text = stackalloc byte[Width], mask = stackalloc byte[Width];
            text.Clear();
            mask.Clear();
            name.CopyTo(text[1..]);
            mask.Slice(1, name.Length).Fill(byte.MaxValue);
            return new Head(Vector256.Create<byte>(text), Vector256.Create<byte>(mask), name.Length + 1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Begins(Vector256<byte> written) => ((written ^ Text) & Mask) == Vector256<byte>.Zero;
    }
}
