namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// Finds a request that meets all of some demands and, of each of some conjunctions, fails at least one: a search with unit
/// propagation, in which every part of the request decides for itself what is still possible there.
/// </summary>
/// <param name="spaces">The parts of a request.</param>
/// <param name="confirm">Asked about each request found; false makes the search go on, and its answer undecided if it finds no other.</param>
internal sealed class RequestSearch(IReadOnlyList<Space> spaces, Func<SpaceValue[], bool> confirm)
{
    /// <summary>Branches after which the search gives up.</summary>
    public const int MostBranches = 4_000;

    private const int MostUnconfirmed = 24;
    private int _branches;
    private int _unconfirmed;

    /// <summary>Searches.</summary>
    /// <param name="must">What the request has to meet.</param>
    /// <param name="mustNot">Conjunctions that must not hold as a whole.</param>
    public Possibility Find(IReadOnlyList<Demand> must, IReadOnlyList<IReadOnlyList<Demand>> mustNot)
    {
        var state = new List<int>[spaces.Count];
        for (var i = 0; i < state.Length; i++)
            state[i] = [];
        foreach (var demand in must)
        {
            if (!Assume(state, demand))
                return Possibility.None;
        }

        return Search(state, [.. mustNot]);
    }

    private Possibility Search(List<int>[] state, List<IReadOnlyList<Demand>> clauses)
    {
        if (++_branches > MostBranches || _unconfirmed > MostUnconfirmed)
            return Possibility.Unknown;
        if (!Propagate(state, clauses, out var choices))
            return Possibility.None;
        if (clauses.Count == 0)
            return Leaf(state);

        var chosen = Enumerable.Range(0, clauses.Count).MinBy(i => choices[i].Count);
        var options = choices[chosen];
        clauses.RemoveAt(chosen);
        var answer = Possibility.None;
        for (var i = 0; i < options.Count; i++)
        {
            var next = Copy(state);
            if (Assume(next, options[i].Not))
            {
                var found = Search(next, [.. clauses]);
                if (found is Possibility.Some)
                    return found;
                if (found is Possibility.Unknown)
                    answer = found;
            }

            // What comes after need not look again at the requests that fail this demand.
            if (!Assume(state, options[i]))
                break;
        }

        return answer;
    }

    /// <summary>Drops the conjunctions that cannot hold any more and takes the only way out of those that have just one.</summary>
    private bool Propagate(List<int>[] state, List<IReadOnlyList<Demand>> clauses, out List<List<Demand>> choices)
    {
        var again = true;
        choices = [];
        while (again)
        {
            again = false;
            choices = [];
            for (var c = 0; c < clauses.Count; c++)
            {
                if (clauses[c].Any(d => !Possible(state, d)))
                {
                    clauses.RemoveAt(c--);
                    continue;
                }

                var open = clauses[c].Where(d => Possible(state, d.Not)).ToList();
                if (open.Count == 0)
                    return false;
                if (open.Count > 1)
                {
                    choices.Add(open);
                    continue;
                }

                clauses.RemoveAt(c);
                if (!Assume(state, open[0].Not))
                    return false;
                again = true;
                break;
            }
        }

        return true;
    }

    private Possibility Leaf(List<int>[] state)
    {
        var values = new SpaceValue[spaces.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (spaces[i].Example(state[i], out values[i]) is not Possibility.Some)
                return Possibility.Unknown;
        }

        if (confirm(values))
            return Possibility.Some;
        _unconfirmed++;
        return Possibility.Unknown;
    }

    private bool Possible(List<int>[] state, Demand demand)
    {
        var there = state[demand.Space];
        if (there.Contains(demand.Signed))
            return true;
        if (there.Contains(-demand.Signed))
            return false;
        return spaces[demand.Space].Find([.. there, demand.Signed], out _) is not Possibility.None;
    }

    private bool Assume(List<int>[] state, Demand demand)
    {
        if (!Possible(state, demand))
            return false;
        if (!state[demand.Space].Contains(demand.Signed))
            state[demand.Space].Add(demand.Signed);
        return true;
    }

    private static List<int>[] Copy(List<int>[] state) => [.. state.Select(s => new List<int>(s))];
}
