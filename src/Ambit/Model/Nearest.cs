namespace Ambit.Model;

/// <summary>Finds what a misspelt word was meant to be.</summary>
public static class Nearest
{
    /// <summary>The nearest of the candidates, at most a third of the word's letters away; null where none is near.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var least = Math.Clamp(word.Length / 3, 1, 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) >= least)
                continue;
            var distance = Distance(word, candidate, least);
            if (distance < least)
                (best, least) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Letters to insert, drop, change or swap with the next, case aside; no more than the limit is counted.</summary>
    private static int Distance(string a, string b, int limit)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Lower(a[i - 1]) == Lower(b[j - 1]);
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Lower(a[i - 1]) == Lower(b[j - 2]) && Lower(a[i - 2]) == Lower(b[j - 1]))
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                least = Math.Min(least, current[j]);
            }

            if (least > limit)
                return limit + 1;
            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }

    private static char Lower(char c) => char.ToLowerInvariant(c);
}
