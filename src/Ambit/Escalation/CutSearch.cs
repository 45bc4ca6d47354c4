namespace Ambit.Escalation;

/// <summary>
/// Finds the cheapest removals by branch and bound: a way that is left has to lose one of its sides, so the search branches over
/// them; ways that share no grant bound the cost from below.
/// </summary>
internal sealed class CutSearch(Derivations derivations, int mostSteps)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool[]? _best;
    private long _bestCost = long.MaxValue;
    private int _steps;

    /// <summary>The cut; optimal unless the number of steps ran out.</summary>
    public Cut Find()
    {
        var removed = new bool[derivations.Grants.Count];
        Greedy();
        Branch(removed, 0);
        return _best is null
            ? new Cut([], Optimal: false, Possible: false)
            : new Cut([.. Enumerable.Range(0, _best.Length).Where(g => _best[g]).Select(g => derivations.Grants[g])], _steps < mostSteps, Possible: true);
    }

    /// <summary>A first answer to prune by: breaks the cheapest side of each way, then puts back what is not needed.</summary>
    private void Greedy()
    {
        var removed = new bool[derivations.Grants.Count];
        while (derivations.Left(removed) is { } way)
        {
            if (way.Length == 0)
                return;
            foreach (var grant in derivations.Sides[way.MinBy(s => Cost(s, removed))])
                removed[grant] = true;
        }

        foreach (var grant in Enumerable.Range(0, removed.Length).Where(g => removed[g]).OrderByDescending(g => derivations.Costs[g]).ToList())
        {
            removed[grant] = false;
            if (derivations.Left(removed) is not null)
                removed[grant] = true;
        }

        Keep(removed);
    }

    private void Branch(bool[] removed, long cost)
    {
        if (cost >= _bestCost || ++_steps >= mostSteps || !_seen.Add(Key(removed)))
            return;
        if (derivations.Left(removed) is not { } way)
        {
            Keep(removed);
            return;
        }

        if (cost + Bound(removed) >= _bestCost)
            return;
        foreach (var side in way.OrderBy(s => Cost(s, removed)))
        {
            var added = derivations.Sides[side].Where(g => !removed[g]).ToList();
            var price = added.Sum(g => derivations.Costs[g]);
            foreach (var grant in added)
                removed[grant] = true;
            Branch(removed, cost + price);
            foreach (var grant in added)
                removed[grant] = false;
        }
    }

    /// <summary>Ways found one after another, each with all its grants taken out before the next, share no grant.</summary>
    private long Bound(bool[] removed)
    {
        var bound = 0L;
        var gone = (bool[])removed.Clone();
        while (derivations.Left(gone) is { } way)
        {
            if (way.Length == 0)
                return long.MaxValue / 2;
            bound += way.Min(s => Cost(s, gone));
            foreach (var grant in way.SelectMany(s => derivations.Sides[s]))
                gone[grant] = true;
        }

        return bound;
    }

    private long Cost(int side, bool[] removed) => derivations.Sides[side].Where(g => !removed[g]).Sum(g => derivations.Costs[g]);

    private void Keep(bool[] removed)
    {
        var cost = Enumerable.Range(0, removed.Length).Where(g => removed[g]).Sum(g => derivations.Costs[g]);
        if (cost < _bestCost)
            (_best, _bestCost) = ((bool[])removed.Clone(), cost);
    }

    private static string Key(bool[] removed) => string.Create(removed.Length, removed, static (text, bits) =>
    {
        for (var i = 0; i < bits.Length; i++)
            text[i] = bits[i] ? '1' : '0';
    });
}
