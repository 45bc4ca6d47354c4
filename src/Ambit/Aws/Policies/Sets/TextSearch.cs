namespace Ambit.Aws.Policies.Sets;

/// <summary>Finds a shortest text that is in some sets and not in others, by walking the product of their automata.</summary>
internal static class TextSearch
{
    /// <summary>States of the product after which a search gives up.</summary>
    public const int MostStates = 60_000;

    /// <summary>Searches.</summary>
    /// <param name="sets">The automata, all of one alphabet, each with whether the text must be in it.</param>
    /// <param name="alphabet">Their alphabet.</param>
    /// <param name="budget">What the work is taken from.</param>
    /// <param name="text">A shortest text, with marks where the value of a variable stands.</param>
    /// <param name="marks">Whether the text may hold the marks of variables.</param>
    public static Possibility Find(IReadOnlyList<(TextSet Set, bool In)> sets, Alphabet alphabet, bool marks, SearchBudget budget, out string? text)
    {
        text = null;
        var last = marks ? alphabet.Count - 1 : alphabet.Other;
        // What the text must be in leaves few ways to go on: asked first, it spares the steps of what the text must not be in.
        sets = [.. sets.Where(s => s.In), .. sets.Where(s => !s.In)];
        var count = sets.Count;
        var start = new int[count];
        for (var i = 0; i < count; i++)
            start[i] = sets[i].Set.Start;
        for (var i = 0; i < count; i++)
        {
            if (Hopeless(sets[i], start[i]))
                return Possibility.None;
        }

        var states = new List<(int[] State, int From, char Via)> { (start, -1, '\0') };
        var seen = new HashSet<int[]>(new StatesComparer()) { start };
        var next = new int[count];
        for (var at = 0; at < states.Count; at++)
        {
            if (Accepted(sets, states[at].State))
            {
                text = Spell(states, at);
                return Possibility.Some;
            }

            budget.Spend(count * (last + 1));
            if (budget.IsSpent)
                return Possibility.Unknown;
            for (var symbol = last; symbol >= 0; symbol--)
            {
                if (!Step(sets, states[at].State, symbol, next) || !seen.Add(next))
                    continue;
                if (states.Count >= MostStates)
                    return Possibility.Unknown;
                states.Add((next, at, alphabet[symbol]));
                next = new int[count];
            }
        }

        return Possibility.None;
    }

    /// <summary>Whether the text is in the sets and not in the others.</summary>
    public static bool Matches(IReadOnlyList<(TextSet Set, bool In)> sets, string text)
    {
        foreach (var (set, @in) in sets)
        {
            if (set.Matches(text) != @in)
                return false;
        }

        return true;
    }

    private static bool Accepted(IReadOnlyList<(TextSet Set, bool In)> sets, int[] state)
    {
        for (var i = 0; i < state.Length; i++)
        {
            if (sets[i].Set.Accepts(state[i]) != sets[i].In)
                return false;
        }

        return true;
    }

    /// <summary>Goes one symbol on; false where no text that begins so can be meant.</summary>
    private static bool Step(IReadOnlyList<(TextSet Set, bool In)> sets, int[] state, int symbol, int[] next)
    {
        for (var i = 0; i < next.Length; i++)
        {
            next[i] = sets[i].Set.Next(state[i], symbol);
            if (Hopeless(sets[i], next[i]))
                return false;
        }

        return true;
    }

    private static bool Hopeless((TextSet Set, bool In) set, int state) => set.In ? set.Set.IsDead(state) : set.Set.IsFull(state);

    private static string Spell(List<(int[] State, int From, char Via)> states, int at)
    {
        var text = new List<char>();
        for (; states[at].From >= 0; at = states[at].From)
            text.Add(states[at].Via);
        text.Reverse();
        return new string([.. text]);
    }

    private sealed class StatesComparer : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] states)
        {
            var hash = 17;
            foreach (var s in states)
                hash = unchecked((hash * 486187739) + s);
            return hash;
        }
    }
}
