namespace Ambit.Azure.Policies;

/// <summary>
/// Looks for a text that matches the first of several patterns and satisfies a question about which of the others it matches.
/// Patterns have <c>*</c> anywhere, which crosses slashes; the search walks the product of their automata, shortest text first,
/// so it finds a text where there is one and says for certain that there is none.
/// </summary>
internal sealed class PatternSearch
{
    /// <summary>Stands in a pattern for exactly one character other than a slash.</summary>
    public const char One = '\u0001';

    private const int Longest = 4000;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789-_~!$+,;=@^`|";
    private readonly string[] _patterns;
    private readonly int _most;

    /// <param name="patterns">The patterns; the first must match. Case does not matter.</param>
    /// <param name="most">How many states may be looked at.</param>
    public PatternSearch(IReadOnlyList<string> patterns, int most)
    {
        _patterns = [.. patterns.Select(p => p.ToLowerInvariant())];
        _most = most;
        Exhausted = _patterns.Any(p => p.Length > Longest);
    }

    /// <summary>Whether the search ended by its budget, so that nothing found means nothing.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>How many states were looked at.</summary>
    public int States { get; private set; }

    /// <summary>A text for which the question holds, lower case; null where none was found.</summary>
    /// <param name="wanted">Given which patterns match and the text, whether it is what is looked for.</param>
    public string? Find(Func<bool[], string, bool> wanted)
    {
        if (Exhausted)
            return null;
        var nodes = new List<(int[] State, int Parent, char Letter)> { (Begin(), -1, '\0') };
        // the beginning is no text yet: a state like it may come again
        var seen = new HashSet<int[]>(StateComparer.Instance);
        var matches = new bool[_patterns.Length];
        for (var at = 0; at < nodes.Count; at++)
        {
            States++;
            var state = nodes[at].State;
            if (at > 0 && Accepts(state, matches) && Text(nodes, at) is var text && wanted(matches, text))
                return text;
            foreach (var letter in Next(state))
            {
                if (Step(state, letter) is not { } next || !seen.Add(next))
                    continue;
                if (nodes.Count >= _most)
                {
                    Exhausted = true;
                    return null;
                }

                nodes.Add((next, at, letter));
            }
        }

        return null;
    }

    /// <summary>Whether some text matches both patterns.</summary>
    public static bool Overlap(string a, string b)
    {
        // Without a star in one of them it is a match; the product of two is small.
        if (!a.Contains('*'))
            return ActionPattern.Matches(b, a);
        return b.Contains('*') ? new PatternSearch([a, b], 20_000) is var s && (s.Find((m, _) => m[1]) is not null || s.Exhausted) : ActionPattern.Matches(a, b);
    }

    private int[] Begin()
    {
        var items = new List<int>();
        for (var p = 0; p < _patterns.Length; p++)
            Enter(items, p, 0);
        return Reduced(items)!;
    }

    private void Enter(List<int> items, int pattern, int position)
    {
        items.Add((pattern << 12) | position);
        while (position < _patterns[pattern].Length && _patterns[pattern][position] == '*')
            items.Add((pattern << 12) | ++position);
    }

    private int[]? Step(int[] state, char letter)
    {
        var items = new List<int>(state.Length);
        foreach (var item in state)
        {
            var (p, i) = (item >> 12, item & 0xfff);
            if (i == _patterns[p].Length)
                continue;
            var c = _patterns[p][i];
            if (c == '*')
                Enter(items, p, i);
            else if (c == letter || (c == One && letter != '/'))
                Enter(items, p, i + 1);
        }

        return Reduced(items);
    }

    /// <summary>What lies before the last star that was reached adds nothing: "*X*Y" is within "*Y". Null where the first pattern can no longer match.</summary>
    private int[]? Reduced(List<int> items)
    {
        items.Sort();
        var kept = new List<int>(items.Count);
        var end = items.Count;
        while (end > 0)
        {
            var (pattern, from) = (items[end - 1] >> 12, end);
            var star = false;
            while (from > 0 && items[from - 1] >> 12 == pattern)
            {
                var item = items[--from];
                if (star || (kept.Count > 0 && kept[^1] == item))
                    continue;
                kept.Add(item);
                var i = item & 0xfff;
                star = i < _patterns[pattern].Length && _patterns[pattern][i] == '*';
            }

            end = from;
        }

        if (kept.Count == 0 || kept[^1] >> 12 != 0)
            return null;
        kept.Reverse();
        return [.. kept];
    }

    private bool Accepts(int[] state, bool[] matches)
    {
        Array.Clear(matches);
        foreach (var item in state)
            matches[item >> 12] |= (item & 0xfff) == _patterns[item >> 12].Length;
        return matches[0];
    }

    /// <summary>Letters that some pattern asks for next, and one that none does: all others behave like that one.</summary>
    private SortedSet<char> Next(int[] state)
    {
        var letters = new SortedSet<char>();
        foreach (var item in state)
        {
            var (p, i) = (item >> 12, item & 0xfff);
            if (i < _patterns[p].Length && _patterns[p][i] is var c && c != '*')
                letters.Add(c == One ? '/' : c);
        }

        foreach (var other in Letters)
        {
            if (letters.Add(other))
                return letters;
        }

        for (var other = '\u00a1'; !letters.Add(other); other++)
        {
        }

        return letters;
    }

    private static string Text(List<(int[] State, int Parent, char Letter)> nodes, int at)
    {
        var letters = new Stack<char>();
        for (; nodes[at].Parent >= 0; at = nodes[at].Parent)
            letters.Push(nodes[at].Letter);
        return new string([.. letters]);
    }

    private sealed class StateComparer : IEqualityComparer<int[]>
    {
        public static readonly StateComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = new HashCode();
            foreach (var i in obj)
                hash.Add(i);
            return hash.ToHashCode();
        }
    }
}
