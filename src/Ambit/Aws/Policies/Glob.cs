using System.Buffers;

namespace Ambit.Aws.Policies;

/// <summary>
/// A glob as AWS policies have it: <c>*</c> is any run of UTF-16 units, <c>?</c> is exactly one, everything else is itself.
/// A match costs at most pattern times text, however hostile the pattern. Case matters; match lower-cased text where it must not.
/// </summary>
public sealed class Glob
{
    /// <summary>Stands for <c>*</c> among tokens; characters stand for themselves.</summary>
    public const int Star = -1;

    /// <summary>Stands for <c>?</c> among tokens.</summary>
    public const int One = -2;

    private readonly int[] _tokens;
    private readonly int _shortest;
    private readonly bool _inPieces;
    private string[]? _pieces;

    /// <summary>Compiles tokens: characters, <see cref="Star"/>, <see cref="One"/>. Runs of stars are one star.</summary>
    public Glob(ReadOnlySpan<int> tokens)
    {
        var stars = 0;
        var kept = new int[tokens.Length];
        var count = 0;
        foreach (var token in tokens)
        {
            if (token == Star && count > 0 && kept[count - 1] == Star)
                continue;
            stars += token == Star ? 1 : 0;
            kept[count++] = token;
        }
        _tokens = count == kept.Length ? kept : kept[..count];
        _shortest = count - stars;
        _inPieces = !_tokens.Contains(One);
        HasWildcard = stars > 0 || !_inPieces;
    }

    /// <summary>Whether it holds a wildcard at all.</summary>
    public bool HasWildcard { get; }

    /// <summary>Whether it matches every text.</summary>
    public bool MatchesAll => _tokens is [Star];

    /// <summary>The tokens, runs of stars folded.</summary>
    public ReadOnlySpan<int> Tokens => _tokens;

    /// <summary>The tokens themselves, shared: not to be written to.</summary>
    internal int[] Shared => _tokens;

    /// <summary>Compiles a pattern in which every <c>*</c> and <c>?</c> is a wildcard.</summary>
    public static Glob Of(string pattern)
    {
        var tokens = new int[pattern.Length];
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = TokenOf(pattern[i]);
        return new Glob(tokens);
    }

    /// <summary>The token of a pattern's character.</summary>
    public static int TokenOf(char c) => c switch { '*' => Star, '?' => One, _ => c };

    /// <summary>Whether the whole text matches.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        if (text.Length < _shortest)
            return false;
        return _inPieces ? MatchesPieces(_pieces ??= Pieces(), text) : Matches(_tokens, text);
    }

    /// <summary>Whether the whole text matches tokens that were not compiled.</summary>
    public static bool Matches(ReadOnlySpan<int> tokens, ReadOnlySpan<char> text)
    {
        int t = 0, p = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < tokens.Length && (tokens[p] == One || tokens[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (p < tokens.Length && tokens[p] == Star)
            {
                star = p++;
                mark = t;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }
        while (p < tokens.Length && tokens[p] == Star)
            p++;
        return p == tokens.Length;
    }

    /// <summary>
    /// Whether every text of the other pattern is a text of this one. Sound: never true when it is not so; it may be false for
    /// patterns that differ only in how wildcards stand side by side.
    /// </summary>
    public static bool Covers(ReadOnlySpan<int> wide, ReadOnlySpan<int> narrow)
    {
        // The narrow pattern is read as a text in which a star can be taken by a star only, and a question mark by either wildcard.
        int t = 0, p = 0, star = -1, mark = 0;
        while (t < narrow.Length)
        {
            var token = narrow[t];
            if (p < wide.Length && wide[p] == Star)
            {
                star = p++;
                mark = t;
            }
            else if (p < wide.Length && token != Star && (wide[p] == One || wide[p] == token))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }
        while (p < wide.Length && wide[p] == Star)
            p++;
        return p == wide.Length;
    }

    /// <summary>Whether some text matches both patterns. Time and space: one pattern times the other.</summary>
    public static bool Intersects(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a is [Star] || b is [Star])
            return true;
        var rented = ArrayPool<bool>.Shared.Rent(2 * (b.Length + 1));
        var next = rented.AsSpan(0, b.Length + 1);
        var row = rented.AsSpan(b.Length + 1, b.Length + 1);
        for (var i = a.Length; i >= 0; i--)
        {
            for (var j = b.Length; j >= 0; j--)
                row[j] = Meets(a, b, i, j, row, next);
            var swap = next;
            next = row;
            row = swap;
        }
        var meets = next[0];
        ArrayPool<bool>.Shared.Return(rented);
        return meets;
    }

    /// <summary>Whether the rests from i and j meet; <paramref name="row"/> is the answers for i, <paramref name="next"/> those for i + 1.</summary>
    private static bool Meets(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int i, int j, ReadOnlySpan<bool> row, ReadOnlySpan<bool> next)
    {
        if (i == a.Length && j == b.Length)
            return true;
        if (i < a.Length && a[i] == Star && (next[j] || (j < b.Length && row[j + 1])))
            return true;
        if (j < b.Length && b[j] == Star && (row[j + 1] || (i < a.Length && next[j])))
            return true;
        return i < a.Length && j < b.Length && a[i] != Star && b[j] != Star && (a[i] == b[j] || a[i] == One || b[j] == One) && next[j + 1];
    }

    /// <summary>The pattern as text; a literal star or question mark shows as a variable does (<c>${*}</c>).</summary>
    public override string ToString() =>
        string.Concat(_tokens.Select(t => t switch { Star => "*", One => "?", '*' => "${*}", '?' => "${?}", _ => ((char)t).ToString() }));

    private string[] Pieces()
    {
        var pieces = new List<string>();
        var start = 0;
        for (var i = 0; i <= _tokens.Length; i++)
        {
            if (i < _tokens.Length && _tokens[i] != Star)
                continue;
            pieces.Add(string.Create(i - start, (_tokens, start), static (span, state) =>
            {
                for (var k = 0; k < span.Length; k++)
                    span[k] = (char)state._tokens[state.start + k];
            }));
            start = i + 1;
        }
        return [.. pieces];
    }

    private static bool MatchesPieces(string[] pieces, ReadOnlySpan<char> text)
    {
        var first = pieces[0];
        if (pieces.Length == 1)
            return text.SequenceEqual(first);
        var last = pieces[^1];
        if (!text.StartsWith(first) || !text.EndsWith(last))
            return false;
        // The shortest match of the ends cannot overlap: text is at least as long as all pieces together.
        text = text[first.Length..^last.Length];
        for (var i = 1; i < pieces.Length - 1; i++)
        {
            var at = text.IndexOf(pieces[i]);
            if (at < 0)
                return false;
            text = text[(at + pieces[i].Length)..];
        }
        return true;
    }
}
