namespace Ambit.Aws.Policies.Sets;

/// <summary>A long list of words, such as all actions without a resource: a state is the range of words that begin as was read.</summary>
internal sealed class WordSet : TextSet
{
    private readonly IReadOnlyList<string> _words;
    private readonly Alphabet _alphabet;
    private readonly List<(int First, int End, int Depth)> _states = [];
    private readonly Dictionary<(int First, int End, int Depth), int> _numbers = [];

    /// <summary>Makes the set.</summary>
    /// <param name="words">The words, sorted by ordinal.</param>
    /// <param name="alphabet">An alphabet that holds each of their characters.</param>
    public WordSet(IReadOnlyList<string> words, Alphabet alphabet)
    {
        _words = words;
        _alphabet = alphabet;
        Start = Number(0, words.Count, 0);
    }

    /// <inheritdoc/>
    public override int Start { get; }

    /// <inheritdoc/>
    public override bool Accepts(int state)
    {
        // The word that ends here is the first of those that begin so.
        var (first, end, depth) = _states[state];
        return first < end && _words[first].Length == depth;
    }

    /// <inheritdoc/>
    public override bool IsDead(int state) => _states[state] is var (first, end, _) && first >= end;

    /// <inheritdoc/>
    public override bool IsFull(int state) => false;

    /// <inheritdoc/>
    public override int Next(int state, int symbol)
    {
        var (first, end, depth) = _states[state];
        if (first >= end || symbol >= _alphabet.Other)
            return Number(0, 0, 0);
        var c = _alphabet[symbol];
        return Number(Bound(first, end, depth, c), Bound(first, end, depth, (char)(c + 1)), depth + 1);
    }

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<char> text)
    {
        int first = 0, end = _words.Count;
        for (var depth = 0; depth < text.Length && first < end; depth++)
            (first, end) = (Bound(first, end, depth, text[depth]), Bound(first, end, depth, (char)(text[depth] + 1)));
        return first < end && _words[first].Length == text.Length;
    }

    private int Bound(int first, int end, int depth, char least)
    {
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (_words[middle].Length <= depth || _words[middle][depth] < least)
                first = middle + 1;
            else
                end = middle;
        }

        return first;
    }

    private int Number(int first, int end, int depth)
    {
        var state = first < end ? (first, end, depth) : default;
        if (!_numbers.TryGetValue(state, out var number))
        {
            _numbers.Add(state, number = _states.Count);
            _states.Add(state);
        }

        return number;
    }
}
